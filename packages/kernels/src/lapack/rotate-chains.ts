import { float64, int32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { release } from "../memory/heap.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { vectorOf } from "./numbers.js";
import { spectralFamily } from "./spectral-family.js";

/**
 * Chains of plane rotations on the rows of a float64 matrix. A chain walks from row to row: rotation (c, s) leaves c·a + s·b in
 * the row that it comes from, whose value a it carries, and carries c·b − s·a on to the next row, whose value is b.
 *
 * @param chains of each the first row, the step from row to row, and the number of rotations
 * @param count how many chains to take
 * @param pairs c and s of every rotation, chain after chain
 * @remarks Strips of eight columns go through all chains, so that they stay in the cache.
 */
export function rotateChains(z: MatrixView, chains: Int32Array, count: number, pairs: Float64Array): void {
  if (z.cols === 0 || count === 0) return;
  if (z.colStride === 1) rotateRows(z, chains, count, pairs);
  else rotateElements(z, chains, count, pairs);
}

function rotateRows(z: MatrixView, chains: Int32Array, count: number, pairs: Float64Array): void {
  let used = 0;
  for (let k = 0; k < count; k++) used += 2 * chains[3 * k + 2];
  const steps = vectorOf(int32, chains.subarray(0, 3 * count));
  const turns = vectorOf(float64, pairs.subarray(0, used));
  const { f64_rotate_chains } = spectralFamily.exports;
  const rotate = (p: number, q: number, r: number): void => f64_rotate_chains(z.cols, p, count, q, r, z.rowStride);
  if (inHeap(steps.storage) && inHeap(turns.storage) && inHeap(z.storage)) {
    rotate(address(steps), address(turns), address(z));
  } else {
    withStaged([spanOf(steps), spanOf(turns)], [spanOf(z)], rotate);
  }
  release(steps.storage);
  release(turns.storage);
}

function rotateElements(z: MatrixView, chains: Int32Array, count: number, pairs: Float64Array): void {
  const { data, offset, cols, rowStride, colStride } = z;
  let at = 0;
  for (let k = 0; k < 3 * count; k += 3) {
    let row = offset + chains[k] * rowStride;
    const step = chains[k + 1] * rowStride;
    for (const end = at + 2 * chains[k + 2]; at < end; at += 2, row += step) {
      const [c, s] = [pairs[at], pairs[at + 1]];
      for (let j = 0, p = row; j < cols; j++, p += colStride) {
        const [a, b] = [data[p], data[p + step]];
        data[p] = c * a + s * b;
        data[p + step] = c * b - s * a;
      }
    }
  }
}
