import type { MatrixView } from "../matrix-view.js";
import { lapackFamily } from "./family.js";
import { isSingle, isUnit, withAddress } from "./vector.js";

/** Sums of squares in between are accurate: no square overflowed, and none that counts underflowed. */
const SAFE_LOW = 2 ** -960;
const SAFE_HIGH = 2 ** 1020;

/** ‖x‖₂ of an n×1 view, without overflow or underflow where the norm itself is representable. */
export function nrm2(x: MatrixView): number {
  const squares = isUnit(x) ? contiguousSum(x) : stridedSum(x, 1);
  if (squares > SAFE_LOW && squares < SAFE_HIGH) return Math.sqrt(squares);
  const scale = largest(x);
  if (scale === 0 || !(scale < Infinity)) return scale; // zero, infinite or NaN
  const unit = 2 ** Math.floor(Math.log2(scale)); // a power of two divides without rounding
  return unit * Math.sqrt(stridedSum(x, unit));
}

function contiguousSum(x: MatrixView): number {
  const { f32_sum_of_squares, f64_sum_of_squares } = lapackFamily.exports;
  const kernel = isSingle(x) ? f32_sum_of_squares : f64_sum_of_squares;
  return withAddress(x, false, (p) => kernel(x.rows, p));
}

function stridedSum(x: MatrixView, unit: number): number {
  const { data } = x;
  let sum = 0;
  for (let k = 0, i = x.offset; k < x.rows; k++, i += x.rowStride) sum += (data[i] / unit) ** 2;
  return sum;
}

/** max |xᵢ|; NaN if there is one. */
function largest(x: MatrixView): number {
  const { data } = x;
  let best = 0;
  for (let k = 0, i = x.offset; k < x.rows; k++, i += x.rowStride) best = Math.max(best, Math.abs(data[i]));
  return best;
}
