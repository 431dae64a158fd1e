import { arange } from "@linnet/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadBytes } from "../formats/file-bytes.js";
import { encodeNpy } from "../formats/npy.js";
import { loadNpy } from "../formats/npy-file.js";
import { streamNpy } from "../formats/npy-stream.js";
import { rejection } from "../testing.js";
import { piecesOf } from "./pieces.js";
import type { Progress } from "./progress.js";

afterEach(() => vi.restoreAllMocks());

const x = arange(200_000);
const npy = encodeNpy(x);
/** A file of this package, as the server of the tests has it. */
const FILE = "/packages/data/src/formats/fixtures/safetensors.json";

describe("sources in a browser", () => {
  it.each([
    ["a Blob", () => new Blob([npy])],
    ["a File", () => new File([npy], "x.npy")],
    ["an object URL", () => URL.createObjectURL(new Blob([npy]))],
    ["bytes", () => npy],
  ])("%s is loaded and streamed, with progress that ends with the total", async (_kind, source) => {
    const told: Progress[] = [];
    const onProgress = (progress: Progress): void => void told.push(progress);
    expect((await loadNpy(source(), { onProgress })).sum().item()).toBe(x.sum().item());
    expect(told.at(-1)).toEqual({ loaded: npy.length, total: npy.length });
    let sum = 0;
    for await (const block of streamNpy(source(), { rows: 70_000, onProgress })) sum += block.sum().item();
    expect(sum).toBe(x.sum().item());
    expect(told.at(-1)).toEqual({ loaded: npy.length, total: npy.length });
  });

  it("text without a scheme is an address relative to the page", async () => {
    const bytes = await loadBytes(FILE);
    expect(JSON.parse(new TextDecoder().decode(bytes))).toHaveProperty("values");
    expect(await loadBytes(new URL(FILE, location.href))).toEqual(bytes);
    const fetched = vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(npy));
    await loadNpy("../data/x.npy");
    expect(String(fetched.mock.calls[0][0])).toBe(new URL("../data/x.npy", location.href).href);
  });

  it("what such an address has is streamed: the first rows are there while the last are on their way", async () => {
    let cancelled: unknown;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(npy.slice(0, 128 + 8 * 1000)), // and never goes on
      cancel: (reason) => {
        cancelled = reason ?? "cancelled";
      },
    });
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(stream));
    for await (const block of streamNpy("x.npy", { rows: 1000 })) {
      expect(block.shape).toEqual([1000]);
      break;
    }
    expect(cancelled).toBe("cancelled");
    vi.spyOn(globalThis, "fetch").mockImplementation(
      async () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(npy.slice(0, 10)) })),
    );
    for await (const piece of piecesOf("load", "x.npy")) {
      expect(piece).toEqual(npy.slice(0, 10));
      break;
    }
  });

  it("names a server that refuses, and one that is not there", async () => {
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("no", { status: 403 }));
    const { href } = new URL("x.npy", location.href);
    expect(await rejection(loadNpy("x.npy"))).toBe(
      `FileError: loadNpy: the address must answer with its content; got HTTP 403 for "${href}". Check the address, and that the server lets it be read from here.`,
    );
    vi.restoreAllMocks();
    expect(await rejection(loadNpy("blob:none"))).toBe(
      'FileError: loadNpy: the address must be reachable; got no answer for "blob:none". Check the address and the connection. The system says: Failed to fetch.',
    );
  });

  it("ends with the signal's reason while it reads, before the next piece", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const onProgress = (): void => controller.abort(reason);
    for (const source of [new Blob([npy]), URL.createObjectURL(new Blob([npy])), npy]) {
      await expect(loadNpy(source, { signal: controller.signal, onProgress }).then(() => "the end")).rejects.toBe(
        reason,
      );
    }
  });
});
