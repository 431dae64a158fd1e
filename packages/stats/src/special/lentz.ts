/** Stands for a zero in a denominator, which only one step has. */
const TINY = 1e-300;

/**
 * b₀ + a₁/(b₁ + a₂/(b₂ + …)), until a step no longer changes it.
 *
 * @param term of i = 1, 2, …: aᵢ and bᵢ
 * @see Lentz 1976, as modified by Thompson & Barnett, *Coulomb and Bessel functions of complex arguments and order*, 1986
 */
export function fractionByLentz(first: number, term: (i: number) => readonly [a: number, b: number]): number {
  let value = first === 0 ? TINY : first;
  let above = value;
  let below = 0;
  for (let i = 1; ; i++) {
    const [a, b] = term(i);
    below = b + a * below;
    above = b + a / above;
    below = 1 / (below === 0 ? TINY : below);
    if (above === 0) above = TINY;
    const factor = above * below;
    value *= factor;
    if (!(Math.abs(factor - 1) > Number.EPSILON)) return value;
  }
}
