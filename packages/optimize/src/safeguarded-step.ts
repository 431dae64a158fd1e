import type { Trial } from "./line-search.js";

/** The step to try next, and whether a minimum is known to lie between the best step and the other end. */
export interface NextStep {
  readonly step: number;
  readonly bracketed: boolean;
}

/**
 * Where to look next, from the best step so far, the other end of the interval, and the last trial: a cubic or parabola through
 * values and slopes, chosen by what the trial told, and kept within what is safe.
 *
 * @param low the least value so far; its slope leads towards the minimum
 * @param high the other end, if a minimum is bracketed
 * @param range within which to extrapolate while none is
 * @see Moré & Thuente, *Line search algorithms with guaranteed sufficient decrease*, 1994, §4
 */
export function safeguardedStep(
  low: Trial,
  high: Trial,
  trial: Trial,
  bracketed: boolean,
  range: readonly [number, number],
): NextStep {
  const turned = trial.slope * Math.sign(low.slope) < 0;
  const cubic = cubicMinimum(low, trial);
  const secant = trial.step + (trial.slope / (trial.slope - low.slope)) * (low.step - trial.step);
  if (trial.value > low.value) {
    const fall = (low.value - trial.value) / (trial.step - low.step) + low.slope;
    const parabola = low.step + (low.slope / fall / 2) * (trial.step - low.step);
    const cubicIsNearer = Math.abs(cubic - low.step) < Math.abs(parabola - low.step);
    return { step: cubicIsNearer ? cubic : cubic + (parabola - cubic) / 2, bracketed: true };
  }
  if (turned) {
    const cubicIsFarther = Math.abs(cubic - trial.step) > Math.abs(secant - trial.step);
    return { step: cubicIsFarther ? cubic : secant, bracketed: true };
  }
  const [least, most] = range;
  if (Math.abs(trial.slope) < Math.abs(low.slope)) {
    const beyond = (cubic - trial.step) * (trial.step - low.step) > 0; // else the cubic has its minimum behind, or nowhere
    const far = beyond ? cubic : trial.step > low.step ? most : least;
    const cubicIsNearer = Math.abs(far - trial.step) < Math.abs(secant - trial.step);
    if (!bracketed) return { step: clamp(cubicIsNearer ? secant : far, least, most), bracketed };
    const limit = trial.step + 0.66 * (high.step - trial.step);
    const step = cubicIsNearer ? far : secant;
    return { step: trial.step > low.step ? Math.min(limit, step) : Math.max(limit, step), bracketed };
  }
  if (bracketed) return { step: cubicMinimum(high, trial), bracketed };
  return { step: trial.step > low.step ? most : least, bracketed };
}

/** Minimizer of the cubic with the values and slopes of two points; NaN where there is none. */
function cubicMinimum(a: Trial, b: Trial): number {
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step);
  const size = Math.max(Math.abs(d1), Math.abs(a.slope), Math.abs(b.slope));
  const square = (d1 / size) ** 2 - (a.slope / size) * (b.slope / size);
  if (!(square > 0)) return Number.NaN;
  const d2 = Math.sign(b.step - a.step) * size * Math.sqrt(square);
  return b.step - (b.step - a.step) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
}

function clamp(x: number, least: number, most: number): number {
  return Math.min(Math.max(x, least), most);
}
