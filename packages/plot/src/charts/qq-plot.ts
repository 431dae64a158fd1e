import { ValueError, array, quantile } from "@linnet/core";
import { Beta, Normal } from "@linnet/stats";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { dots, line } from "../draw/marks.js";
import { band } from "../draw/spans.js";
import { formatNumber, formatPercent, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { extent } from "../read/extent.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Vector, readNumbers } from "../read/numbers.js";
import { colorsOf } from "../theme/theme.js";
import { radiusFor } from "./class-dots.js";
import { thinLine } from "./thin-line.js";

/** A distribution with quantiles, such as those of stats. */
export interface HasQuantiles {
  /** The x below which a share p lies. */
  readonly ppf: (p: number) => number;
}

export interface QqOptions extends ChartOptions {
  /** @defaultValue the standard normal distribution */
  readonly distribution?: HasQuantiles;
  /**
   * Level of the band in which each value lies with that probability where the distribution is right, up to location and scale; `false` for none.
   *
   * @defaultValue 0.95
   */
  readonly band?: number | false;
  readonly xLabel?: string;
  readonly yLabel?: string;
}

/** Quantiles of a sample and of a distribution, and the line through the quartiles of both. */
interface Pairs {
  readonly n: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly slope: number;
  readonly height: number;
}

/** A band. */
interface Limits {
  readonly x: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** A band is computed at so many places at most. */
const MOST_PLACES = 300;

/**
 * Quantiles of a sample over those of a distribution: on a line where the sample is of the distribution, up to location and scale.
 *
 *     (F⁻¹((i − ½)/n), y₍ᵢ₎),  the line through both quartiles;  band: F⁻¹ of the quantiles of the i-th of n uniform values, Beta(i, n + 1 − i)
 *
 * @param values values that are not finite are left out and counted below the chart
 * @throws {ShapeError} when `values` has not one axis or is empty
 * @throws {ValueError} when no value is finite, a quantile of the distribution is not, or an option cannot be used
 * @remarks Points of more than some thousand values that no screen tells apart are not drawn.
 * @see Wilk and Gnanadesikan, *Probability plotting methods for the analysis of data*, Biometrika 55, 1968
 * @example
 * qqPlot([2.1, 2.9, 3.0, 3.2, 3.3, 3.9, 4.8]);
 */
export function qqPlot(values: Vector, options: QqOptions = {}): Figure {
  const op = "qqPlot";
  const { distribution, band: level = 0.95, yLabel = "sample quantile" } = options;
  const { xLabel = distribution === undefined ? "standard normal quantile" : "theoretical quantile" } = options;
  if (level !== false && !(level > 0 && level < 1)) {
    throw new ValueError(op, "band must be a level between 0 and 1, or false", String(level));
  }
  const { data } = readNumbers(op, "values", values, 1);
  const finite = data.filter(Number.isFinite);
  if (finite.length === 0) throw new ValueError(op, "values must hold a finite value", `${data[0]} only`);
  const quantiles = distribution ?? new Normal(0, 1);
  const pairs = pairsOf(op, finite.sort(), quantiles);
  const limits = level === false ? undefined : bandOf(pairs, quantiles, level);
  const page = readOptions(op, options, { title: "Q–Q plot", description: describe(pairs, limits, level) });
  const colors = colorsOf(page.theme);
  const { n, x, y, slope, height } = pairs;
  const thin = thinLine(pairs, x[n - 1] - x[0], y[n - 1] - y[0]);
  const [left, right] = paddedDomain(x[0], x[n - 1], 0.04);
  const at = (q: number) => height + slope * q;
  const shown = [
    ...extent(y),
    at(x[0]),
    at(x[n - 1]),
    ...(limits ? [limits.low[0], limits.high[limits.high.length - 1]] : []),
  ];
  const dropped = data.length - n;
  const notes = [...notFiniteNotes(dropped), ...(y[0] === y[n - 1] && n > 1 ? ["All values are equal."] : [])];
  return draw({
    page,
    x: linearAxis("x", left, right, { label: `${xLabel} →`, grid: true }),
    y: linearAxis("y", ...paddedDomain(...extent(shown), 0.04), { label: `↑ ${yLabel}`, grid: true }),
    ...(notes.length > 0 && { notes }),
    frameHeight: (width) => Math.min(Math.max(width * 0.75, 220), 520),
    marks: () => [
      ...(limits ? [band(limits.x, limits.low, limits.high, { fill: colors.second, fillOpacity: 0.15 })] : []),
      line([x[0], x[n - 1]], [at(x[0]), at(x[n - 1])], { stroke: colors.second, strokeWidth: 2 }),
      dots(thin.x, thin.y, { fill: colors.accent, fillOpacity: 0.75, r: Math.max(2, radiusFor(n) * 0.8) }),
    ],
    sketch: { kind: "points", x: thin.x, y: thin.y, names: [] },
  });
}

function pairsOf(op: string, y: Float64Array, distribution: HasQuantiles): Pairs {
  const n = y.length;
  const quantileAt = (p: number) => {
    const q = distribution.ppf(p);
    if (Number.isFinite(q)) return q;
    throw new ValueError(op, "distribution must have finite quantiles", `${q} at ${p}`);
  };
  const x = y.map((_, i) => quantileAt((i + 0.5) / n));
  const [lower, upper] = quantile(array(y), [0.25, 0.75]).toTypedArray();
  const [from, to] = [quantileAt(0.25), quantileAt(0.75)];
  if (!(to > from)) throw new ValueError(op, "distribution must have quartiles that differ", `${from} and ${to}`);
  const slope = (upper - lower) / (to - from);
  return { n, x, y, slope, height: lower - slope * from };
}

/** Where each ordered value is with that probability, at no more places than a line needs. */
function bandOf({ n, x, slope, height }: Pairs, distribution: HasQuantiles, level: number): Limits {
  const step = (x[n - 1] - x[0]) / MOST_PLACES;
  let last = -Infinity;
  const at = Array.from(x.keys()).filter((i) => {
    const kept = n <= MOST_PLACES || i === n - 1 || x[i] - last >= step;
    if (kept) last = x[i];
    return kept;
  });
  const limit = (p: number) =>
    Float64Array.from(at, (i) => height + slope * distribution.ppf(new Beta(i + 1, n - i).ppf(p)));
  return { x: Float64Array.from(at, (i) => x[i]), low: limit((1 - level) / 2), high: limit((1 + level) / 2) };
}

function describe({ n, y, slope, height }: Pairs, limits: Limits | undefined, level: number | false): string {
  const fit = `slope ${formatNumber(slope)} and height ${formatNumber(height)} at zero`;
  const outside = limits && n <= MOST_PLACES ? y.filter((v, i) => v < limits.low[i] || v > limits.high[i]).length : 0;
  const share = level === false ? "" : formatPercent(level, 2);
  const story = limits && n <= MOST_PLACES ? ` ${outside} of the values ${outside === 1 ? "is" : "are"} outside of the pointwise ${share} band.` : ""; // prettier-ignore
  return `Quantiles of ${n} values over those of a distribution, with the line through the quartiles of both, of ${fit}.${story}`;
}
