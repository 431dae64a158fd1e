/** Rows of the tableau at most: steps down to h/2⁷. */
const ROWS = 8;

/**
 * The derivative of a vector-valued function of one number at 0, by central differences extrapolated to step 0 (Richardson), each
 * element from where in the tableau neighbours agree best (Ridders).
 *
 *     T₍ₖ,₀₎ = (f(hₖ) − f(−hₖ)) / 2hₖ,   T₍ₖ,ⱼ₎ = T₍ₖ,ⱼ₋₁₎ + (T₍ₖ,ⱼ₋₁₎ − T₍ₖ₋₁,ⱼ₋₁₎) / (4ʲ − 1),   hₖ = h/2ᵏ
 *
 * @param difference answers (f(h) − f(−h)) / 2h; elements that are not finite begin a tableau of their own below
 * @param first h: large, as extrapolation takes its error away
 * @see Ridders, *Accurate computation of F′(x) and F′(x)F″(x)*, 1982; Press et al., *Numerical Recipes*, 3rd ed., §5.7
 */
export function extrapolated(difference: (h: number) => Float64Array, first: number): Float64Array {
  let above: Float64Array[] = [];
  let best = new Float64Array();
  let errors = new Float64Array();
  for (let k = 0; k < ROWS; k++) {
    const row = [difference(first / 2 ** k)];
    if (k === 0) {
      best = row[0].slice();
      errors = new Float64Array(best.length).fill(Number.POSITIVE_INFINITY);
    }
    for (let j = 1; j <= k; j++) row.push(eliminated(row[j - 1], above[j - 1], 4 ** j));
    let improved = false;
    for (let i = 0; i < best.length; i++) improved = choose(row, above, i, best, errors) || improved;
    if (k > 2 && !improved) break; // rounding has taken over
    above = row;
  }
  return best;
}

/** One column of the tableau; where the row above means nothing, the row as it is. */
function eliminated(here: Float64Array, above: Float64Array, power: number): Float64Array {
  return here.map((value, i) => (Number.isFinite(above[i]) ? value + (value - above[i]) / (power - 1) : value));
}

/** Takes an element from the row if it agrees better with its neighbours than what there was. */
function choose(
  row: readonly Float64Array[],
  above: readonly Float64Array[],
  i: number,
  best: Float64Array,
  errors: Float64Array,
): boolean {
  if (!Number.isFinite(best[i])) best[i] = row[0][i];
  let improved = false;
  for (let j = 1; j < row.length; j++) {
    const value = row[j][i];
    const error = Math.max(Math.abs(value - row[j - 1][i]), Math.abs(value - above[j - 1][i]));
    if (error < errors[i]) {
      [best[i], errors[i]] = [value, error];
      improved = true;
    }
  }
  return improved;
}
