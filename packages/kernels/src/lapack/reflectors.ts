import { complex128, float32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { reflectorsFamily } from "./reflectors-family.js";

/**
 * Reduces the rows of P to a lower triangle by reflections from the right, Hⱼ = I − τⱼ·vⱼᵀ·vⱼ, with v zero before its leading one on the
 * diagonal. Each row is overwritten with (…, β), and rubbish after it.
 *
 * @param p k×m, float32 or float64, rows contiguous
 * @param v k×m, written: the reflectors with their zeros and ones
 * @param t k×k, written: τ on the diagonal, nothing else
 */
export function reduceRows(p: MatrixView, v: MatrixView, t: MatrixView): void {
  const { f32_reduce, f64_reduce } = reflectorsFamily.exports;
  const kernel = p.type === float32 ? f32_reduce : f64_reduce;
  withThree(p, v, t, (x, y, z) => kernel(p.rows, p.cols, x, p.rowStride, y, v.rowStride, z, t.rowStride));
}

/**
 * The same of complex128, Hⱼ = I − τⱼ·vⱼᴴ·vⱼ, β real, from row `first` on.
 *
 * @returns how many rows are done: k, or fewer where the squares of a row over- or underflow or sum up to nothing, which is for
 *   the caller to reflect
 */
export function reduceComplexRows(first: number, p: MatrixView, v: MatrixView, t: MatrixView): number {
  const { c128_reduce } = reflectorsFamily.exports;
  return withThree(p, v, t, (x, y, z) =>
    c128_reduce(p.rows, p.cols, first, x, p.rowStride, y, v.rowStride, z, t.rowStride),
  );
}

function withThree<R>(p: MatrixView, v: MatrixView, t: MatrixView, kernel: (x: number, y: number, z: number) => R): R {
  if (inHeap(p.storage) && inHeap(v.storage) && inHeap(t.storage)) return kernel(address(p), address(v), address(t));
  const spans = [spanOf(p), spanOf(v), spanOf(t)];
  return withStaged(spans, spans, kernel);
}

/**
 * Completes the triangular factor T of H₀·H₁⋯H₍ₖ₋₁₎ = I − Vᴴ·T·V, whose diagonal holds τ: column i above it is −τᵢ·T·(V·vᵢᴴ), below it
 * zero.
 *
 * @param v k×m, float32, float64 or complex128, rows contiguous, with their zeros and ones
 * @param t k×k, rows contiguous
 */
export function reflectorFactor(v: MatrixView, t: MatrixView): void {
  if (v.rows === 0) return;
  const { f32_factor, f64_factor, c128_factor } = reflectorsFamily.exports;
  const kernel = v.type === complex128 ? c128_factor : v.type === float32 ? f32_factor : f64_factor;
  const complete = (y: number, z: number): void => kernel(v.rows, v.cols, y, v.rowStride, z, t.rowStride);
  if (inHeap(v.storage) && inHeap(t.storage)) complete(address(v), address(t));
  else withStaged([spanOf(v), spanOf(t)], [spanOf(t)], complete);
}
