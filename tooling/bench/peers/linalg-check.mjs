/** Refuses an answer that misses by more than rounding can: 10⁶·n²·ε, generous to every stable algorithm, at these sizes below 10⁻⁵. */
export function requireSmall(error, { rows: n }) {
  const worst = error.reduce((most, x) => (Math.abs(x) <= most ? most : Math.abs(x)), 0);
  if (!(worst <= 1e6 * n * n * 2 ** -52)) throw new Error(`Error: a wrong answer, by ${worst.toPrecision(2)}`);
}
