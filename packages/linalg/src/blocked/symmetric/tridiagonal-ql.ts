import type { MatrixView } from "@linnet/kernels";
import { RotationChains } from "../reflector/rotation-chains.js";
import { hypot } from "../vector/vector.js";

/** Unit roundoff. */
const U = 2 ** -53;
const SMALLEST_NORMAL = 2 ** -1022;
/** QL steps allowed, on average, per eigenvalue; three are usual for the first, fewer later. */
const STEPS = 30;

/** The rotation that the last call of `twoByTwo` found; a module variable, because the loop must not allocate. */
let cosine = 1;
let sine = 0;

/**
 * Eigenvalues of the symmetric tridiagonal matrix with diagonal d and off-diagonal e, by implicit QL with Wilkinson's
 * shift. Overwrites d with them, unsorted, and e with zeros.
 *
 * @param z n×n float64 or null; the rotations are applied to its rows: when it comes in as the identity, row i goes out
 *   as the eigenvector of d[i]
 * @returns how many off-diagonals did not converge: 0 is success
 * @remarks Runs from the end of smaller magnitude (QL or QR), so that graded matrices keep their small eigenvalues.
 * @see LAPACK dsteqr; Parlett, *The Symmetric Eigenvalue Problem*, ch. 8
 */
export function diagonalizeTridiagonal(d: Float64Array, e: Float64Array, z: MatrixView | null): number {
  const n = d.length;
  const rotations = z === null ? null : new RotationChains(z);
  let budget = STEPS * n;
  for (let start = 0; start < n;) {
    let end = start;
    while (end < n - 1 && !negligible(e[end], d[end], d[end + 1])) end++;
    if (end < n - 1) e[end] = 0;
    budget = diagonalizeBlock(d, e, start, end, rotations, budget);
    if (budget < 0) return e.reduce((count, x) => (x === 0 ? count : count + 1), 0);
    start = end + 1;
  }
  rotations?.flush();
  rotations?.dispose();
  return 0;
}

/** One unreduced block; returns what is left of the budget of steps. */
function diagonalizeBlock(
  d: Float64Array,
  e: Float64Array,
  low: number,
  high: number,
  rotations: RotationChains | null,
  budget: number,
): number {
  const step = Math.abs(d[high]) < Math.abs(d[low]) ? -1 : 1;
  const between = step === 1 ? 0 : -1; // e[i + between] couples i and i + step
  const last = step === 1 ? high : low;
  let l = step === 1 ? low : high;
  while ((last - l) * step >= 0) {
    let m = l;
    while (m !== last && !negligible(e[m + between], d[m], d[m + step])) m += step;
    if (m !== last) e[m + between] = 0;
    if (m === l) {
      l += step;
    } else if (m === l + step) {
      solveTwoByTwo(d, e, l, step, between, rotations);
      l += 2 * step;
    } else {
      if (--budget < 0) return budget;
      qlStep(d, e, l, m, step, between, rotations);
    }
  }
  return budget;
}

/** One implicit QL step on the block from l to m, where the eigenvalue nearest d[l] emerges at l. */
function qlStep(
  d: Float64Array,
  e: Float64Array,
  l: number,
  m: number,
  step: number,
  between: number,
  rotations: RotationChains | null,
): void {
  const el = e[l + between];
  let g = (d[l + step] - d[l]) / (2 * el);
  g = d[m] - d[l] + el / (g + withSign(hypot(g, 1), g)); // d[m] − Wilkinson's shift
  let s = 1;
  let c = 1;
  let p = 0;
  rotations?.begin(m, -step, Math.abs(m - l));
  for (let i = m - step; (i - l) * step >= 0; i -= step) {
    const f = s * e[i + between];
    const b = c * e[i + between];
    let r = hypot(g, f);
    if (r === 0) {
      c = 1;
      s = 0;
    } else {
      c = g / r;
      s = f / r;
    }
    if (i !== m - step) e[i + step + between] = r;
    g = d[i + step] - p;
    r = (d[i] - g) * s + 2 * c * b;
    p = s * r;
    d[i + step] = g + p;
    g = c * r - b;
    rotations?.push(c, s);
  }
  d[l] -= p;
  e[l + between] = g;
}

function solveTwoByTwo(
  d: Float64Array,
  e: Float64Array,
  l: number,
  step: number,
  between: number,
  rotations: RotationChains | null,
): void {
  const [larger, smaller] = eigenvaluesOf(d[l], e[l + between], d[l + step]);
  d[l] = larger;
  d[l + step] = smaller;
  e[l + between] = 0;
  rotations?.begin(l, step, 1);
  rotations?.push(cosine, sine);
}

/**
 * Eigenvalues of [[a, b], [b, c]], the one of larger magnitude first, and the rotation to its eigenvector (cos, sin)
 * in `cosine`, `sine`.
 *
 * @see LAPACK dlaev2
 */
function eigenvaluesOf(a: number, b: number, c: number): readonly [number, number] {
  const sum = a + c;
  const difference = a - c;
  const root = hypot(difference, 2 * b);
  const [big, small] = Math.abs(a) > Math.abs(c) ? [a, c] : [c, a];
  const signOfSum = sum < 0 ? -1 : 1;
  const larger = sum === 0 ? root / 2 : (sum + signOfSum * root) / 2;
  const smaller = sum === 0 ? -root / 2 : (big / larger) * small - (b / larger) * b;
  const signOfDifference = difference >= 0 ? 1 : -1;
  const cs = difference + signOfDifference * root;
  if (Math.abs(cs) > Math.abs(2 * b)) {
    const cotangent = (-2 * b) / cs;
    sine = 1 / Math.sqrt(1 + cotangent * cotangent);
    cosine = cotangent * sine;
  } else if (b === 0) {
    cosine = 1;
    sine = 0;
  } else {
    const tangent = -cs / (2 * b);
    cosine = 1 / Math.sqrt(1 + tangent * tangent);
    sine = tangent * cosine;
  }
  if (signOfSum === signOfDifference) [cosine, sine] = [-sine, cosine];
  return [larger, smaller];
}

function negligible(e: number, a: number, b: number): boolean {
  const size = Math.abs(e);
  return size <= U * Math.sqrt(Math.abs(a)) * Math.sqrt(Math.abs(b)) || size < SMALLEST_NORMAL;
}

function withSign(magnitude: number, sign: number): number {
  return sign >= 0 ? magnitude : -magnitude;
}
