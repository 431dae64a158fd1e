import { type ElementType, type MatrixView, release, workspace } from "@linnet/kernels";
import { complexNorm1 } from "@linnet/kernels/lapack";
import { epsilonOf } from "../../operand/epsilon.js";
import { hypot } from "../vector/vector.js";

/** x ← A⁻¹·x, or A⁻ᴴ·x for `adjoint`, in place, from whatever factors of A there are; x is n×1 and contiguous. */
export type ApplyInverse = (x: MatrixView, adjoint: boolean) => void;

/** Pairs of solves after which the search for the worst right-hand side ends. */
const MAX_STEPS = 5;

/**
 * A lower bound of ‖A‖₁·‖A⁻¹‖₁, in most cases equal to it and hardly ever less than a third, by four or five solves.
 *
 * ‖A⁻¹·x‖₁ is maximized over ‖x‖₁ ≤ 1: a convex function, whose gradient A⁻ᴴ·sign(A⁻¹·x) names the corner to go to next. A
 * last right-hand side of alternating signs meets the matrices that make the search stop too early.
 *
 * @param norm ‖A‖₁: the right-hand sides are about as long, so that scaling A changes nothing
 * @param type of the vectors that `apply` solves for
 * @returns 1 for n = 0, Infinity where a solve overflows
 * @see Higham 1988, _FORTRAN codes for estimating the one-norm_, ACM TOMS 14; LAPACK dlacn2, zlacn2
 */
export function estimateCondition(norm: number, n: number, type: ElementType, apply: ApplyInverse): number {
  if (n === 0) return 1;
  if (norm === 0) return Infinity;
  const reach = epsilonOf(type) < 2 ** -30 ? 2 ** 900 : 2 ** 100; // leaves room for what grows within a solve
  const length = Math.min(Math.max(norm, 1 / reach), reach);
  const x = workspace(type, n, 1);
  for (let i = 0; i < n; i++) setEntry(x, i, length / n);
  apply(x, false);
  let best = sumOfMagnitudes(x);
  if (n > 1) {
    best = climb(length, x, best, apply);
    for (let i = 0; i < n; i++) setEntry(x, i, (i % 2 === 0 ? length : -length) * (1 + i / (n - 1)));
    apply(x, false);
    best = Math.max(best, (2 * sumOfMagnitudes(x)) / (3 * n));
  }
  release(x.storage);
  return best * (norm / length);
}

/** From x = A⁻¹·b goes to the unit vectors that promise more, as long as there is more. */
function climb(length: number, x: MatrixView, best: number, apply: ApplyInverse): number {
  let at = -1;
  for (let step = 0; step < MAX_STEPS; step++) {
    toSigns(x);
    apply(x, true);
    const next = indexOfLargest(x);
    if (at >= 0 && magnitudeAt(x, next) <= magnitudeAt(x, at)) break;
    at = next;
    x.data.fill(0);
    setEntry(x, at, length);
    apply(x, false);
    const sum = sumOfMagnitudes(x);
    if (sum <= best) break;
    best = sum;
  }
  return best;
}

/** ‖A‖₁, the largest sum of magnitudes of a column; the largest number there is where that overflows. */
export function norm1(a: MatrixView): number {
  if (a.type.kind === "complex" && a.colStride === 1) return Math.min(complexNorm1(a), Number.MAX_VALUE);
  const sums = new Float64Array(a.cols);
  for (let i = 0; i < a.rows; i++) addMagnitudes(a, i, a.cols, sums);
  return largestOf(sums);
}

/** ‖A‖₁ of a Hermitian matrix, from its lower triangle and the real parts of its diagonal. */
export function norm1Hermitian(a: MatrixView): number {
  const sums = new Float64Array(a.cols);
  for (let i = 0; i < a.rows; i++) {
    sums[i] += addMagnitudes(a, i, i, sums);
    const at = a.offset + i * (a.rowStride + a.colStride);
    sums[i] += Math.abs(a.data[a.type.kind === "complex" ? 2 * at : at]);
  }
  return largestOf(sums);
}

/** Adds |aᵢⱼ| to the sum of each of the first columns j of row i, and answers the sum of all. */
function addMagnitudes(a: MatrixView, i: number, columns: number, sums: Float64Array): number {
  const { data, colStride } = a;
  let at = a.offset + i * a.rowStride;
  let total = 0;
  if (a.type.kind === "complex") {
    for (let j = 0; j < columns; j++, at += colStride) {
      const size = hypot(data[2 * at], data[2 * at + 1]);
      sums[j] += size;
      total += size;
    }
    return total;
  }
  for (let j = 0; j < columns; j++, at += colStride) {
    const size = Math.abs(data[at]);
    sums[j] += size;
    total += size;
  }
  return total;
}

function largestOf(sums: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < sums.length; j++) if (sums[j] > largest) largest = sums[j];
  return Math.min(largest, Number.MAX_VALUE);
}

/** |x| of the element at a place in the storage. */
function magnitudeAt({ type, data }: MatrixView, at: number): number {
  return type.kind === "complex" ? hypot(data[2 * at], data[2 * at + 1]) : Math.abs(data[at]);
}

/** Σᵢ |xᵢ|, Infinity where a solve overflowed: NaN comes of infinities. */
function sumOfMagnitudes(x: MatrixView): number {
  let sum = 0;
  for (let i = 0; i < x.rows; i++) sum += magnitudeAt(x, i);
  return Number.isFinite(sum) ? sum : Infinity;
}

/** The first index of the largest |xᵢ|. */
function indexOfLargest(x: MatrixView): number {
  let index = 0;
  for (let i = 1; i < x.rows; i++) if (magnitudeAt(x, i) > magnitudeAt(x, index)) index = i;
  return index;
}

/** xᵢ ← xᵢ/|xᵢ|, 1 where that is not defined. */
function toSigns(x: MatrixView): void {
  const { data } = x;
  if (x.type.kind !== "complex") {
    for (let i = 0; i < x.rows; i++) data[i] = data[i] < 0 ? -1 : 1;
    return;
  }
  for (let i = 0; i < x.rows; i++) {
    const size = magnitudeAt(x, i);
    const [re, im] = [data[2 * i] / size, data[2 * i + 1] / size];
    const defined = size > 0 && Number.isFinite(re) && Number.isFinite(im);
    data[2 * i] = defined ? re : 1;
    data[2 * i + 1] = defined ? im : 0;
  }
}

function setEntry({ type, data }: MatrixView, i: number, value: number): void {
  if (type.kind !== "complex") data[i] = value;
  else {
    data[2 * i] = value;
    data[2 * i + 1] = 0;
  }
}
