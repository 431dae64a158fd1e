import { ValueError } from "@linnet/core";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { type Mark, area, levelLine, line } from "../draw/marks.js";
import { segments } from "../draw/spans.js";
import { formatNumber, niceDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import type { Labels } from "../read/classes.js";
import { extent } from "../read/extent.js";
import { type Sample, type Samples, readSamples } from "../read/samples.js";
import { classMark } from "../theme/classes.js";
import { colorsOf } from "../theme/theme.js";
import { binBars, binned, densitiesOf } from "./bins.js";
import { type Bandwidth, type DensityCurve, densityCurve } from "./density-curve.js";

export interface DensityOptions extends ChartOptions {
  /**
   * Standard deviation of the kernel in standard deviations of the sample, or the rule of Scott or of Silverman.
   *
   * @defaultValue "scott"
   */
  readonly bandwidth?: Bandwidth;
  /** Whether bars of area one stand behind the curve of one sample, or about how many of them. @defaultValue false */
  readonly histogram?: boolean | number;
  /** A short stroke below the curves for each value. @defaultValue false */
  readonly rug?: boolean;
  /** The class of each value: one curve each. */
  readonly labels?: Labels;
  readonly xLabel?: string;
}

/** A rug takes this share of the curves' height for each sample. */
const RUG = 0.06;

/**
 * Where values lie close together: the Gaussian kernel density of each sample.
 *
 *     f(x) = Σᵢ φ((x − xᵢ)/s) / (n·s),  s = bandwidth · standard deviation of the sample
 *
 * @param samples values, or several samples by name; values that are not finite are left out and counted below the chart
 * @throws {ShapeError} when a sample has not one axis or is empty, or there is not a label a value
 * @throws {ValueError} when a sample has not two different finite values, there are more than fifty or more than
 *   one with `histogram`, or an option cannot be used
 * @see Scott, *Multivariate Density Estimation*, 1992; Silverman, *Density Estimation for Statistics and Data Analysis*, 1986
 * @example
 * densityPlot({ before: [3.1, 3.4, 3.9, 4.4], after: [2.1, 2.2, 2.9, 3.0] }, { rug: true, xLabel: "seconds" });
 */
export function densityPlot(samples: Samples, options: DensityOptions = {}): Figure {
  const op = "densityPlot";
  const { bandwidth = "scott", rug = false, histogram = false, labels, xLabel = "value" } = options;
  const { samples: all, notes } = readSamples(op, samples, labels);
  if (histogram !== false && all.length > 1) {
    const hint = "Choose one of them, or leave histogram out.";
    throw new ValueError(op, "a histogram must be of one sample", `${all.length} samples`, hint);
  }
  const curves = all.map((sample) => densityCurve(op, sample, bandwidth));
  const bins = histogram === false ? undefined : binned(op, all[0].values, histogram === true ? undefined : histogram);
  const bars = bins ? densitiesOf(bins) : [];
  const page = readOptions(op, options, {
    title: `Density of ${xLabel}`,
    description: describe(all, curves, bars.length),
  });
  const colors = colorsOf(page.theme);
  const looks = all.map((_, k) => classMark(colors, k));
  const [left, right] = extent([...(bins?.edges ?? []), ...curves.flatMap(({ x }) => [x[0], x[x.length - 1]])]);
  const [, top] = niceDomain(0, Math.max(...bars, ...curves.map(({ y }) => extent(y)[1])), 5);
  const below = rug ? RUG * top * all.length : 0;
  const y = linearAxis("y", 0, top, { label: "↑ density", grid: true });
  return draw({
    page,
    x: linearAxis("x", left, right, { label: `${xLabel} →` }),
    y: { ...y, domain: [-below, top] },
    ...(all.length > 1 && {
      legend: { samples: all.map(({ name }, k) => ({ name, kind: "line" as const, ...looks[k] })) },
    }),
    ...(notes.length > 0 && { notes }),
    marks: (frame) => [
      ...(rug ? all.map(({ values }, k) => strokes(values, -RUG * top * (k + 1), RUG * top, looks[k].color)) : []),
      ...(bins
        ? [
            binBars(bins, bars, frame, { fill: colors.accent, fillOpacity: 0.45 }),
            levelLine(0, { stroke: colors.muted, strokeWidth: 1 }),
          ]
        : curves.map(({ x, y: height }, k) => area(x, height, { fill: looks[k].color, fillOpacity: 0.12 }))),
      ...curves.map(({ x, y: height }, k) => {
        const { color, dash: strokeDasharray } = looks[k];
        const stroke = bins ? colors.second : color;
        return line(x, height, { stroke, strokeWidth: 2.25, ...(strokeDasharray && { strokeDasharray }) });
      }),
    ],
    sketch: {
      kind: "lines",
      xLabel,
      yLabel: "density",
      log: false,
      series: all.map(({ name }, k) => ({ name, x: curves[k].x, y: curves[k].y })),
    },
  });
}

/** One row of a rug, with a little air above and below. */
function strokes(values: Float64Array, bottom: number, height: number, stroke: string): Mark {
  const [y1, y2] = [0.1, 0.8].map((share) => values.map(() => bottom + share * height));
  return segments({ x1: values, y1, x2: values, y2 }, { stroke, strokeWidth: 1, strokeOpacity: 0.6 });
}

function describe(samples: readonly Sample[], curves: readonly DensityCurve[], bars: number): string {
  const story = samples.map(({ name, values }, k) => {
    const [peak, deviation] = [curves[k].peak, curves[k].deviation].map(formatNumber);
    return `${name && `${name}, `}${values.length} values, is densest at ${peak} (kernel of standard deviation ${deviation})`;
  });
  const what =
    samples.length === 1 ? "The kernel density of a sample" : `Kernel densities of ${samples.length} samples`;
  return `${what}: ${story.join("; ")}.${bars ? ` Behind it stand ${bars} bars of area one.` : ""}`;
}
