import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { arange, arrayEqual, ones, zeros } from "@linnet/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Progress } from "../../source/progress.js";
import { refusal, rejection } from "../../testing.js";
import { decodeNpz } from "./decode.js";
import { encodeNpz } from "./encode.js";
import { loadNpz, saveNpz } from "./file.js";

const arrays = { weight: arange(60_000).reshape([1000, 60]), bias: ones([7]), none: zeros([0, 2]) };
let folder = "";
let path = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linnet-npz-"));
  path = join(folder, "model.npz");
});
afterAll(() => rm(folder, { recursive: true }));

describe.each([false, true])("an npz file (deflated: %s)", (compress) => {
  it("is saved as encodeNpz encodes, and loaded from its path, a Blob and its bytes", async () => {
    await saveNpz(path, arrays, { compress });
    const bytes = new Uint8Array(await readFile(path));
    expect(Buffer.compare(bytes, encodeNpz(arrays, { compress }))).toBe(0);
    for (const source of [path, new Blob([bytes]), bytes]) {
      const { weight, bias, none } = await loadNpz(source);
      expect([weight.shape, bias.toArray(), none.shape]).toEqual([
        [1000, 60],
        [1, 1, 1, 1, 1, 1, 1],
        [0, 2],
      ]);
      expect(arrayEqual(weight, arrays.weight)).toBe(true);
    }
  });

  it("gives the arrays that are asked for, and reads no others", async () => {
    const bytes = encodeNpz(arrays, { compress });
    let read = 0;
    const onProgress = ({ loaded, total }: Progress): void => {
      if (loaded !== total) read = loaded; // the end is told at last
    };
    await writeFile(path, bytes);
    const { bias } = await loadNpz(path, { names: ["bias"], onProgress });
    expect(bias.toArray()).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(read).toBeLessThan(70_000); // the end of the file, its directory, and the array
    expect(Object.keys(decodeNpz(bytes, { names: ["none", "bias"] }))).toEqual(["none", "bias"]);
    expect(await rejection(loadNpz(path, { names: ["weights"] }))).toBe(
      'ValueError: loadNpz: names must be of arrays in the file; got "weights". The file has "weight", "bias", "none".',
    );
  });

  it("is left when its signal is aborted", async () => {
    await saveNpz(path, arrays, { compress });
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error("enough"));
    expect(await rejection(loadNpz(path, { signal: controller.signal, onProgress }))).toBe("Error: enough");
  });

  it("is refused by name where it is damaged", async () => {
    const bytes = encodeNpz(arrays, { compress });
    await writeFile(path, bytes.subarray(0, -1));
    expect(await rejection(loadNpz(path))).toMatch(
      /^FormatError: loadNpz: the file must end with a zip archive's end record; got other bytes at byte \d+ of .*model\.npz\. /,
    );
  });
});

describe("loadNpz", () => {
  it("refuses names that are no list, and what is no source", async () => {
    const untyped = loadNpz as (...args: readonly unknown[]) => Promise<unknown>;
    await saveNpz(path, arrays);
    expect(await rejection(untyped(path, { names: "bias" }))).toBe(
      'ValueError: loadNpz: names must be a list of strings; got "bias".',
    );
    expect(await rejection(untyped(7))).toMatch(
      /^ValueError: loadNpz: source must be a path, a URL, a Blob or bytes; got 7/,
    );
    expect(await rejection(loadNpz(join(folder, "none.npz")))).toMatch(/^FileError: loadNpz: .* got ENOENT for /);
    expect(await rejection(loadNpz(folder))).toMatch(/^FileError: loadNpz: .* got EISDIR for /);
  });

  it("lists a few of many names", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x${i}`, ones([1])]));
    expect(refusal(() => decodeNpz(encodeNpz(many), { names: ["y"] }))).toMatch(
      /; got "y"\. The file has "x0", "x1", .*, "x7" and 12 more\.$/,
    );
    expect(refusal(() => decodeNpz(encodeNpz({}), { names: ["y"] }))).toMatch(/The file has none\.$/);
  });
});
