import { requirePositive } from "./continuous.js";
import { Gamma } from "./gamma.js";

/**
 * χ² distribution of ν degrees of freedom, that of a sum of ν squared standard normal variables:
 *
 *     f(x) = x^(ν/2 − 1)·e^(−x/2) / (2^(ν/2)·Γ(ν/2)),  P(X ≤ x) = P(ν/2, x/2)
 *
 * It is the gamma distribution of shape ν/2 and scale 2.
 *
 * @throws {ValueError} unless ν is a positive number
 * @example
 * new ChiSquared(3).sf(90); // 2.1905701192853022e-19
 */
export class ChiSquared extends Gamma {
  constructor(readonly df: number) {
    super(requirePositive("ChiSquared", "df", df) / 2, 2);
  }
}
