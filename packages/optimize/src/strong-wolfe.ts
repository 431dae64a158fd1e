import { Conditions, type Line, type LineSearchOptions, type LineSearchResult, type Trial } from "./line-search.js";
import { safeguardedStep } from "./safeguarded-step.js";

/**
 * A step that decreases φ sufficiently and flattens it enough (the strong Wolfe conditions), so that quasi-Newton updates
 * stay positive definite: Moré and Thuente's search, which keeps an interval around such steps and shrinks it by cubics.
 *
 *     φ(α) ≤ φ(0) + c₁·α·φ′(0),   |φ′(α)| ≤ c₂·|φ′(0)|
 *
 * @param line φ; values and slopes that are not finite count as too high
 * @param start φ at 0, with a negative slope
 * @returns the point found; without the curvature condition, the best with sufficient decrease, when evaluations ran out
 * @throws {ValueError} when the slope at the start is not negative
 * @see Moré & Thuente, *Line search algorithms with guaranteed sufficient decrease*, 1994
 */
export function strongWolfe<P extends Trial>(
  line: Line<P>,
  start: Trial,
  options: LineSearchOptions = {},
): LineSearchResult<P> {
  const conditions = new Conditions(start, options);
  const interval = new Interval(conditions);
  let best: P | null = null;
  let step = conditions.initial;
  for (let count = 0; count < conditions.maxEvaluations; count++) {
    const trial = line(step);
    const sufficient = conditions.sufficient(trial);
    if (sufficient && conditions.flat(trial)) return { point: trial, satisfied: true };
    if (sufficient && trial.value < (best ?? start).value) best = trial;
    if (sufficient && trial.step >= conditions.longest && trial.slope < 0) break; // still falling where steps end
    const next = interval.after(trial, sufficient);
    if (next === step || next === interval.low.step) break; // no number lies between
    step = next;
  }
  return { point: best, satisfied: false };
}

/** Where steps that satisfy the conditions are, and what is known of its ends. */
class Interval {
  /** The end with the least value; its slope leads into the interval. */
  low: Trial;
  private high: Trial;
  private bracketed = false;
  /** Until a step with sufficient decrease and a slope upwards was met, φ less the decrease asked for is searched. */
  private isSearching = true;
  private width = Number.POSITIVE_INFINITY;
  private before = Number.POSITIVE_INFINITY;
  /** Shortest step that was not finite. */
  private ceiling: number;

  constructor(private readonly conditions: Conditions) {
    this.low = conditions.start;
    this.high = conditions.start;
    this.ceiling = Number.POSITIVE_INFINITY;
  }

  /** Takes a trial in, and says where to look next. */
  after(trial: Trial, sufficient: boolean): number {
    if (!Number.isFinite(trial.value) || !Number.isFinite(trial.slope)) {
      this.ceiling = Math.min(this.ceiling, trial.step);
      return this.low.step + (trial.step - this.low.step) / 2;
    }
    if (sufficient && trial.slope >= 0) this.isSearching = false;
    const modified = this.isSearching && !sufficient && trial.value <= this.low.value;
    const seen = modified ? this.conditions.lessDecrease : (t: Trial): Trial => t;
    const [low, high, level] = [seen(this.low), seen(this.high), this.leveled(seen(trial), seen(this.low))];
    const stride = trial.step - this.low.step;
    const least = this.low === this.conditions.start ? 0 : trial.step + 1.1 * stride;
    const range = this.bracketed ? this.ends() : ([least, trial.step + 4 * stride] as const);
    const next = safeguardedStep(low, high, level, this.bracketed, range);
    this.shrink(trial, level.value > low.value, level.slope * Math.sign(low.slope) < 0);
    this.bracketed = next.bracketed;
    return this.bracketed ? this.inside(next.step) : this.outside(next.step);
  }

  /** Values that differ by rounding only are the same: slopes know better. */
  private leveled(trial: Trial, low: Trial): Trial {
    return this.conditions.alike(trial.value, low.value) ? { ...trial, value: low.value } : trial;
  }

  private shrink(trial: Trial, isHigher: boolean, turned: boolean): void {
    if (isHigher) this.high = trial;
    else {
      if (turned) this.high = this.low;
      this.low = trial;
    }
  }

  private ends(): readonly [number, number] {
    return [Math.min(this.low.step, this.high.step), Math.max(this.low.step, this.high.step)];
  }

  /** Halves where two steps did not shrink the interval by a third; never leaves it. */
  private inside(step: number): number {
    const [left, right] = this.ends();
    const width = right - left;
    const isSlow = width >= 0.66 * this.before;
    [this.before, this.width] = [this.width, width];
    const isWithin = step > left && step < right && !isSlow; // not NaN
    return isWithin ? step : left + width / 2;
  }

  private outside(step: number): number {
    const longest = Math.min(step, this.conditions.longest);
    return longest < this.ceiling ? longest : this.low.step + (this.ceiling - this.low.step) / 2;
  }
}
