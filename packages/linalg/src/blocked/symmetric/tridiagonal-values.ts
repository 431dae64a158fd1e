import { powerOfTwoScale } from "../matrix/scaling.js";
import { hypot } from "../vector/vector.js";

/** Unit roundoff. */
const U = 2 ** -53;
/** QL steps allowed, on average, per eigenvalue; fewer than two are usual. */
const STEPS = 30;

/**
 * Eigenvalues alone of the symmetric tridiagonal matrix with diagonal d and off-diagonal e, by the root-free QL iteration of
 * Pal, Walker and Kahan: it works on eᵢ², and one step costs three divisions and no square root per row. Overwrites d with
 * them, ascending, and e.
 *
 * @returns how many off-diagonals did not converge: 0 is success
 * @remarks Runs from the end of smaller magnitude (QL or QR), so that graded matrices keep their small eigenvalues.
 * @see LAPACK dsterf; Parlett, *The Symmetric Eigenvalue Problem*, §8.15
 */
export function tridiagonalEigenvalues(d: Float64Array, e: Float64Array): number {
  const n = d.length;
  let budget = STEPS * n;
  for (let start = 0; start < n;) {
    let end = start;
    while (end < n - 1 && Math.abs(e[end]) > U * Math.sqrt(Math.abs(d[end])) * Math.sqrt(Math.abs(d[end + 1]))) end++;
    budget = solveBlock(d, e, start, end, budget);
    if (budget < 0) return e.reduce((count, x) => (x === 0 ? count : count + 1), 0);
    if (end < n - 1) e[end] = 0;
    start = end + 1;
  }
  d.sort();
  return 0;
}

/** One unreduced block, scaled so that no square over- or underflows harmfully; returns what is left of the budget of steps. */
function solveBlock(d: Float64Array, e: Float64Array, low: number, high: number, budget: number): number {
  if (low === high) return budget;
  let largest = 0;
  for (let i = low; i <= high; i++) largest = Math.max(largest, Math.abs(d[i]), i < high ? Math.abs(e[i]) : 0);
  const factor = powerOfTwoScale(largest);
  for (let i = low; i <= high; i++) d[i] *= factor;
  for (let i = low; i < high; i++) e[i] = (e[i] * factor) ** 2;
  const left = iterate(d, e, low, high, budget);
  for (let i = low; i <= high; i++) d[i] /= factor;
  return left;
}

function iterate(d: Float64Array, e: Float64Array, low: number, high: number, budget: number): number {
  const step = Math.abs(d[high]) < Math.abs(d[low]) ? -1 : 1;
  const between = step === 1 ? 0 : -1; // e[i + between] couples i and i + step
  const last = step === 1 ? high : low;
  for (let l = step === 1 ? low : high; (last - l) * step >= 0;) {
    let m = l;
    while (m !== last && e[m + between] > U * U * Math.abs(d[m] * d[m + step])) m += step;
    if (m !== last) e[m + between] = 0;
    if (m === l) {
      l += step;
    } else if (m === l + step) {
      [d[l], d[l + step]] = ofTwo(d[l], Math.sqrt(e[l + between]), d[l + step]);
      e[l + between] = 0;
      l += 2 * step;
    } else {
      if (--budget < 0) return budget;
      rootFreeStep(d, e, l, m, step, between);
    }
  }
  return budget;
}

/** One QL step with Wilkinson's shift on the block from l to m; the eigenvalue nearest d[l] emerges at l. */
function rootFreeStep(d: Float64Array, e: Float64Array, l: number, m: number, step: number, between: number): void {
  const el = Math.sqrt(e[l + between]);
  const slope = (d[l + step] - d[l]) / (2 * el);
  const root = hypot(slope, 1);
  const shift = d[l] - el / (slope + (slope >= 0 ? root : -root));
  let c = 1;
  let s = 0;
  let gamma = d[m] - shift;
  let p = gamma * gamma;
  for (let i = m - step; (i - l) * step >= 0; i -= step) {
    const square = e[i + between];
    const r = p + square;
    if (i !== m - step) e[i + step + between] = s * r;
    const before = c;
    c = p / r;
    s = square / r;
    const previous = gamma;
    const diagonal = d[i];
    gamma = c * (diagonal - shift) - s * previous;
    d[i + step] = previous + (diagonal - gamma);
    p = c === 0 ? before * square : (gamma * gamma) / c;
  }
  e[l + between] = s * p;
  d[l] = shift + gamma;
}

/** Eigenvalues of [[a, b], [b, c]], the one of larger magnitude first. @see LAPACK dlae2 */
function ofTwo(a: number, b: number, c: number): readonly [number, number] {
  const sum = a + c;
  const root = hypot(a - c, 2 * b);
  if (sum === 0) return [root / 2, -root / 2];
  const larger = (sum + (sum < 0 ? -root : root)) / 2;
  const [big, small] = Math.abs(a) > Math.abs(c) ? [a, c] : [c, a];
  return [larger, (big / larger) * small - (b / larger) * b];
}
