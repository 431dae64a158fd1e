import { decodeIdx } from "../formats/idx.js";
import type { FuzzTarget } from "./target.js";

/** A file of counting bytes, with its type code and its dimensions. */
function file(code: number, shape: readonly number[], bytes: number): Uint8Array {
  const at = 4 + 4 * shape.length;
  const all = new Uint8Array(at + bytes).map((_, i) => i % 251);
  const view = new DataView(all.buffer);
  view.setUint32(0, (code << 8) + shape.length);
  for (const [axis, n] of shape.entries()) view.setUint32(4 + 4 * axis, n);
  return all;
}

export const idxFiles: readonly Uint8Array[] = [
  file(0x08, [3, 4, 4], 48),
  file(0x0b, [5], 10),
  file(0x0d, [2, 3], 24),
  file(0x0e, [0, 2], 0),
];

export const idx: FuzzTarget = {
  format: "IDX",
  files: idxFiles,
  early: 16,
  read: decodeIdx,
};
