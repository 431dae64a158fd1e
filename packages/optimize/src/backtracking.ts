import { Conditions, type Line, type LineSearchOptions, type LineSearchResult, type Trial } from "./line-search.js";

/**
 * The first of a falling sequence of steps that decreases φ sufficiently (Armijo): each step is the minimizer of the
 * parabola through φ(0), φ′(0) and the last φ, kept between a tenth and a half of the last step.
 *
 * @param line φ
 * @param start φ at 0, with a negative slope
 * @throws {ValueError} when the slope at the start is not negative
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithm 3.1 and §3.5
 */
export function backtracking<P extends Trial>(
  line: Line<P>,
  start: Trial,
  options: LineSearchOptions = {},
): LineSearchResult<P> {
  const conditions = new Conditions(start, options);
  let step = conditions.initial;
  for (let count = conditions.maxEvaluations; count > 0; count--) {
    const trial = line(step);
    if (conditions.sufficient(trial)) return { point: trial, satisfied: true };
    const parabola = (-start.slope * step * step) / (2 * (trial.value - start.value - start.slope * step));
    step = Number.isFinite(parabola) ? Math.min(Math.max(parabola, step / 10), step / 2) : step / 10;
  }
  return { point: null, satisfied: false };
}
