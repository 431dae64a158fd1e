import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { arange } from "@linnet/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadBytes } from "../formats/file-bytes.js";
import { encodeNpy } from "../formats/npy.js";
import { loadNpy } from "../formats/npy-file.js";
import { streamNpy } from "../formats/npy-stream.js";
import { loadShards } from "../formats/safetensors/shards.js";
import { encodeSafetensors } from "../formats/safetensors/encode.js";
import { rejection } from "../testing.js";
import { piecesOf } from "./pieces.js";
import type { LoadOptions, Progress } from "./progress.js";
import type { Source } from "./source.js";

const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * i) % 251);
const npy = encodeNpy(arange(6).reshape([3, 2]));

/** What the server answers at each path. */
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "/whole": (response) => response.setHeader("content-length", bytes.length).end(bytes),
  "/chunked": (response) => void (response.write(bytes.subarray(0, 70_000)), response.end(bytes.subarray(70_000))),
  "/packed": (response) => response.setHeader("content-encoding", "gzip").end(gzipSync(bytes)),
  "/empty": (response) => response.end(),
  "/missing": (response) => response.writeHead(404).end("not here"),
  "/cut": (response) => {
    response.setHeader("content-length", bytes.length).write(bytes.subarray(0, 1000), () => response.destroy());
  },
  "/cut-chunks": (response) => response.write(bytes.subarray(0, 1000), () => response.destroy()),
  "/stalls": (response) => response.setHeader("content-length", bytes.length).write(bytes.subarray(0, 1000)),
  "/silent": () => undefined,
  "/x.npy": (response) => response.setHeader("content-length", npy.length).end(npy),
  "/chunked.npy": (response) => void (response.write(npy.subarray(0, 30)), response.end(npy.subarray(30))),
  "/short.npy": (response) => void (response.write(npy.subarray(0, 30)), response.end(npy.subarray(30, -1))),
  "/long.npy": (response) => void (response.write(npy), response.end("and more")),
  "/fortran.npy": (response) => response.end(encodeNpy(arange(6).reshape([3, 2]), { fortranOrder: true })),
  "/page.npy": (response) => response.end("<!DOCTYPE html><title>Sign in</title>"),
  "/m/model.safetensors.index.json": (response) =>
    response.end(JSON.stringify({ weight_map: { a: "one two.safetensors", b: "three.safetensors" } })),
  "/m/one%20two.safetensors": (response) => response.end(encodeSafetensors({ a: arange(3) })),
  "/m/three.safetensors": (response) => response.end(encodeSafetensors({ b: arange(2) })),
};

let server: Server;
let base = "";
/** Told of the next request, and of the end of the next answer. */
let arrived: (() => void) | undefined;
let closed: (() => void) | undefined;

beforeAll(async () => {
  server = createServer((request: IncomingMessage, response) => {
    response.on("close", () => closed?.());
    arrived?.();
    answers[request.url ?? ""]?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has one
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function collected(source: Source, options?: LoadOptions): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf("loadBytes", source, options)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

describe.each([
  ["as a whole", loadBytes],
  ["in pieces", collected],
])("what a server answers, read %s,", (_how, read) => {
  it.each(["/whole", "/chunked", "/packed"])("is what it sent, with progress: %s", async (path) => {
    const told: Progress[] = [];
    const onProgress = (progress: Progress): void => void told.push(progress);
    expect(Buffer.compare(await read(base + path, { onProgress }), bytes)).toBe(0);
    expect(Buffer.compare(await read(new URL(path, base)), bytes)).toBe(0);
    expect(told.map(({ loaded }) => loaded)).toEqual(told.map(({ loaded }) => loaded).toSorted((a, b) => a - b));
    expect(told.at(-1)).toEqual({ loaded: bytes.length, total: bytes.length });
    expect(told[0].total).toBe(path === "/whole" ? bytes.length : undefined);
  });

  it("may be empty", async () => {
    const told: Progress[] = [];
    expect(await read(`${base}/empty`, { onProgress: (progress) => told.push(progress) })).toHaveLength(0);
    expect(told).toEqual([{ loaded: 0, total: 0 }]);
  });

  it("may be a refusal", async () => {
    expect(await rejection(read(`${base}/missing`))).toBe(
      `FileError: loadBytes: the address must answer with its content; got HTTP 404 for "${base}/missing". Check the address, and that the server lets it be read from here.`,
    );
  });

  it("may break off: what came is not taken for the whole", async () => {
    const broken = (path: string, of: string): string =>
      `^FileError: loadBytes: the answer must come whole; got a broken connection after 1000${of} bytes for "${base}${path}"\\. Try again\\. The system says: .+\\.$`;
    expect(await rejection(read(`${base}/cut`))).toMatch(new RegExp(broken("/cut", " of 200000")));
    expect(await rejection(read(`${base}/cut-chunks`))).toMatch(new RegExp(broken("/cut-chunks", "")));
  });

  it("ends with the signal's reason while it is waited for and while it comes, and so does the connection", async () => {
    for (const path of ["/silent", "/stalls"]) {
      const controller = new AbortController();
      const abort = (): void => controller.abort("enough");
      const ended = new Promise<void>((resolve) => (closed = resolve));
      if (path === "/silent") arrived = abort;
      const options = { signal: controller.signal, ...(path === "/stalls" && { onProgress: abort }) };
      await expect(read(base + path, options).then(() => "the end")).rejects.toBe("enough");
      await ended;
      arrived = undefined;
    }
  });
});

describe("a server that is not there", () => {
  it("is named with what the system says", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo; // a TCP server has one
    await new Promise((resolve) => other.close(resolve));
    expect(await rejection(loadBytes(`http://127.0.0.1:${port}/a`))).toBe(
      `FileError: loadBytes: the address must be reachable; got no answer for "http://127.0.0.1:${port}/a". Check the address and the connection. The system says: connect ECONNREFUSED 127.0.0.1:${port}.`,
    );
    expect(await rejection(loadBytes("data:none"))).toBe(
      'FileError: loadBytes: the address must be reachable; got no answer for "data:none". Check the address and the connection. The system says: failed to fetch the data URL.',
    );
  });

  it("is named in short where its address is long", async () => {
    const message = await rejection(loadBytes(`blob:${"x".repeat(500)}`));
    expect(message).toContain(`for "blob:${"x".repeat(194)}…"`);
  });
});

describe("an npy file at an address", () => {
  it("is loaded, and streamed as it arrives, whether or not its length is known before", async () => {
    for (const path of ["/x.npy", "/chunked.npy"]) {
      expect((await loadNpy(base + path)).toArray()).toEqual([
        [0, 1],
        [2, 3],
        [4, 5],
      ]);
      const told: Progress[] = [];
      const blocks: unknown[] = [];
      const onProgress = (progress: Progress): void => void told.push(progress);
      for await (const block of streamNpy(base + path, { rows: 2, onProgress })) blocks.push(block.toArray());
      expect(blocks).toEqual([
        [
          [0, 1],
          [2, 3],
        ],
        [[4, 5]],
      ]);
      expect(told.at(-1)).toEqual({ loaded: npy.length, total: npy.length });
    }
  });

  it("is let go of when the loop ends before it does", async () => {
    const ended = new Promise<void>((resolve) => (closed = resolve));
    for await (const piece of piecesOf("load", `${base}/stalls`)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    await ended;
  });

  it.each([
    ["/short.npy", "the file must go on; got its end at byte 175 of {}. The file may be truncated."],
    [
      "/long.npy",
      "48 bytes of elements must follow the header (float64 [3, 2]); got 49 bytes at byte 128 of {}. It may hold several arrays: split it.",
    ],
    [
      "/fortran.npy",
      "rows from an address must lie in C order; got Fortran order at byte 20 of {}. Load it as a whole with loadNpy, or save it with NumPy's ascontiguousarray.",
    ],
    [
      "/page.npy",
      'the file must begin with "\\x93NUMPY"; got what seems to be an HTML page at byte 0 of {}. Check that this is an npy file.',
    ],
  ])("is refused as a stream: %s", async (path, message) => {
    const all = async (): Promise<void> => {
      for await (const block of streamNpy(base + path)) block.dispose();
    };
    expect(await rejection(all())).toBe(`FormatError: streamNpy: ${message.replace("{}", base + path)}`);
  });
});

describe("shards at an address", () => {
  it("are found beside their index, with progress over all of them", async () => {
    const told: Progress[] = [];
    const index = `${base}/m/model.safetensors.index.json`;
    for (const source of [index, new URL(index)]) {
      told.length = 0;
      const { tensors } = await loadShards(source, { onProgress: (progress) => told.push(progress) });
      expect([tensors["a"].toArray(), tensors["b"].toArray()]).toEqual([
        [0, 1, 2],
        [0, 1],
      ]);
      expect(told.map(({ loaded }) => loaded)).toEqual(told.map(({ loaded }) => loaded).toSorted((a, b) => a - b));
      expect(told.at(-1)?.loaded).toBe(told.at(-1)?.total);
    }
  });
});
