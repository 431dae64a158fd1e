import { type ComplexNumber, SpectrumError } from "../errors.js";
import { complexText } from "./complex-text.js";

/** Where a function of a matrix has its branch cut, and who asks. */
export interface Principal {
  readonly op: string;
  /** What the function is called. */
  readonly name: string;
  /** The rounding of the dtype. */
  readonly epsilon: number;
}

/**
 * Refuses eigenvalues on the closed negative axis, where there is no principal value: those with |Im λ| ≤ ε·|λ| and Re λ ≤ 0.
 *
 * @param zero what makes an eigenvalue count as zero: |λ| ≤ zero
 * @throws {SpectrumError} with the first of them
 */
export function requirePrincipal(
  { op, name, epsilon }: Principal,
  values: readonly ComplexNumber[],
  zero: number,
  batch: readonly number[],
): void {
  const value = values.find((lambda) => {
    const size = Math.hypot(...lambda);
    return !(size > zero) || (lambda[0] <= 0 && Math.abs(lambda[1]) <= epsilon * size);
  });
  if (value === undefined) return;
  const got = `eigenvalue ${complexText(value)}`;
  if (!(Math.hypot(...value) > zero)) {
    const hint = `A singular matrix has no ${name}, or none that depends on it smoothly: add a small multiple of the identity.`;
    throw new SpectrumError(op, "a must be nonsingular", got, [value], batch, hint);
  }
  const hint =
    `The principal ${name} does not exist there, for complex matrices neither. Others can be had from ` +
    'schur(a, { output: "complex" }).';
  throw new SpectrumError(op, "a must have no eigenvalue on the negative real axis", got, [value], batch, hint);
}

/** The largest |λ|. */
export function spectralRadius(values: readonly ComplexNumber[]): number {
  return values.reduce((largest, value) => Math.max(largest, Math.hypot(...value)), 0);
}

/** The smallest |λ|. */
export function smallestOf(values: readonly ComplexNumber[]): number {
  return values.reduce((least, value) => Math.min(least, Math.hypot(...value)), Infinity);
}
