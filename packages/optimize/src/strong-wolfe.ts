import { Conditions, type Line, type LineSearchOptions, type LineSearchResult, type Trial } from "./line-search.js";

/**
 * A step that decreases φ sufficiently and flattens it enough (the strong Wolfe conditions), so that quasi-Newton updates
 * stay positive definite: brackets such steps by growing ones, then closes in by cubic interpolation.
 *
 * @param line φ; values that are not finite count as too high
 * @param start φ at 0, with a negative slope
 * @returns the point found; without the curvature condition, the best with sufficient decrease, when evaluations ran out
 * @throws {ValueError} when the slope at the start is not negative
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithms 3.5 and 3.6, and (3.59)
 */
export function strongWolfe<P extends Trial>(
  line: Line<P>,
  start: Trial,
  options: LineSearchOptions = {},
): LineSearchResult<P> {
  const conditions = new Conditions(start, options);
  const limit = conditions.maxEvaluations;
  let previous: P | null = null;
  let step = conditions.initial;
  for (let count = 1; count <= limit; count++) {
    const trial = line(step);
    const low: Trial = previous ?? start;
    const sufficient = conditions.sufficient(trial);
    if (sufficient && conditions.flat(trial)) return { point: trial, satisfied: true };
    if (!sufficient || (previous !== null && trial.value >= previous.value)) {
      return zoom(line, conditions, { low, high: trial, best: previous }, limit - count);
    }
    if (trial.slope >= 0) return zoom(line, conditions, { low: trial, high: low, best: trial }, limit - count);
    previous = trial;
    if (trial.step >= conditions.longest) break; // still falling where steps end
    step = Math.min(grown(low, trial), conditions.longest);
  }
  return { point: previous, satisfied: false };
}

interface Bracket<P extends Trial> {
  /** The end with the lower value, among those with sufficient decrease; an interval between the ends holds a solution. */
  readonly low: Trial;
  readonly high: Trial;
  /** `low` with all that belongs to it, unless it is the start. */
  readonly best: P | null;
}

/** Algorithm 3.6: shrinks the bracket until a trial in it satisfies both conditions. */
function zoom<P extends Trial>(
  line: Line<P>,
  conditions: Conditions,
  bracket: Bracket<P>,
  evaluations: number,
): LineSearchResult<P> {
  let { low, high, best } = bracket;
  for (let count = evaluations; count > 0; count--) {
    const step = between(low, high, conditions.alike(low.value, high.value));
    if (step === low.step || step === high.step) break; // no number lies between them
    const trial = line(step);
    const sufficient = conditions.sufficient(trial);
    if (sufficient && conditions.flat(trial)) return { point: trial, satisfied: true };
    if (!sufficient || (trial.value >= low.value && !conditions.alike(trial.value, low.value))) {
      high = trial;
      continue;
    }
    if (trial.slope * (high.step - low.step) >= 0) high = low;
    [low, best] = [trial, trial];
  }
  return { point: best, satisfied: false };
}

/** A longer step: where the cubic through both falls to its minimum, between 1.1 and 4 more of the last stride. */
function grown(low: Trial, high: Trial): number {
  const stride = high.step - low.step;
  const minimum = cubicMinimum(low, high);
  const [least, most] = [high.step + 1.1 * stride, high.step + 4 * stride];
  return Number.isFinite(minimum) && minimum > high.step ? Math.min(Math.max(minimum, least), most) : most;
}

/**
 * The cubic's minimum, where it keeps a tenth of the bracket away from its ends; else the middle. Where the values differ
 * only by rounding, the slopes alone say where the minimum is.
 */
function between(low: Trial, high: Trial, alike: boolean): number {
  const margin = 0.1 * Math.abs(high.step - low.step);
  const [left, right] = low.step < high.step ? [low.step, high.step] : [high.step, low.step];
  const minimum = alike ? slopeZero(low, high) : cubicMinimum(low, high);
  const middle = left + (right - left) / 2;
  return minimum >= left + margin && minimum <= right - margin ? minimum : middle;
}

/** Where a slope that changes evenly is zero. */
function slopeZero(a: Trial, b: Trial): number {
  return a.step - (a.slope * (b.step - a.step)) / (b.slope - a.slope);
}

/** Minimizer of the cubic with the values and slopes of two points (Nocedal & Wright (3.59)); NaN where there is none. */
function cubicMinimum(a: Trial, b: Trial): number {
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step);
  const d2 = Math.sign(b.step - a.step) * Math.sqrt(d1 * d1 - a.slope * b.slope);
  return b.step - (b.step - a.step) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
}
