import type { ElementType } from "@linnet/kernels";
import { epsilonOf } from "../../operand/epsilon.js";

/**
 * Numerators p of the diagonal Padé approximants p(x)/p(−x) of eˣ by degree m, from the constant on, as integers:
 * pₖ = (2m − k)! / ((m − k)!·k!).
 *
 * @see Higham, *Functions of Matrices*, 2008, §10.3
 */
export const numerators: Readonly<Record<Degree, readonly number[]>> = {
  3: [120, 60, 12, 1],
  5: [30240, 15120, 3360, 420, 30, 1],
  7: [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1],
  9: [17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1],
  13: [
    64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
    670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
  ],
};

/** Products of matrices that an approximant takes, without the division. */
export const products: Readonly<Record<Degree, number>> = { 3: 2, 5: 3, 7: 4, 9: 5, 13: 6 };

/** The degrees that take the fewest products for what they reach. */
export type Degree = 3 | 5 | 7 | 9 | 13;

/** A degree, and how large A may be (in the sense of `planOf`) for it to be as good as rounding. */
export type Radius = readonly [degree: Degree, radius: number];

/** Of ‖h(X)‖ ≤ u·‖X‖ in r(X) = e^(X + h(X)): from tooling/oracle/pade-constants.py, the last of float64 5.37 shortened as in Al-Mohy & Higham. */
const radii64: readonly Radius[] = [
  [3, 0.01495585217958292],
  [5, 0.2539398330063232],
  [7, 0.9504178996162932],
  [9, 2.097847961257067],
  [13, 4.25],
];
const radii32: readonly Radius[] = [
  [3, 0.4258730034897931],
  [5, 1.880152698533769],
  [7, 3.925724846433284],
];
/** The same for derivatives of r, of ‖L(h, E)‖ ≤ ε·‖E‖. */
const derivativeRadii64: readonly Radius[] = [
  [3, 0.0121376120752851],
  [5, 0.2141435824022782],
  [7, 0.8231546562227803],
  [9, 1.852044633479116],
  [13, 4.25],
];
const derivativeRadii32: readonly Radius[] = [
  [3, 0.3456846129163203],
  [5, 1.587529967583927],
  [7, 3.408665093382873],
];

/** Degrees in the order in which they are tried. */
export function radiiFor(type: ElementType, derivative: boolean): readonly Radius[] {
  const single = epsilonOf(type) > 2 ** -30;
  if (derivative) return single ? derivativeRadii32 : derivativeRadii64;
  return single ? radii32 : radii64;
}

/** log₂ of |c₂ₘ₊₁| = 1/((2m choose m)·(2m + 1)!), the first coefficient of h: by the same script. */
export const logFirstTerms: Readonly<Record<Degree, number>> = {
  3: -16.621136113274641,
  5: -33.22777265685417,
  7: -51.99497430738217,
  9: -72.32471809893495,
  13: -116.447004251763,
};

/** Coefficients of even or odd powers times a power of two, which is exact: the constant lies between 1 and 2. */
export function halfOf(m: Degree, parity: 0 | 1): readonly number[] {
  const p = numerators[m];
  const unit = 2 ** -Math.floor(Math.log2(p[0]));
  const half: number[] = [];
  for (let k = parity; k < p.length; k += 2) half.push(p[k] * unit);
  return half;
}
