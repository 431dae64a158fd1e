/** A subdiagonal entry may be dropped when this times its neighbours on the diagonal is larger. */
export const EPSILON: f64 = 2.220446049250313e-16;
/** 2⁻⁹⁷⁰: whatever is below it is dropped. */
export const TINY: f64 = 1.002084180004486e-292;

/**
 * Ahues and Tisseur's test: dropping a subdiagonal entry moves eigenvalues by less than rounding does.
 *
 * @param sub its magnitude, and `up` that of its mirror image
 * @param here magnitude of the diagonal entry beside it, and `difference` that of the two diagonal entries' difference
 */
export function isNegligible(sub: f64, up: f64, here: f64, difference: f64): bool {
  const larger = max(sub, up);
  const smaller = min(sub, up);
  const a = max(here, difference);
  const b = min(here, difference);
  const scale = a + larger;
  return smaller * (larger / scale) <= max(TINY, EPSILON * (b * (a / scale)));
}
