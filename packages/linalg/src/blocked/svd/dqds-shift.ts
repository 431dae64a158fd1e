import type { QdArray } from "./dqds-step.js";

/** Above this estimate of ‖v‖² beyond its largest entry, the Rayleigh quotient says nothing. */
const TOO_LARGE = 0.563;
const SLIGHTLY_MORE = 1.01;
const MORE = 1.05;
const THIRD = 0.333; // LAPACK's third

/** Which of the cases of Parlett and Marques chose a shift; a failed one subtracts from it. */
const inPlace = { forced: -1, twoByTwo: -2, gershgorin: -3, rayleigh: -4, third: -5, blind: -6 } as const;
const afterDeflation = { one: -7, oneUncertain: -8, oneBlind: -9, two: -10, twoBlind: -11, many: -12 } as const;
/** A blind choice that failed early. */
const BLIND_FAILED = -18;

/**
 * A shift below the least eigenvalue, most of the time, and close to it: from what the last transform left at the end of the
 * array. `z.kind` records the case.
 *
 * @param lastBefore the block's last index before values were deflated just now
 * @see Parlett & Marques 2000, *An implementation of the dqds algorithm (positive case)*; LAPACK dlasq4, whose decisions
 *   and constants these are
 */
export function chooseShift(z: QdArray, lastBefore: number): number {
  if (z.dMin <= 0) {
    z.kind = inPlace.forced;
    return -z.dMin;
  }
  const deflated = lastBefore - z.last;
  if (deflated === 0) return withoutDeflation(z);
  if (deflated === 1) return afterOne(z);
  if (deflated === 2) return afterTwo(z);
  z.kind = afterDeflation.many;
  return 0;
}

function withoutDeflation(z: QdArray): number {
  const { dMin, dMin1, dn, dn1, dn2 } = z;
  if (dMin === dn && dMin1 === dn1) return fromTwoByTwo(z);
  if (dMin === dn || dMin === dn1) return fromRayleigh(z);
  if (dMin === dn2) return fromThird(z);
  if (z.kind === inPlace.blind) z.fraction += THIRD * (1 - z.fraction);
  else z.fraction = z.kind === BLIND_FAILED ? THIRD / 4 : 1 / 4;
  z.kind = inPlace.blind;
  return z.fraction * dMin;
}

/** Cases 2 and 3: the least d are the last two. */
function fromTwoByTwo(z: QdArray): number {
  const { last, side, dMin, dMin2, dn } = z;
  const [q, e] = [z.q[side], z.e[side]];
  const b1 = Math.sqrt(q[last]) * Math.sqrt(e[last - 1]);
  const b2 = Math.sqrt(q[last - 1]) * Math.sqrt(e[last - 2]);
  const a2 = q[last - 1] + e[last - 1];
  const gap2 = dMin2 - a2 - dMin2 / 4;
  const gap1 = gap2 > 0 && gap2 > b2 ? a2 - dn - (b2 / gap2) * b2 : a2 - dn - (b1 + b2);
  if (gap1 > 0 && gap1 > b1) {
    z.kind = inPlace.twoByTwo;
    return Math.max(dn - (b1 / gap1) * b1, dMin / 2);
  }
  z.kind = inPlace.gershgorin;
  let shift = dn > b1 ? dn - b1 : 0;
  if (a2 > b1 + b2) shift = Math.min(shift, a2 - (b1 + b2));
  return Math.max(shift, THIRD * dMin);
}

/** Case 4: the least d is the last or the one before. */
function fromRayleigh(z: QdArray): number {
  const { last, side, dMin, dn, dn1 } = z;
  const [q, e] = [z.q[side], z.e[side]];
  const [Q, E] = [z.q[1 - side], z.e[1 - side]];
  z.kind = inPlace.rayleigh;
  const safe = dMin / 4;
  if (dMin === dn) {
    if (e[last - 1] > q[last - 1]) return safe;
    const ratio = e[last - 1] / q[last - 1];
    return rayleighShift(dn, sumOfRatios(z, last - 2, ratio, ratio), safe);
  }
  if (E[last - 1] > Q[last] || e[last - 2] > q[last - 2]) return safe;
  const ratio = e[last - 2] / q[last - 2];
  return rayleighShift(dn1, sumOfRatios(z, last - 3, ratio, E[last - 1] / Q[last] + ratio), safe);
}

/** Case 5: the least d is the third from the end. */
function fromThird(z: QdArray): number {
  const { first, last, side, dMin, dn2 } = z;
  const [q, e] = [z.q[side], z.e[side]];
  const [Q, E] = [z.q[1 - side], z.e[1 - side]];
  z.kind = inPlace.third;
  const safe = dMin / 4;
  if (E[last - 2] > Q[last - 1] || E[last - 1] > Q[last]) return safe;
  const after = (E[last - 2] / Q[last - 1]) * (1 + E[last - 1] / Q[last]);
  if (last - first <= 2) return after < TOO_LARGE ? quotientBound(dn2, after) : safe;
  const ratio = e[last - 3] / q[last - 3];
  return rayleighShift(dn2, sumOfRatios(z, last - 4, ratio, after + ratio), safe);
}

/** ‖v‖² of the approximate vector: products of e/q from i upwards, on top of `sum`; Infinity when one is above 1. */
function sumOfRatios(z: QdArray, from: number, ratio: number, sum: number): number {
  const [q, e] = [z.q[z.side], z.e[z.side]];
  for (let i = from; i >= z.first && ratio !== 0; i--) {
    if (e[i] > q[i]) return Infinity;
    const before = ratio;
    ratio *= e[i] / q[i];
    sum += ratio;
    if (100 * Math.max(ratio, before) < sum || sum > TOO_LARGE) break;
  }
  return sum;
}

function rayleighShift(d: number, norm: number, safe: number): number {
  const a = MORE * norm;
  return a < TOO_LARGE ? quotientBound(d, a) : safe;
}

/** The Rayleigh quotient less its residual. */
function quotientBound(d: number, a: number): number {
  return (d * (1 - Math.sqrt(a))) / (1 + a);
}

/** Cases 7 to 9: one value was deflated; the d before it take the places of the last. */
function afterOne(z: QdArray): number {
  const { dMin1, dMin2, dn1, dn2 } = z;
  if (!(dMin1 === dn1 && dMin2 === dn2)) {
    z.kind = afterDeflation.oneBlind;
    return dMin1 === dn1 ? dMin1 / 2 : dMin1 / 4;
  }
  z.kind = afterDeflation.one;
  const safe = THIRD * dMin1;
  const b = tailNorm(z, true);
  if (b === Infinity) return safe;
  const a = dMin1 / (1 + b * b);
  const gap = dMin2 / 2 - a;
  if (gap > 0 && gap > b * a) return Math.max(safe, a * (1 - SLIGHTLY_MORE * a * (b / gap) * b));
  z.kind = afterDeflation.oneUncertain;
  return Math.max(safe, a * (1 - SLIGHTLY_MORE * b));
}

/** Cases 10 and 11: two values were deflated. */
function afterTwo(z: QdArray): number {
  const { last, side, dMin2, dn2 } = z;
  const [q, e] = [z.q[side], z.e[side]];
  if (!(dMin2 === dn2 && 2 * e[last - 1] < q[last - 1])) {
    z.kind = afterDeflation.twoBlind;
    return dMin2 / 4;
  }
  z.kind = afterDeflation.two;
  const safe = THIRD * dMin2;
  const b = tailNorm(z, false);
  if (b === Infinity) return safe;
  const a = dMin2 / (1 + b * b);
  const gap = q[last - 1] + e[last - 2] - Math.sqrt(q[last - 2]) * Math.sqrt(e[last - 2]) - a;
  if (gap > 0 && gap > b * a) return Math.max(safe, a * (1 - SLIGHTLY_MORE * a * (b / gap) * b));
  return Math.max(safe, a * (1 - SLIGHTLY_MORE * b));
}

/** √(1.05·Σ) of the products of e/q from the last upwards; Infinity when one is above 1. */
function tailNorm(z: QdArray, patient: boolean): number {
  const { first, last, side } = z;
  const [q, e] = [z.q[side], z.e[side]];
  if (e[last - 1] > q[last - 1]) return Infinity;
  let ratio = e[last - 1] / q[last - 1];
  let sum = ratio;
  for (let i = last - 2; i >= first && ratio !== 0; i--) {
    if (e[i] > q[i]) return Infinity;
    const before = ratio;
    ratio *= e[i] / q[i];
    sum += ratio;
    if (100 * (patient ? Math.max(ratio, before) : ratio) < sum) break;
  }
  return Math.sqrt(MORE * sum);
}
