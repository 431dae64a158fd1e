import type { ComplexNumber } from "../../errors.js";
import { expm1Of, log1pOf, logOf, minus, over, plus, times } from "./complex-numbers.js";

// Values of the logarithm and of roots on the diagonal of a triangle, and beside it, where they are divided differences: from the
// numbers themselves, without the cancellation of subtracting 1 from a root that is close to it.

/** λ^(1/2ˢ) − 1. */
export function rootMinusOne(lambda: ComplexNumber, s: number): ComplexNumber {
  return expm1Of(scaled(logOf(lambda), 2 ** -s));
}

/** (log μ − log λ)/(μ − λ), 1/λ where they are equal. */
export function logDifference(lambda: ComplexNumber, mu: ComplexNumber): ComplexNumber {
  const gap = minus(mu, lambda);
  return isZero(gap) ? over([1, 0], lambda) : over(logRatio(lambda, mu), gap);
}

/** (μᵖ − λᵖ)/(μ − λ) for p = 1/2ˢ. */
export function rootDifference(lambda: ComplexNumber, mu: ComplexNumber, s: number): ComplexNumber {
  const p = 2 ** -s;
  const root = plus(rootMinusOne(lambda, s), [1, 0]);
  const gap = minus(mu, lambda);
  if (isZero(gap)) return over(scaled(root, p), lambda);
  return over(times(root, expm1Of(scaled(logRatio(lambda, mu), p))), gap);
}

/**
 * log μ − log λ, of numbers close together by 2·artanh((μ − λ)/(μ + λ)), which is theirs up to a whole number of turns.
 *
 * @see Higham, *Functions of Matrices*, 2008, (11.28)
 */
function logRatio(lambda: ComplexNumber, mu: ComplexNumber): ComplexNumber {
  const plain = minus(logOf(mu), logOf(lambda));
  const z = over(minus(mu, lambda), plus(mu, lambda));
  if (!(Math.hypot(...z) <= 0.5)) return plain;
  const [re, im] = minus(log1pOf(z), log1pOf([-z[0], -z[1]]));
  const turns = Math.round((plain[1] - im) / (2 * Math.PI));
  return [re, im + turns * 2 * Math.PI];
}

function scaled([re, im]: ComplexNumber, factor: number): ComplexNumber {
  return [factor * re, factor * im];
}

function isZero([re, im]: ComplexNumber): boolean {
  return re === 0 && im === 0;
}
