/** Distance from 1 to the next float, LAPACK's "precision". */
export const PRECISION: number = 2 ** -52;
/** A quotient of numbers no farther apart than this neither over- nor underflows. */
const SAFE = 2 ** -1022;

/**
 * A qd array under iteration. Transforms read one pair of arrays and write the other, and then `side` changes; what belongs to
 * blocks that wait, and values that are found, is on side 0. Singular values are the roots of the qᵢ when all eᵢ are zero.
 */
export interface QdArray {
  readonly q: readonly [Float64Array, Float64Array];
  /** On side 0 the last e of a waiting block is minus the shift that it carries. */
  readonly e: readonly [Float64Array, Float64Array];
  /** The block in work, both ends included. */
  first: number;
  last: number;
  side: 0 | 1;
  /** Sum of the shifts so far, and what rounding took from it. */
  sigma: number;
  sigmaTail: number;
  /** An upper bound of the block's q. */
  qMax: number;
  /** Least dᵢ of the last transform: over all, without the last, without the last two. */
  dMin: number;
  dMin1: number;
  dMin2: number;
  /** Its last three dᵢ. */
  dn: number;
  dn1: number;
  dn2: number;
  /** The case that chose the last shift, and the fraction that a blind choice takes. */
  kind: number;
  fraction: number;
}

/**
 * The dqds transform, dᵢ₊₁ = dᵢ·qᵢ₊₁/(dᵢ + eᵢ) − τ. It leaves early when a dᵢ shows that τ is above the least eigenvalue.
 *
 * @returns the shift that was used, which is 0 where τ is negligible beside σ
 * @see LAPACK dlasq5
 */
export function shiftedTransform(z: QdArray, shift: number): number {
  const { first, last, side } = z;
  const [q, e] = [z.q[side], z.e[side]];
  const [Q, E] = [z.q[1 - side], z.e[1 - side]];
  const threshold = PRECISION * (z.sigma + shift);
  const tau = shift < threshold / 2 ? 0 : shift;
  const floor = tau === 0 ? threshold : -Infinity; // dᵢ that rounding made counts as zero
  let d = q[first] - tau;
  let dMin = d;
  let eMin = q[first + 1];
  for (let i = first; i < last - 2; i++) {
    const sum = d + e[i];
    const t = q[i + 1] / sum;
    Q[i] = sum;
    d = d * t - tau;
    if (d < floor) d = 0;
    if (d < dMin) {
      dMin = d;
      if (d < 0) {
        z.dMin = z.dMin1 = d;
        return tau;
      }
    }
    E[i] = e[i] * t;
    if (E[i] < eMin) eMin = E[i];
  }
  finish(z, tau, d, dMin, eMin);
  return tau;
}

/** The last two steps, whose dᵢ guide the next shift. */
function finish(z: QdArray, tau: number, d: number, least: number, eMin: number): void {
  const { last, side } = z;
  const [q, e] = [z.q[side], z.e[side]];
  const [Q, E] = [z.q[1 - side], z.e[1 - side]];
  z.dn2 = d;
  z.dMin2 = least;
  let i = last - 2;
  Q[i] = d + e[i];
  E[i] = q[i + 1] * (e[i] / Q[i]);
  z.dn1 = q[i + 1] * (d / Q[i]) - tau;
  z.dMin1 = Math.min(z.dMin2, z.dn1);
  i++;
  Q[i] = z.dn1 + e[i];
  E[i] = q[i + 1] * (e[i] / Q[i]);
  z.dn = q[i + 1] * (z.dn1 / Q[i]) - tau;
  z.dMin = Math.min(z.dMin1, z.dn); // NaN when any d was: each follows from the one before
  Q[last] = z.dn;
  E[last] = Math.min(eMin, E[last - 1], E[last - 2]);
}

/**
 * The transform without shift (dqd), safe where a dᵢ + eᵢ is zero or quotients leave the range of numbers.
 *
 * @see LAPACK dlasq6
 */
export function safeTransform(z: QdArray): void {
  const { first, last, side } = z;
  const [q, e] = [z.q[side], z.e[side]];
  const [Q, E] = [z.q[1 - side], z.e[1 - side]];
  let d = q[first];
  let dMin = d;
  let eMin = q[first + 1];
  for (let i = first; i < last; i++) {
    if (i === last - 2) {
      z.dn2 = d;
      z.dMin2 = dMin;
    } else if (i === last - 1) {
      z.dn1 = d;
      z.dMin1 = dMin;
    }
    const sum = d + e[i];
    Q[i] = sum;
    if (sum === 0) {
      E[i] = 0;
      d = q[i + 1];
      dMin = d;
      eMin = 0;
    } else if (SAFE * q[i + 1] < sum && SAFE * sum < q[i + 1]) {
      const t = q[i + 1] / sum;
      E[i] = e[i] * t;
      d *= t;
    } else {
      E[i] = q[i + 1] * (e[i] / sum);
      d = q[i + 1] * (d / sum);
    }
    dMin = Math.min(dMin, d);
    eMin = Math.min(eMin, E[i]);
  }
  z.dn = d;
  z.dMin = dMin;
  Q[last] = d;
  E[last] = eMin;
}

/** Turns the block round: the same values from the other end. */
export function reverse({ q, e }: QdArray, first: number, last: number): void {
  for (const side of q) side.subarray(first, last + 1).reverse();
  for (const side of e) side.subarray(first, last).reverse();
}
