import { PRECISION, type QdArray, reverse, safeTransform, shiftedTransform } from "./dqds-step.js";
import { chooseShift } from "./dqds-shift.js";

const TOLERANCE = 100 * PRECISION;
/** For squares. */
const NEGLIGIBLE = TOLERANCE ** 2;
/** From this ratio of the ends the array is turned round, so that the small values are at the end. */
const BIAS = 1.5;
/** Squares of numbers scaled to this stay as far from overflow as the square of the smallest that matters from underflow. */
const SCALE = 2 ** 485;
/** Transforms allowed, per row of a block. */
const TRANSFORMS = 100;
/** Arrays of the last call, long enough for the next ones: small matrices come in batches. */
let kept: readonly Float64Array[] = [];
/** A shift that failed twice. */
const FAILED_TWICE = -22;

/**
 * Singular values of the upper bidiagonal matrix with diagonal d and superdiagonal e by the differential quotient-difference
 * algorithm with shifts: every one above 10⁻¹⁵⁰ of the largest to high relative accuracy (squares of smaller ones underflow), in
 * about 3/2·n² divisions. Overwrites d (≥ 0, unsorted).
 *
 * @returns false when it did not converge or met a NaN: d and e are then as they came
 * @see Fernando & Parlett 1994; Parlett & Marques 2000; LAPACK dlasq1–6, whose decisions these are
 */
export function dqds(d: Float64Array, e: Float64Array): boolean {
  const n = d.length;
  let size = 0;
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(d[i]), i < n - 1 ? Math.abs(e[i]) : 0);
  if (size === 0) return true;
  if (n === 1) {
    d[0] = size;
    return true;
  }
  const unit = 2 ** Math.floor(Math.log2(size));
  const z = squares(d, e, unit);
  initialPasses(z);
  if (!iterate(z)) return false;
  const [q] = z.q;
  for (let i = 0; i < n; i++) if (!(q[i] >= 0 && q[i] < Infinity)) return false;
  for (let i = 0; i < n; i++) d[i] = (Math.sqrt(q[i]) / SCALE) * unit;
  return true;
}

function squares(d: Float64Array, e: Float64Array, unit: number): QdArray {
  const n = d.length;
  if (kept.length === 0 || kept[0].length < n) kept = [0, 1, 2, 3].map(() => new Float64Array(2 * n));
  const [q, otherQ, off, otherE] = kept;
  for (let i = 0; i < n; i++) q[i] = ((d[i] / unit) * SCALE) ** 2;
  for (let i = 0; i < n - 1; i++) off[i] = ((e[i] / unit) * SCALE) ** 2;
  off[n - 1] = 0;
  const z: QdArray = {
    q: [q, otherQ],
    e: [off, otherE],
    first: 0,
    last: n - 1,
    side: 0,
    sigma: 0,
    sigmaTail: 0,
    qMax: 0,
    dMin: 0,
    dMin1: 0,
    dMin2: 0,
    dn: 0,
    dn1: 0,
    dn2: 0,
    kind: 0,
    fraction: 0,
  };
  if (BIAS * q[0] < q[n - 1]) reverse(z, 0, n - 1);
  return z;
}

/** Two transforms without shift, with tests for negligible e from both ends. @see Li's test in LAPACK dlasq2 */
function initialPasses(z: QdArray): void {
  for (let pass = 0; pass < 2; pass++) {
    const [q, e] = [z.q[z.side], z.e[z.side]];
    let d = q[z.last];
    for (let i = z.last - 1; i >= 0; i--) {
      if (e[i] <= NEGLIGIBLE * d) {
        e[i] = 0;
        d = q[i];
      } else {
        d = q[i] * (d / (d + e[i]));
      }
    }
    d = q[0];
    for (let i = 0; i < z.last; i++) {
      if (e[i] <= NEGLIGIBLE * d) {
        e[i] = 0;
        d = q[i + 1];
      } else {
        d = q[i + 1] * (d / (d + e[i]));
      }
    }
    safeTransform(z);
    z.side = z.side === 0 ? 1 : 0;
  }
  z.e[0][z.last] = 0;
}

/** Blocks from the end to the beginning. */
function iterate(z: QdArray): boolean {
  const n = z.last + 1;
  z.dMin1 = z.dMin2 = z.dn = z.dn1 = z.dn2 = 0;
  while (z.last >= 0) {
    z.sigma = z.last === n - 1 ? 0 : -z.e[0][z.last];
    z.sigmaTail = 0;
    if (!(z.sigma >= 0)) return false;
    let turned = openBlock(z);
    let budget = TRANSFORMS * (z.last - z.first + 1);
    while (z.last >= z.first) {
      if (budget-- < 0) return false;
      takeStep(z, turned);
      turned = false;
      z.side = z.side === 0 ? 1 : 0;
      if (z.side === 0 && z.last - z.first >= 3) splitBlock(z);
    }
  }
  return true;
}

/** Finds the beginning of the block that ends at `z.last`, and a first shift, put as −τ into `dMin`. Whether it was turned. */
function openBlock(z: QdArray): boolean {
  const [[q], [e]] = [z.q, z.e];
  const { last } = z;
  z.side = 0;
  let first = last;
  let eMax = 0;
  let qMin = q[last];
  z.qMax = qMin;
  for (; first > 0 && e[first - 1] > 0; first--) {
    if (qMin >= 4 * eMax) {
      qMin = Math.min(qMin, q[first]);
      eMax = Math.max(eMax, e[first - 1]);
    }
    z.qMax = Math.max(z.qMax, q[first - 1] + e[first - 1]);
  }
  z.first = first;
  z.dMin = -Math.max(0, qMin - 2 * Math.sqrt(qMin) * Math.sqrt(eMax));
  if (last - first <= 1) return false;
  let d = q[first];
  let least = d;
  let where = first;
  for (let i = first + 1; i <= last; i++) {
    d = q[i] * (d / (d + e[i - 1]));
    if (d <= least) {
      least = d;
      where = i;
    }
  }
  if (!((where - first) * 2 < last - where && least <= q[last] / 2)) return false;
  reverse(z, first, last);
  return true;
}

/** Cuts the block where an e of the ping side has become negligible: the upper part waits with the shift so far. */
function splitBlock(z: QdArray): void {
  const { first, last, sigma } = z;
  const [[q], [e, before]] = [z.q, z.e];
  if (!(before[last] <= NEGLIGIBLE * z.qMax || e[last] <= NEGLIGIBLE * sigma)) return;
  let split = first - 1;
  z.qMax = q[first];
  let eMin = e[first];
  let beforeMin = before[first];
  for (let i = first; i <= last - 3; i++) {
    if (before[i] <= NEGLIGIBLE * q[i] || e[i] <= NEGLIGIBLE * sigma) {
      e[i] = -sigma;
      split = i;
      z.qMax = 0;
      eMin = e[i + 1];
      beforeMin = before[i + 1];
    } else {
      z.qMax = Math.max(z.qMax, q[i + 1]);
      eMin = Math.min(eMin, e[i]);
      beforeMin = Math.min(beforeMin, before[i]);
    }
  }
  e[last] = eMin;
  before[last] = beforeMin;
  z.first = split + 1;
}

/** Takes values off the end, then one transform that keeps all d ≥ 0. @see LAPACK dlasq3 */
function takeStep(z: QdArray, turned: boolean): void {
  const lastBefore = z.last;
  if (!turned) while (deflateOne(z) || deflateTwo(z));
  if (z.last < z.first) return;
  const { first, last } = z;
  const [q, e] = [z.q[z.side], z.e[z.side]];
  if ((z.dMin <= 0 || last < lastBefore) && BIAS * q[first] < q[last]) {
    const other = z.e[1 - z.side];
    reverse(z, first, last);
    if (last - first <= 4) {
      e[last] = e[first];
      other[last] = other[first];
    }
    z.dMin2 = Math.min(z.dMin2, e[last]);
    e[last] = Math.min(e[last], e[first], e[first + 1]);
    other[last] = Math.min(other[last], other[first], other[first + 1]);
    z.qMax = Math.max(z.qMax, q[first], q[first + 1]);
    z.dMin = 0;
  }
  accumulate(z, transform(z, chooseShift(z, lastBefore)));
}

/** Transforms until a shift is right; answers it. */
function transform(z: QdArray, shift: number): number {
  for (let tau = shift; ;) {
    tau = shiftedTransform(z, tau);
    if (z.dMin >= 0 && z.dMin1 >= 0) return tau;
    if (z.dMin < 0) {
      if (hidesConvergence(z)) {
        z.q[1 - z.side][z.last] = 0;
        z.dMin = 0;
        return tau;
      }
      if (z.kind < FAILED_TWICE) {
        tau = 0;
      } else if (z.dMin1 > 0) {
        tau = (tau + z.dMin) * (1 - 2 * PRECISION); // failed at the very end only, which gives an excellent shift
        z.kind -= 11;
      } else {
        tau /= 4;
        z.kind -= 12;
      }
    } else {
      if (tau !== 0 && Number.isNaN(z.dMin)) {
        tau = 0;
        continue;
      }
      safeTransform(z);
      return 0;
    }
  }
}

/** The last d is negative by rounding only: its value has converged to σ. */
function hidesConvergence({ e, side, last, sigma, dMin1, dn, dn1 }: QdArray): boolean {
  return dMin1 > 0 && e[1 - side][last - 1] < TOLERANCE * (sigma + dn1) && Math.abs(dn) < TOLERANCE * sigma;
}

/** σ ← σ + τ, with the rounding error kept. */
function accumulate(z: QdArray, tau: number): void {
  const { sigma } = z;
  if (tau < sigma) {
    z.sigmaTail += tau;
    z.sigma = sigma + z.sigmaTail;
    z.sigmaTail -= z.sigma - sigma;
  } else {
    z.sigma = sigma + tau;
    z.sigmaTail += sigma - (z.sigma - tau);
  }
}

/** Takes off the last value if e before it is negligible. */
function deflateOne(z: QdArray): boolean {
  const { first, last, side, sigma } = z;
  const [q, e] = [z.q[side], z.e[side]];
  if (last < first) return false;
  if (last > first) {
    if (last === first + 1) return false;
    const now = e[last - 1] <= NEGLIGIBLE * (sigma + q[last]);
    if (!now && !(z.e[1 - side][last - 1] <= NEGLIGIBLE * q[last - 1])) return false;
  }
  z.q[0][last] = q[last] + sigma;
  z.last--;
  return true;
}

/** Takes off the last two values if e before them is negligible. */
function deflateTwo(z: QdArray): boolean {
  const { first, last, side, sigma } = z;
  const [q, e] = [z.q[side], z.e[side]];
  if (last <= first) return false;
  if (last > first + 1) {
    const now = e[last - 2] <= NEGLIGIBLE * sigma;
    if (!now && !(z.e[1 - side][last - 2] <= NEGLIGIBLE * q[last - 2])) return false;
  }
  let larger = Math.max(q[last - 1], q[last]);
  let smaller = Math.min(q[last - 1], q[last]);
  const between = e[last - 1];
  const t = (larger - smaller + between) / 2;
  if (between > smaller * NEGLIGIBLE && t !== 0) {
    let s = smaller * (between / t);
    s = smaller * (between / (s <= t ? t * (1 + Math.sqrt(1 + s / t)) : t + Math.sqrt(t) * Math.sqrt(t + s)));
    const sum = larger + (s + between);
    smaller *= larger / sum;
    larger = sum;
  }
  z.q[0][last - 1] = larger + sigma;
  z.q[0][last] = smaller + sigma;
  z.last -= 2;
  return true;
}
