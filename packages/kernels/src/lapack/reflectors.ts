import { complex128 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { reflectorsFamily } from "./reflectors-family.js";

/**
 * Reduces rows `first` … of P to a lower triangle by reflections from the right, Hⱼ = I − τⱼ·vⱼᴴ·vⱼ, with v zero before its leading
 * one on the diagonal. Each row that is reached is overwritten with (…, β), β real, and rubbish after it; all later ones are
 * reflected.
 *
 * @param p k×m, float64 or complex128, rows contiguous
 * @param v k×m, written: the reflectors with their zeros and ones
 * @param t k×k, written: τ on the diagonal, nothing else
 * @returns how many rows are done: k, or fewer where the squares of a row over- or underflow or sum up to nothing, which is for
 *   the caller to reflect
 */
export function reduceRows(first: number, p: MatrixView, v: MatrixView, t: MatrixView): number {
  const { f64_reduce, c128_reduce } = reflectorsFamily.exports;
  const kernel = p.type === complex128 ? c128_reduce : f64_reduce;
  const reduce = (x: number, y: number, z: number): number =>
    kernel(p.rows, p.cols, first, x, p.rowStride, y, v.rowStride, z, t.rowStride);
  if (inHeap(p.storage) && inHeap(v.storage) && inHeap(t.storage)) return reduce(address(p), address(v), address(t));
  const spans = [spanOf(p), spanOf(v), spanOf(t)];
  return withStaged(spans, spans, reduce);
}

/**
 * Completes the triangular factor T of H₀·H₁⋯H₍ₖ₋₁₎ = I − Vᴴ·T·V, whose diagonal holds τ: column i above it is −τᵢ·T·(V·vᵢᴴ), below it
 * zero.
 *
 * @param v k×m, float64 or complex128, rows contiguous, with their zeros and ones
 * @param t k×k, rows contiguous
 */
export function reflectorFactor(v: MatrixView, t: MatrixView): void {
  if (v.rows === 0) return;
  const { f64_factor, c128_factor } = reflectorsFamily.exports;
  const kernel = v.type === complex128 ? c128_factor : f64_factor;
  const complete = (y: number, z: number): void => kernel(v.rows, v.cols, y, v.rowStride, z, t.rowStride);
  if (inHeap(v.storage) && inHeap(t.storage)) complete(address(v), address(t));
  else withStaged([spanOf(v), spanOf(t)], [spanOf(t)], complete);
}
