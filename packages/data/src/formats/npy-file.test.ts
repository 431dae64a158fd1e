import { truncateSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { arange, arrayEqual, ones, scope } from "@linnet/core";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PORTION } from "./filling.js";
import { bytesOf, rejection, valuesOf, viewed } from "../testing.js";
import fixtures from "./fixtures/npy.json" with { type: "json" };
import { decodeNpy, encodeNpy } from "./npy.js";
import { loadNpy, saveNpy } from "./npy-file.js";

let folder = "";
let path = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-npy-"));
  path = join(folder, "x.npy");
});
afterAll(() => rm(folder, { recursive: true }));

/** How a file of these bytes is refused. */
async function refuse(bytes: Uint8Array | string): Promise<string> {
  await writeFile(path, bytes);
  return (await rejection(loadNpy(path))).replace("FormatError: loadNpy: ", "").replace(path, "{}");
}

describe("loadNpy", () => {
  it("reads what NumPy wrote as decodeNpy reads its bytes: every dtype, order and version, gzipped or not", async () => {
    for (const { values, bytes } of fixtures.written) {
      if (/9007199254740993|18446744073709551615/.test(values)) continue; // beyond float64: refused, as decodeNpy does
      const expected = decodeNpy(bytesOf(bytes), { convert: "float64" });
      for (const source of [bytesOf(bytes), new Blob([gzipSync(bytesOf(bytes))])]) {
        const x = await loadNpy(source, { convert: "float64" });
        expect([x.dtype, x.shape]).toEqual([expected.dtype, expected.shape]);
        expect(valuesOf(x)).toEqual(valuesOf(expected));
      }
    }
  });

  it("reads arrays longer than a portion, in either byte order, to the last element", async () => {
    const n = PORTION / 4 + 3;
    const file = encodeNpy(arange(n).astype("float32"));
    const turned = file.slice();
    turned[turned.indexOf(0x3c)] = 0x3e; // "<f4" to ">f4"
    for (let i = 128; i < turned.length; i += 4) turned.subarray(i, i + 4).reverse();
    for (const bytes of [file, turned]) {
      const x = await loadNpy(bytes);
      expect(x.shape).toEqual([n]);
      expect(arrayEqual(x, arange(n))).toBe(true);
    }
  });

  it("says what a file seems to be that is none", async () => {
    const must = 'the file must begin with "\\x93NUMPY"; got';
    const tail = "at byte 0 of {}. Check that this is an npy file.";
    expect(await refuse("PK\x03\x04rest of a zip")).toBe(
      `${must} what seems to be a zip archive, as npz files are ${tail}`,
    );
    expect(await refuse("height,weight\n1.7,60\n")).toBe(`${must} what seems to be text, as CSV files are ${tail}`);
    expect(await refuse("")).toBe(`${must} an empty file ${tail}`);
    expect(await refuse(Uint8Array.of(9, 0, 1, 2, 3))).toBe(`${must} other bytes ${tail}`);
  });

  it("names the file of a damaged one, and allocates nothing on the header's word", async () => {
    const file = encodeNpy(ones([2]));
    expect(await refuse(file.subarray(0, -1))).toBe(
      "16 bytes of elements must follow the header (float64 [2]); got 15 bytes at byte 128 of {}. The file may be truncated.",
    );
    expect(await refuse(Uint8Array.of(...file, 0))).toBe(
      "16 bytes of elements must follow the header (float64 [2]); got 17 bytes at byte 128 of {}. It may hold several arrays: split it.",
    );
    expect(await refuse(file.subarray(0, 11))).toBe(
      "the header must end inside the file (11 bytes); got 118 bytes at byte 8 of {}. The file may be truncated.",
    );
    expect(await refuse(file.subarray(0, 100))).toBe(
      "the header must end inside the file (100 bytes); got 118 bytes at byte 8 of {}. The file may be truncated.",
    );
    const huge = encodeNpy(ones([2]));
    const at = new TextDecoder("latin1").decode(huge).indexOf("(2,)");
    huge.set(new TextEncoder().encode("(2000000000,), }"), at);
    expect(await refuse(huge)).toMatch(/^16000000000 bytes of elements must follow the header/);
  });

  it("names the file and the place of what is no bool, and of what cannot be converted", async () => {
    const bools = encodeNpy(ones([PORTION + 5], { dtype: "bool" }));
    bools[bools.length - 2] = 7;
    await writeFile(path, bools);
    expect(await rejection(loadNpy(path))).toBe(
      `FormatError: loadNpy: a bool must be 0 or 1; got 7 at byte ${bools.length - 2} of ${path}. The file may be damaged.`,
    );
    const longs = bytesOf(fixtures.written.find(({ descr }) => descr === "<i8")?.bytes ?? "");
    await writeFile(path, longs);
    expect(await rejection(loadNpy(path, { convert: "uint8" }))).toBe(
      `FormatError: loadNpy: every int64 must be exact in uint8; got -1 at byte 144 of ${path}. Convert to a wider dtype.`,
    );
  });

  it("ends with the signal's reason, and refuses a file that shrinks while it is read", async () => {
    await writeFile(path, encodeNpy(ones([PORTION / 4])));
    const reason = new Error("enough");
    const controller = new AbortController();
    const onProgress = ({ loaded }: { loaded: number }): void => void (loaded > PORTION && controller.abort(reason));
    await expect(loadNpy(path, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    const shrink = ({ loaded }: { loaded: number }): void => void (loaded > 1000 && truncateSync(path, PORTION + 200));
    expect(await rejection(loadNpy(path, { onProgress: shrink }))).toBe(
      `FormatError: loadNpy: the file must keep its ${2 * PORTION + 128} bytes while it is read; got its end at byte ${PORTION + 200} of ${path}. Read it when nobody writes it.`,
    );
  });
});

describe("saveNpy", () => {
  it("writes the bytes of encodeNpy, and nothing beside; loadNpy reads them back, whatever the dtype and layout", async () => {
    const own = await mkdtemp(join(folder, "own-"));
    const file = join(own, "x.npy");
    await fc.assert(
      fc.asyncProperty(viewed, fc.boolean(), async (x, fortranOrder) => {
        await saveNpy(file, x, { fortranOrder });
        expect(new Uint8Array(await readFile(file))).toEqual(encodeNpy(x, { fortranOrder }));
        const back = await loadNpy(file);
        expect([back.dtype, back.shape]).toEqual([x.dtype, x.shape]);
        expect(valuesOf(back)).toEqual(valuesOf(x));
      }),
      { numRuns: 30 },
    );
    expect(await readdir(own)).toEqual(["x.npy"]);
  });

  it("reads the array before it returns: a scope may end while the file is written", async () => {
    const saved: Promise<void>[] = [];
    scope(() => void saved.push(saveNpy(path, arange(1000))));
    scope(() => void ones([1000]).mul(7)); // takes the memory again
    await Promise.all(saved);
    expect(valuesOf(await loadNpy(path))).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  it("says what is the matter with a path", async () => {
    const nowhere = join(folder, "none", "x.npy");
    expect(await rejection(saveNpy(nowhere, ones([2])))).toBe(
      `FileError: saveNpy: the file must be writable; got ENOENT for "${nowhere}". Check the path: the file or its folder does not exist. An old file of that name is unchanged.`,
    );
  });
});
