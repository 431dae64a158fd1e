import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { reflectorsFamily } from "./reflectors-family.js";
import { isSingle } from "./vector.js";

/**
 * C ← C·(I − Vᵀ·T·V), or C·(I − Vᵀ·Tᵀ·V) where T is `turned`: k reflections at once, on the rows of C.
 *
 * @param c g×m, float32 or float64, rows contiguous
 * @param v k×m of the same type, rows contiguous
 * @param t k×k upper triangular, rows contiguous, with zeros below the diagonal
 * @param known how many of the first rows of C are those of the identity, the others having zeros in as many columns: 0 or k
 * @remarks 4·g·m·k flops on one thread; V is packed once, C read and written row by row in a cache
 */
export function blockReflect(c: MatrixView, v: MatrixView, t: MatrixView, turned: boolean, known: number): void {
  const { rows: g, cols: m } = c;
  const k = v.rows;
  if (g === 0 || m === 0 || k === 0) return;
  const single = isSingle(c);
  const work = scratch(blockBytes(m, k));
  const run = (x: number, y: number, z: number): void => {
    const { apply_block } = reflectorsFamily.exports;
    apply_block(single, g, m, k, known, x, c.rowStride, y, v.rowStride, z, t.rowStride, turned, work);
  };
  if (inHeap(c.storage) && inHeap(v.storage) && inHeap(t.storage)) run(address(c), address(v), address(t));
  else withStaged([spanOf(v), spanOf(t)], [spanOf(c)], (y, z, x) => run(x, y, z));
}

/** What the kernel packs and holds, see `assembly/reflectors/apply.ts`: panels are 16 numbers of 4 bytes wide or 8 of 8. */
export function blockBytes(m: number, k: number): number {
  return 256 + ((m + k + 34) * (k + 16) + (m + 16) * k) * 8;
}
