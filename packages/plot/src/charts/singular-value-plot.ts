import { type NDArray, ValueError } from "@linnet/core";
import { linearAxis, logAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { dots, line } from "../draw/marks.js";
import { formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { extent } from "../read/extent.js";
import { type Vector, isNDArray, readNumbers, requireFinite } from "../read/numbers.js";
import { colorsOf } from "../theme/theme.js";

/** Singular values, or a model that has them, such as a fitted PCA. */
export type SingularValues = Vector | { readonly singularValues: NDArray };

/**
 * Singular values on a logarithmic axis, where the numerical rank shows as a cliff.
 *
 * @param values not negative; zeros have no place on the axis and are counted below the chart
 * @throws {ShapeError} when the values have not one axis, or are empty
 * @throws {ValueError} when a value is negative or not finite, all are zero, or an option cannot be used
 * @example
 * singularValuePlot([12, 5, 0.3, 1e-15]);
 */
export function singularValuePlot(values: SingularValues, options: ChartOptions = {}): Figure {
  const op = "singularValuePlot";
  const name = "singularValues";
  const { data } = readNumbers(op, name, !isNDArray(values) && name in values ? values[name] : values, 1);
  requireFinite(op, name, data);
  const negative = data.findIndex((value) => value < 0);
  if (negative >= 0) throw new ValueError(op, `${name} must not be negative`, `${data[negative]} at index ${negative}`);
  const count = data.map((_, i) => i + 1).filter((_, i) => data[i] > 0);
  const shown = data.filter((value) => value > 0);
  const zeros = data.length - shown.length;
  if (shown.length === 0) throw new ValueError(op, `${name} must hold a value above zero`, `${zeros} zeros`);
  const [low, high] = extent(shown);
  const zeroNote = zeros === 1 ? "1 value is zero and is not drawn." : `${zeros} values are zero and are not drawn.`;
  const page = readOptions(op, options, {
    title: "Singular values",
    description:
      `${data.length} singular values on a logarithmic axis, from ${formatNumber(high)} down to ${formatNumber(low)}` +
      `${zeros > 0 ? `. ${zeroNote}` : "."}`,
  });
  const colors = colorsOf(page.theme);
  return draw({
    page,
    x: linearAxis("x", 1, Math.max(2, data.length), { label: "index →", whole: true }),
    y: logAxis("y", low / 1.15, high * 1.15, { label: "↑ singular value (log)", grid: true }),
    ...(zeros > 0 && { notes: [zeroNote] }),
    marks: () => [
      line(count, shown, { stroke: colors.accent, strokeWidth: 1.5, strokeOpacity: 0.6 }),
      dots(count, shown, { fill: colors.accent, r: data.length > 100 ? 2 : 3.5 }),
    ],
    sketch: {
      kind: "lines",
      xLabel: "index",
      yLabel: "singular value",
      log: true,
      series: [{ name: "singular value", x: count, y: shown }],
    },
  });
}
