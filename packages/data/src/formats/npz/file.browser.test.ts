import { arange, arrayEqual } from "@linnet/core";
import { expect, it } from "vitest";
import { rejection } from "../../testing.js";
import { decodeNpz } from "./decode.js";
import { encodeNpz } from "./encode.js";
import { loadNpz, saveNpz } from "./file.js";

const arrays = { x: arange(100_000), größe: arange(6).reshape([2, 3]).astype("int16") };

it("npz files are read in a browser, by its own decompression as by fflate, and from shared memory", async () => {
  for (const compress of [false, true]) {
    const bytes = encodeNpz(arrays, { compress });
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    const blob = new Blob([bytes]);
    for (const source of [blob, URL.createObjectURL(blob), bytes, shared]) {
      const { x, größe } = await loadNpz(source);
      expect(arrayEqual(x, arrays.x)).toBe(true);
      expect(größe.toArray()).toEqual(arrays.größe.toArray());
    }
    expect(arrayEqual(decodeNpz(shared).x, arrays.x)).toBe(true);
  }
});

it("damaged ones are refused in a browser with the sentences of Node", async () => {
  const bytes = encodeNpz(arrays, { compress: true });
  bytes[100] ^= 0xff;
  expect(await rejection(loadNpz(bytes))).toMatch(/^FormatError: loadNpz: "x\.npy" must /);
  expect(await rejection(saveNpz("a.npz", arrays))).toMatch(
    /^FileError: saveNpz: files need Node; got no file system for "a\.npz"\. /,
  );
});
