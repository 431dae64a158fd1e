import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NDArray, arange, concat, ones } from "@linnet/core";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Source } from "../source/source.js";
import { bytesOf, rejection, valuesOf, viewed } from "../testing.js";
import fixtures from "./fixtures/npy.json" with { type: "json" };
import { decodeNpy, encodeNpy } from "./npy.js";
import { type StreamNpyOptions, streamNpy } from "./npy-stream.js";

let folder = "";
let path = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-npy-stream-"));
  path = join(folder, "x.npy");
});
afterAll(() => rm(folder, { recursive: true }));

async function blocksOf(source: Source, options?: StreamNpyOptions): Promise<NDArray[]> {
  const blocks: NDArray[] = [];
  for await (const block of streamNpy(source, options)) blocks.push(block);
  return blocks;
}

describe("streamNpy", () => {
  it("gives the rows of the array, whatever its dtype and order and the length of blocks", async () => {
    await fc.assert(
      fc.asyncProperty(viewed, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (x, rows, fortranOrder) => {
        fc.pre(x.ndim > 0);
        const blocks = await blocksOf(encodeNpy(x, { fortranOrder }), { rows });
        const step = x.size === 0 ? x.shape[0] : rows; // rows without elements come in one block
        expect(blocks.map(({ shape }) => shape[0])).toEqual(
          Array.from({ length: Math.ceil(x.shape[0] / (step || 1)) }, (_, i) => Math.min(step, x.shape[0] - i * step)),
        );
        for (const block of blocks)
          expect([block.dtype, ...block.shape.slice(1)]).toEqual([x.dtype, ...x.shape.slice(1)]);
        expect(blocks.flatMap(valuesOf)).toEqual(valuesOf(x));
      }),
    );
  });

  it("reads what NumPy wrote, either byte order, both memory orders, converted", async () => {
    for (const { descr, shape, bytes } of fixtures.written) {
      if (shape === "" || /[iu]8$/.test(descr)) continue;
      const expected = decodeNpy(bytesOf(bytes), { convert: "float64" });
      const blocks = await blocksOf(new Blob([bytesOf(bytes)]), { rows: 1, convert: "float64" });
      if (blocks.length === 0) expect(expected.shape[0]).toBe(0);
      else expect(valuesOf(concat(blocks))).toEqual(valuesOf(expected));
    }
  });

  it("says where in the file a value is that cannot be converted, in Fortran order too", async () => {
    const file = encodeNpy(arange(6).reshape([3, 2]), { fortranOrder: true });
    const text = new TextDecoder("latin1").decode(file);
    file.set(new TextEncoder().encode("<i8"), text.indexOf("<f8"));
    new BigInt64Array(file.buffer, 128).set([1n, 2n, 3n, 4n, 500n, 6n]); // row 1 of column 1
    expect(await rejection(blocksOf(file, { rows: 2, convert: "uint8" }))).toBe(
      `FormatError: streamNpy: every int64 must be exact in uint8; got 500 at byte ${128 + 4 * 8}. Convert to a wider dtype.`,
    );
  });

  it("holds a block at a time of a file of any size, tells its progress, and stops when it is told to", async () => {
    const bytes = 2 ** 30;
    const header = encodeNpy(ones([1, 128])).subarray(0, 128);
    header.set(
      new TextEncoder().encode(`(${bytes / 1024}, 128), }`),
      new TextDecoder("latin1").decode(header).indexOf("(1, 128)"),
    );
    await writeFile(path, header);
    await truncate(path, header.length + bytes); // zeros that take no place on the disk
    const controller = new AbortController();
    const reason = new Error("enough");
    let loaded = 0;
    let blocks = 0;
    const before = process.memoryUsage().arrayBuffers;
    const onProgress = (progress: { readonly loaded: number; readonly total?: number }): void => {
      expect(progress.loaded).toBeGreaterThan(loaded);
      expect(progress.total).toBe(header.length + bytes);
      loaded = progress.loaded;
    };
    const reading = (async () => {
      for await (const block of streamNpy(path, { signal: controller.signal, onProgress })) {
        expect(block.shape).toEqual([8192, 128]);
        block.dispose();
        if (++blocks === 5) setTimeout(() => controller.abort(reason), 0);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(blocks).toBeLessThan(50);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 27);
  });

  it.each([
    [
      encodeNpy(ones([])),
      undefined,
      "FormatError: streamNpy: the array must have rows; got shape () at byte 20. Read it with loadNpy.",
    ],
    [
      encodeNpy(ones([2])).subarray(0, -3),
      undefined,
      "FormatError: streamNpy: 16 bytes of elements must follow the header (float64 [2]); got 13 bytes at byte 128. The file may be truncated.",
    ],
    [encodeNpy(ones([2])), { rows: 0 }, "ValueError: streamNpy: rows must be a positive integer; got 0."],
    [encodeNpy(ones([2])), { rows: 1.5 }, "ValueError: streamNpy: rows must be a positive integer; got 1.5."],
  ])("refuses what has no rows, and no number of rows (%#)", async (source, options, message) => {
    expect(await rejection(blocksOf(source, options))).toBe(message);
  });

  it("names the file, and says when there is none", async () => {
    await writeFile(path, "PK\x03\x04 and so on");
    expect(await rejection(blocksOf(path))).toBe(
      `FormatError: streamNpy: the file must begin with "\\x93NUMPY"; got what seems to be a zip archive, as npz files are at byte 0 of ${path}. Check that this is an npy file.`,
    );
    expect(await rejection(blocksOf(join(folder, "none")))).toBe(
      `FileError: streamNpy: the file must be readable; got ENOENT for "${folder}/none". Check the path: the file or its folder does not exist.`,
    );
  });
});
