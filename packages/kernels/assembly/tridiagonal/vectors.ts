// Eigenvalues of a symmetric tridiagonal matrix, and the rotations that find them on the rows of another, by implicit QL. float64.

import { hypotenuse } from "../lapack/reflector";
import { Recorder } from "../spectral/recorder";
import { countNonzero, isNegligible, wilkinson } from "./values";

/** QL steps allowed, on average, per eigenvalue; three are usual for the first, fewer later. */
const STEPS = 30;
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;

/** The walk of a block, see values.ts: rows by `step`, and where the coupling of a row and the next one has its place. */
let step: i32 = 1;
let between: i32 = 0;
let d: usize = 0;
let e: usize = 0;
let rotations: Recorder = changetype<Recorder>(0);

/**
 * d ← the eigenvalues of the matrix with diagonal d and off-diagonal e, unsorted; e ← zeros. The n rows of z, of `cols` numbers, are rotated
 * along: from the identity, row i becomes the eigenvector of d[i]. Answers how many off-diagonals did not converge.
 *
 * @param work room for a recorder of n rows
 * @see LAPACK dsteqr; Parlett, *The Symmetric Eigenvalue Problem*, ch. 8
 */
export function diagonalize(n: i32, dAt: usize, eAt: usize, cols: i32, rows: usize, row: isize, work: usize): i32 {
  d = dAt;
  e = eAt;
  rotations = Recorder.at(work, n, rows, row, cols);
  let budget = STEPS * n;
  for (let start = 0; start < n && budget >= 0;) {
    let end = start;
    while (end < n - 1 && !negligible(end, end, end + 1)) end++;
    if (end < n - 1) set(e, end, 0);
    budget = solveBlock(start, end, budget);
    start = end + 1;
  }
  rotations.flush();
  return budget < 0 ? countNonzero(n - 1, e) : 0;
}

/** One unreduced block; answers what is left of the budget of steps. */
function solveBlock(low: i32, high: i32, budget: i32): i32 {
  step = abs<f64>(get(d, high)) < abs<f64>(get(d, low)) ? -1 : 1;
  between = step == 1 ? 0 : -1;
  const last = step == 1 ? high : low;
  let l = step == 1 ? low : high;
  while ((last - l) * step >= 0) {
    let m = l;
    while (m != last && !negligible(m + between, m, m + step)) m += step;
    if (m != last) set(e, m + between, 0);
    if (m == l) {
      l += step;
    } else if (m == l + step) {
      solveTwo(l);
      l += 2 * step;
    } else {
      if (--budget < 0) return budget;
      sweep(l, m);
    }
  }
  return budget;
}

/** One implicit QL step with Wilkinson's shift on the block from l to m; the eigenvalue nearest d[l] emerges at l. */
function sweep(l: i32, m: i32): void {
  let g = get(d, m) - wilkinson(get(d, l), get(e, l + between), get(d, l + step));
  let s: f64 = 1;
  let c: f64 = 1;
  let p: f64 = 0;
  rotations.begin(m, -step, abs<i32>(m - l));
  const first = d + (m << 3);
  let di = first;
  let ei = e + ((m + between) << 3);
  const down = (<isize>step) << 3;
  for (const last = d + (l << 3); di != last;) {
    const beyond = ei;
    ei -= down;
    const f = s * load<f64>(ei);
    const b = c * load<f64>(ei);
    const r = hypotenuse(g, f);
    if (r >= SMALLEST_NORMAL) {
      const inverse = 1 / r;
      c = g * inverse;
      s = f * inverse;
    } else {
      c = r == 0 ? 1 : g / r;
      s = r == 0 ? 0 : f / r;
    }
    if (di != first) store<f64>(beyond, r);
    const before = load<f64>(di) - p;
    const t = (load<f64>(di - down) - before) * s + 2 * c * b;
    p = s * t;
    store<f64>(di, before + p);
    g = c * t - b;
    di -= down;
    rotations.push(c, s);
  }
  store<f64>(di, load<f64>(di) - p);
  store<f64>(ei, g);
}

/** Eigenvalues of [[a, b], [b, c]] at l, the one of larger magnitude first. @see LAPACK dlaev2 */
function solveTwo(l: i32): void {
  const a = get(d, l);
  const b = get(e, l + between);
  const c = get(d, l + step);
  const sum = a + c;
  const difference = a - c;
  const root = hypotenuse(difference, 2 * b);
  const isLarger = abs<f64>(a) > abs<f64>(c);
  const big = isLarger ? a : c;
  const signOfSum: f64 = sum < 0 ? -1 : 1;
  const larger = sum == 0 ? root / 2 : (sum + signOfSum * root) / 2;
  set(d, l, larger);
  set(d, l + step, sum == 0 ? -root / 2 : (big / larger) * (isLarger ? c : a) - (b / larger) * b);
  set(e, l + between, 0);
  rotations.begin(l, step, 1);
  turn(difference, b, root, signOfSum);
}

/** The rotation to the eigenvector of the first. */
function turn(difference: f64, b: f64, root: f64, signOfSum: f64): void {
  const signOfDifference: f64 = difference >= 0 ? 1 : -1;
  const cs = difference + signOfDifference * root;
  let cosine: f64 = 1;
  let sine: f64 = 0;
  if (abs<f64>(cs) > abs<f64>(2 * b)) {
    const cotangent = (-2 * b) / cs;
    sine = 1 / sqrt<f64>(1 + cotangent * cotangent);
    cosine = cotangent * sine;
  } else if (b != 0) {
    const tangent = -cs / (2 * b);
    cosine = 1 / sqrt<f64>(1 + tangent * tangent);
    sine = tangent * cosine;
  }
  const swap = signOfSum == signOfDifference;
  rotations.push(swap ? -sine : cosine, swap ? cosine : sine);
}

function negligible(at: i32, i: i32, j: i32): bool {
  const size = abs<f64>(get(e, at));
  return size < SMALLEST_NORMAL || isNegligible(size, d + (min<i32>(i, j) << 3));
}

function get(x: usize, i: i32): f64 {
  return load<f64>(x + (i << 3));
}

function set(x: usize, i: i32, value: f64): void {
  store<f64>(x + (i << 3), value);
}
