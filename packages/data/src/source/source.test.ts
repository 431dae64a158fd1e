import { appendFileSync, truncateSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejection } from "../testing.js";
import { loadBytes } from "../formats/file-bytes.js";
import { piecesOf } from "./pieces.js";
import { type LoadOptions, PIECE, type Progress } from "./progress.js";
import { type Source, openSource, withSource } from "./source.js";

const bytes = Uint8Array.from({ length: 3000 }, (_, i) => (i * i) % 251);
let folder = "";
let path = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-source-"));
  path = join(folder, "some.bin");
  await writeFile(path, bytes);
});
afterAll(() => rm(folder, { recursive: true }));

/** All pieces of a source. */
async function collected(source: Source, options?: LoadOptions): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf("load", source, options)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

const kinds: readonly (readonly [string, () => Source])[] = [
  ["a path", () => path],
  ["a file URL", () => pathToFileURL(path)],
  ["a data URL", () => `data:application/octet-stream;base64,${Buffer.from(bytes).toString("base64")}`],
  ["an object URL", () => URL.createObjectURL(new Blob([bytes]))],
  ["a Blob", () => new Blob([bytes.subarray(0, 100), bytes.subarray(100)])],
  ["a File", () => new File([bytes], "some.bin")],
  ["a Uint8Array", () => new Uint8Array([0, ...bytes]).subarray(1)],
  ["an ArrayBuffer", () => bytes.slice().buffer],
];

describe.each(kinds)("%s as a source", (_kind, source) => {
  it("is read whole and in pieces, with progress that rises to the total", async () => {
    for (const read of [loadBytes, collected]) {
      const told: Progress[] = [];
      expect(await read(source(), { onProgress: (progress) => told.push(progress) })).toEqual(bytes);
      expect(told.map(({ loaded }) => loaded)).toEqual(told.map(({ loaded }) => loaded).toSorted((a, b) => a - b));
      expect(told.at(-1)).toEqual({ loaded: 3000, total: 3000 });
    }
  });

  it("is read at any place, and to its end", async () => {
    const file = await openSource("load", source());
    expect(file.size).toBe(3000);
    await fc.assert(
      fc.asyncProperty(fc.nat(3100), fc.nat(3100), async (at, length) => {
        const target = new Uint8Array(length);
        const part = bytes.subarray(at, at + length);
        expect(await file.readInto(target, at)).toBe(part.length);
        expect(Buffer.compare(target.subarray(0, part.length), part)).toBe(0);
      }),
      { numRuns: 50 },
    );
    await file.close();
  });

  it("is not touched when the signal is aborted before", async () => {
    const reason = new RangeError("changed my mind");
    for (const read of [loadBytes, collected]) {
      await expect(read(source(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    }
  });
});

describe("an empty source", () => {
  const empty: readonly (readonly [string, () => Source])[] = [
    ["a file", () => join(folder, "empty")],
    ["a Blob", () => new Blob([])],
    ["bytes", () => new Uint8Array(0)],
    ["a data URL", () => "data:,"],
  ];
  beforeAll(() => writeFile(join(folder, "empty"), ""));

  it.each(empty)("%s has no bytes, and says so to who waits for progress", async (_kind, source) => {
    for (const read of [loadBytes, collected]) {
      const told: Progress[] = [];
      expect(await read(source(), { onProgress: (progress) => told.push(progress) })).toEqual(new Uint8Array(0));
      expect(told).toEqual([{ loaded: 0, total: 0 }]);
    }
  });
});

describe("a source that is none", () => {
  const none: readonly (readonly [() => unknown, () => string])[] = [
    [
      () => join(folder, "none"),
      () =>
        `FileError: load: the file must be readable; got ENOENT for "${folder}/none". Check the path: the file or its folder does not exist.`,
    ],
    [
      () => `${path}/below`,
      () =>
        `FileError: load: the file must be readable; got ENOTDIR for "${path}/below". Check the path: a part of it is not a folder.`,
    ],
    [
      () => folder,
      () => `FileError: load: the file must be readable; got EISDIR for "${folder}". Name a regular file.`,
    ],
    [
      () => "/dev/null",
      () => 'FileError: load: the file must be readable; got a device for "/dev/null". Name a regular file.',
    ],
    [
      () => "",
      () =>
        'FileError: load: the file must be readable; got ENOENT for "". Check the path: the file or its folder does not exist.',
    ],
    [
      () => new URL("ftp://example.org/a"),
      () =>
        'FileError: load: a URL must be of a file; got ftp: for "ftp://example.org/a". Give a path, or a URL that begins with file:///.',
    ],
    [
      () => new URL("file://elsewhere/a"),
      () =>
        'FileError: load: a URL must be of a file; got the host elsewhere for "file://elsewhere/a". Give a path, or a URL that begins with file:///.',
    ],
    [
      () => "https://",
      () => 'FileError: load: an address must be a URL; got another text for "https://". Check its spelling.',
    ],
    [() => 7, () => "ValueError: load: source must be a path, a URL, a Blob or bytes; got 7."],
    [() => [1, 2], () => "ValueError: load: source must be a path, a URL, a Blob or bytes; got a list."],
  ];

  it.each(none)("is refused, whole and in pieces (%#)", async (source, message) => {
    const untyped = source() as Source;
    expect(await rejection(openSource("load", untyped))).toBe(message());
    expect(await rejection(collected(untyped))).toBe(message());
  });

  it("is refused with options that are none", async () => {
    const untyped = (options: unknown): Promise<string> => rejection(openSource("load", bytes, options as LoadOptions));
    expect(await untyped({ signal: new AbortController() })).toBe(
      "ValueError: load: signal must be an AbortSignal; got an object. Pass controller.signal.",
    );
    expect(await untyped({ onProgress: 3 })).toBe("ValueError: load: onProgress must be a function; got 3.");
  });

  it("is a Blob that cannot be read any more", async () => {
    const blob = new File([bytes], "gone.bin");
    blob.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException("moved", "NotReadableError")) }) as Blob;
    expect(await rejection(loadBytes(blob))).toBe(
      'FileError: loadBytes: the Blob must be readable; got NotReadableError for "gone.bin". Choose the file again.',
    );
  });
});

describe("a file that changes while it is read", () => {
  const length = PIECE + 1000;
  const growing = async (change: (path: string) => void, read: typeof loadBytes): Promise<Uint8Array> => {
    const own = join(folder, "changing.bin");
    await writeFile(own, new Uint8Array(length).fill(7));
    let changed = false;
    const onProgress = (): void => {
      if (!changed) change(own);
      changed = true;
    };
    return read(own, { onProgress });
  };
  const counted: typeof loadBytes = async (source, options) => {
    let n = 0;
    for await (const piece of piecesOf("stream", source, options)) n += piece.length;
    return new Uint8Array(n);
  };

  it("is read as long as it was, when it grows", async () => {
    for (const read of [loadBytes, counted]) {
      const grown = await growing((own) => appendFileSync(own, "more"), read);
      expect(grown.length).toBe(length);
    }
  });

  it("is refused when it shrinks", async () => {
    const message = (op: string): string =>
      `FormatError: ${op}: the file must keep its ${length} bytes while it is read; got its end at byte ${PIECE + 5} of ${join(folder, "changing.bin")}. Read it when nobody writes it.`;
    const shrink = (own: string): void => truncateSync(own, PIECE + 5);
    expect(await rejection(growing(shrink, loadBytes))).toBe(message("loadBytes"));
    expect(await rejection(growing(shrink, counted))).toBe(message("stream"));
  });
});

describe("a long source", () => {
  const long = new Uint8Array(2 * PIECE);
  const sources: readonly (readonly [string, () => Source])[] = [
    ["bytes", () => long],
    ["a Blob", () => new Blob([long])],
    ["an address", () => URL.createObjectURL(new Blob([long]))],
  ];

  it.each(sources)("of %s lets the event loop turn, so that it can be aborted", async (_kind, source) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const turns = setInterval(() => controller.abort(reason), 0);
    const reading = withSource("load", source(), { signal: controller.signal }, async (file) => {
      const target = new Uint8Array(PIECE);
      for (let i = 0; ; i = 1 - i) await file.readInto(target, i * PIECE); // without an end
    });
    await expect(reading).rejects.toBe(reason);
    clearInterval(turns);
  });

  it("stops before the next piece is read", async () => {
    const controller = new AbortController();
    const told: number[] = [];
    const onProgress = ({ loaded }: Progress): void => {
      told.push(loaded);
      controller.abort("enough");
    };
    const reading = loadBytes(long, { signal: controller.signal, onProgress }).then(() => "the end");
    await expect(reading).rejects.toBe("enough");
    expect(told).toEqual([PIECE]);
  });

  it("counts once what is read twice, and ends with the total when less was needed", async () => {
    const told: Progress[] = [];
    await withSource("load", bytes, { onProgress: (progress) => told.push(progress) }, async (file) => {
      await file.readInto(new Uint8Array(2000), 0);
      await file.readInto(new Uint8Array(2000), 0);
      await file.readInto(new Uint8Array(2000), 0);
    });
    expect(told.map(({ loaded }) => loaded)).toEqual([2000, 3000]);
    told.length = 0;
    await withSource("load", bytes, { onProgress: (progress) => told.push(progress) }, (file) =>
      file.readInto(new Uint8Array(10), 0),
    );
    expect(told.map(({ loaded }) => loaded)).toEqual([10, 3000]);
  });
});
