import type { MatrixView } from "@linnet/kernels";
import { diagonalizeWhole } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";
import { hypot } from "../vector/vector.js";
import { RotationChains } from "../reflector/rotation-chains.js";
import { smallerSingularValue, twoByTwo } from "../schur/two-by-two.js";

/** Unit roundoff. */
const U = 2 ** -53;
/** Relative accuracy asked of each singular value: ε^(7/8), as in LAPACK, where more costs iterations and gains nothing. */
const TOLERANCE = U * 2 ** (53 / 8);
/** Up to this order a kernel does the same in one call. */
const WHOLE = 64;
/** Inner steps allowed: SWEEPS·n², a sweep over k rows being k steps. */
const SWEEPS = 6;

/** What `makeRotation` found; module variables, because the loops must not allocate. */
let cosine = 1;
let sine = 0;

/** The matrix under iteration, read from its top or from its bottom: the two are the same algorithm on mirrored indices. */
interface Sweep {
  readonly d: Float64Array;
  readonly e: Float64Array;
  /** Rows rotated by the right rotations, and by the left ones; they change places when the sweep runs upwards. */
  right: RotationChains | null;
  left: RotationChains | null;
  /** 1 downwards, −1 upwards. */
  step: 1 | -1;
  /** e[i + between] couples i and i + step. */
  between: 0 | -1;
}

/**
 * Singular values of the upper bidiagonal matrix with diagonal d and superdiagonal e, by implicit QR with shifts, and
 * with zero shift where a shift would cost relative accuracy. Overwrites d with them (≥ 0, unsorted), e with zeros.
 *
 * @param u n×n float64 or null: rows rotated along, coming in as the identity, row i goes out as left vector i
 * @param v the same for right vectors
 * @returns how many superdiagonals did not converge: 0 is success
 * @remarks Every singular value, however small, to a relative error of about 70·n·ε.
 * @see Demmel & Kahan 1990; LAPACK dbdsqr
 */
export function diagonalizeBidiagonal(
  d: Float64Array,
  e: Float64Array,
  u: MatrixView | null,
  v: MatrixView | null,
): number {
  const n = d.length;
  if (n <= WHOLE && u !== null && v !== null) return diagonalizeWhole(d, e, u, v);
  const threshold = absoluteThreshold(d, e);
  const left = u === null ? null : new RotationChains(u);
  const right = v === null ? null : new RotationChains(v);
  const sweep: Sweep = { d, e, right, left, step: 1, between: 0 };
  let budget = SWEEPS * n * n;
  let top = -1; // the block that the direction was chosen for
  let bottom = -1;
  for (let m = n - 1; m > 0;) {
    if (budget < 0) return e.reduce((count, x) => (x === 0 ? count : count + 1), 0);
    const l = blockStart(d, e, m, threshold);
    if (l === m) {
      m--;
    } else if (l === m - 1) {
      solveTwoByTwo(d, e, l, left, right);
      m -= 2;
    } else {
      if (l > bottom || m < top) turn(sweep, Math.abs(d[l]) >= Math.abs(d[m]) ? 1 : -1, left, right);
      top = l;
      bottom = m;
      const first = sweep.step === 1 ? l : m;
      const last = sweep.step === 1 ? m : l;
      const smallest = deflate(sweep, first, last);
      if (smallest < 0) continue;
      budget -= m - l;
      const shift = chooseShift(sweep, first, last, smallest, largest(d, e, l, m));
      if (shift === 0) sweepWithoutShift(sweep, first, last);
      else sweepWithShift(sweep, first, last, shift);
      if (Math.abs(e[last - sweep.step + sweep.between]) <= threshold) e[last - sweep.step + sweep.between] = 0;
    }
  }
  left?.flush();
  right?.flush();
  makePositive(d, v);
  return 0;
}

function turn(sweep: Sweep, step: 1 | -1, u: RotationChains | null, v: RotationChains | null): void {
  sweep.step = step;
  sweep.between = step === 1 ? 0 : -1;
  sweep.right = step === 1 ? v : u;
  sweep.left = step === 1 ? u : v;
}

/** Off-diagonals below this are zero beside the smallest singular value, which is at least μ/√n. */
function absoluteThreshold(d: Float64Array, e: Float64Array): number {
  const n = d.length;
  let mu = n === 0 ? 0 : Math.abs(d[0]);
  let smallest = mu;
  for (let i = 1; i < n && smallest > 0; i++) {
    mu = Math.abs(d[i]) * (mu / (mu + Math.abs(e[i - 1])));
    smallest = Math.min(smallest, mu);
  }
  return Math.max((TOLERANCE * smallest) / Math.sqrt(n), SWEEPS * n * n * 2 ** -1022);
}

/** First row of the unreduced block that ends at m. */
function blockStart(d: Float64Array, e: Float64Array, m: number, threshold: number): number {
  for (let l = m; l > 0; l--) {
    if (Math.abs(e[l - 1]) <= threshold) {
      e[l - 1] = 0;
      return l;
    }
  }
  return 0;
}

function largest(d: Float64Array, e: Float64Array, l: number, m: number): number {
  let size = Math.abs(d[m]);
  for (let i = l; i < m; i++) size = Math.max(size, Math.abs(d[i]), Math.abs(e[i]));
  return size;
}

/**
 * Zeroes an off-diagonal that is negligible by Demmel and Kahan's criteria and returns −1; when none is, returns a
 * lower bound of the block's smallest singular value (up to √n).
 */
function deflate({ d, e, step, between }: Sweep, first: number, last: number): number {
  const end = last - step + between;
  if (Math.abs(e[end]) <= TOLERANCE * Math.abs(d[last])) {
    e[end] = 0;
    return -1;
  }
  let mu = Math.abs(d[first]);
  let smallest = mu;
  for (let i = first; i !== last; i += step) {
    const size = Math.abs(e[i + between]);
    if (size <= TOLERANCE * mu) {
      e[i + between] = 0;
      return -1;
    }
    mu = Math.abs(d[i + step]) * (mu / (mu + size));
    smallest = Math.min(smallest, mu);
  }
  return smallest;
}

function chooseShift(
  { d, e, step, between }: Sweep,
  first: number,
  last: number,
  smallest: number,
  size: number,
): number {
  if (d.length * TOLERANCE * (smallest / size) <= Math.max(U, 0.01 * TOLERANCE)) return 0;
  const shift = smallerSingularValue(d[last - step], e[last - step + between], d[last]);
  const start = Math.abs(d[first]);
  return start > 0 && (shift / start) ** 2 < U ? 0 : shift;
}

function sweepWithoutShift({ d, e, step, between, right, left }: Sweep, first: number, last: number): void {
  let c = 1;
  let oldC = 1;
  let oldS = 0;
  right?.begin(first, step, Math.abs(last - first));
  left?.begin(first, step, Math.abs(last - first));
  for (let i = first; i !== last; i += step) {
    const r = makeRotation(d[i] * c, e[i + between]);
    c = cosine;
    const s = sine;
    if (i !== first) e[i - step + between] = oldS * r;
    d[i] = makeRotation(oldC * r, d[i + step] * s);
    oldC = cosine;
    oldS = sine;
    right?.push(c, s);
    left?.push(oldC, oldS);
  }
  const h = d[last] * c;
  d[last] = h * oldC;
  e[last - step + between] = h * oldS;
}

function sweepWithShift({ d, e, step, between, right, left }: Sweep, first: number, last: number, shift: number): void {
  let f = (Math.abs(d[first]) - shift) * ((d[first] < 0 ? -1 : 1) + shift / d[first]);
  let g = e[first + between];
  right?.begin(first, step, Math.abs(last - first));
  left?.begin(first, step, Math.abs(last - first));
  for (let i = first; i !== last; i += step) {
    const next = i + step;
    let r = makeRotation(f, g);
    let c = cosine;
    let s = sine;
    if (i !== first) e[i - step + between] = r;
    f = c * d[i] + s * e[i + between];
    e[i + between] = c * e[i + between] - s * d[i];
    g = s * d[next];
    d[next] *= c;
    right?.push(c, s);
    r = makeRotation(f, g);
    c = cosine;
    s = sine;
    d[i] = r;
    f = c * e[i + between] + s * d[next];
    d[next] = c * d[next] - s * e[i + between];
    if (next !== last) {
      g = s * e[next + between];
      e[next + between] *= c;
    }
    left?.push(c, s);
  }
  e[last - step + between] = f;
}

function solveTwoByTwo(
  d: Float64Array,
  e: Float64Array,
  l: number,
  left: RotationChains | null,
  right: RotationChains | null,
): void {
  const { larger, smaller, cosLeft, sinLeft, cosRight, sinRight } = twoByTwo(d[l], e[l], d[l + 1]);
  d[l] = larger;
  d[l + 1] = smaller;
  e[l] = 0;
  right?.begin(l, 1, 1);
  right?.push(cosRight, sinRight);
  left?.begin(l, 1, 1);
  left?.push(cosLeft, sinLeft);
}

function makePositive(d: Float64Array, v: MatrixView | null): void {
  for (let i = 0; i < d.length; i++) {
    if (!(d[i] < 0 || Object.is(d[i], -0))) continue;
    d[i] = -d[i];
    if (v === null) continue;
    const V = float64Data(v);
    const row = v.offset + i * v.rowStride;
    for (let k = 0; k < v.cols; k++) V[row + k] = -V[row + k];
  }
}

/** The plane rotation with (c·f + s·g, c·g − s·f) = (r, 0); returns r. */
function makeRotation(f: number, g: number): number {
  if (g === 0) {
    cosine = 1;
    sine = 0;
    return f;
  }
  if (f === 0) {
    cosine = 0;
    sine = 1;
    return g;
  }
  const r = f < 0 ? -hypot(f, g) : hypot(f, g);
  cosine = f / r;
  sine = g / r;
  return r;
}
