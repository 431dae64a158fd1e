import { arange } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { decodeNpy, encodeNpy } from "../npy.js";
import { rejection } from "../../testing.js";
import { decodeSafetensors } from "./decode.js";
import { encodeSafetensors } from "./encode.js";
import { loadSafetensors, saveSafetensors } from "./file.js";

describe("safetensors in a browser", () => {
  it("are saved through a Blob, as the error advises, and loaded from it and its address", async () => {
    expect(await rejection(saveSafetensors("a.safetensors", {}))).toBe(
      'FileError: saveSafetensors: files need Node; got no file system for "a.safetensors". Encode to bytes (encodeSafetensors) and offer them as a Blob to download.',
    );
    const blob = new Blob([encodeSafetensors({ x: arange(5) })]);
    for (const source of [blob, URL.createObjectURL(blob)]) {
      const { tensors } = await loadSafetensors(source);
      expect(tensors.x.toArray()).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it("are read from shared memory, and npy too, though a browser's TextDecoder refuses it", () => {
    const shared = (file: Uint8Array): Uint8Array => {
      const bytes = new Uint8Array(new SharedArrayBuffer(file.length));
      bytes.set(file);
      return bytes;
    };
    expect(decodeSafetensors(shared(encodeSafetensors({ größe: arange(3) }))).tensors["größe"].toArray()).toEqual([
      0, 1, 2,
    ]);
    expect(decodeNpy(shared(encodeNpy(arange(3)))).toArray()).toEqual([0, 1, 2]);
  });
});
