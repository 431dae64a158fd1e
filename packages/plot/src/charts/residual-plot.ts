import { type NDArray, ValueError } from "@linnet/core";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { dots, levelLine } from "../draw/marks.js";
import { formatNumber, formatPercent, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, type Page, readOptions } from "../options.js";
import { extent } from "../read/extent.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Vector, readNumbers, requireLength } from "../read/numbers.js";
import { colorsOf } from "../theme/theme.js";
import { drawLeverage, readInfluence } from "./leverage-plot.js";
import { radiusFor } from "./class-dots.js";

/** Fitted values and what is left of the observations, or a fitted regression that has them. */
export interface Residuals {
  readonly fitted: Vector;
  readonly residuals: Vector;
  /** Diagonal of the hat matrix. */
  readonly leverage?: Vector;
  /** Number of coefficients that were estimated. */
  readonly rank?: number;
  /** Residuals over their standard deviations, which differ by their leverages. */
  readonly studentizedResiduals?: (kind: "internal") => Vector;
}

/** A fitted model that predicts. */
export interface Predictor {
  readonly predict: (x: NDArray) => NDArray;
}

export interface ResidualOptions extends ChartOptions {
  /**
   * Residuals in units of their standard deviations, with lines at ±2: the model's studentized residuals where it has them, else over the
   * root of their mean square. @defaultValue false
   */
  readonly standardized?: boolean;
  /**
   * What residuals are drawn over: `"leverage"` shows studentized residuals of a least-squares fit, with the curves on which Cook's distance
   * is 0.5 and 1. @defaultValue "fitted"
   */
  readonly against?: "fitted" | "leverage";
}

/** Residuals as they are drawn. */
interface Shown {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly label: string;
  readonly standardized: boolean;
  readonly notes: readonly string[];
}

/**
 * Residuals over fitted values, around the line at zero: a curve in them is what the model missed, a funnel a variance that changes.
 *
 * @param model residuals and fitted values `[n]` each, or a regression that has them; pairs that are not finite are left out and counted
 *   below the chart
 * @throws {ShapeError} when residuals have not one axis, are empty, or are not as many as fitted values
 * @throws {ValueError} when no pair is finite, leverages are asked of a model that has none, or an option cannot be used
 * @see Cook and Weisberg, *Residuals and Influence in Regression*, 1982
 * @example
 * residualPlot({ fitted: [1, 2, 3, 4], residuals: [0.1, -0.2, 0.15, -0.05] });
 */
export function residualPlot(model: Residuals, options?: ResidualOptions): Figure;
/**
 * Residuals y − ŷ of a model over its predictions, for data that need not be those of the fit.
 *
 * @param model a fitted model
 * @param x shape `[n, p]`
 * @param y shape `[n]`
 * @throws {ShapeError} unless there is a y for each prediction
 */
export function residualPlot(model: Predictor, x: NDArray, y: Vector, options?: ResidualOptions): Figure;
export function residualPlot(
  model: Residuals | Predictor,
  ...rest: [ResidualOptions?] | [NDArray, Vector, ResidualOptions?]
): Figure {
  const op = "residualPlot";
  const { residuals, options = {} } = readArguments(op, model, rest);
  const { standardized = false, against = "fitted" } = options;
  if (against !== "fitted" && against !== "leverage") {
    throw new ValueError(op, 'against must be "fitted" or "leverage"', JSON.stringify(against) ?? "undefined");
  }
  if (against === "leverage") return drawLeverage(op, readInfluence(op, residuals), options);
  const shown = readShown(op, residuals, standardized);
  const page = readOptions(op, options, { title: "Residuals", description: describe(shown) });
  return drawResiduals(page, shown);
}

function readArguments(
  op: string,
  model: Residuals | Predictor,
  rest: [ResidualOptions?] | [NDArray, Vector, ResidualOptions?],
): { residuals: Residuals; options?: ResidualOptions } {
  if (rest.length < 2) return { residuals: model as Residuals, options: rest[0] as ResidualOptions };
  const [x, y, options] = rest as [NDArray, Vector, ResidualOptions?];
  const predict: unknown = (model as Predictor).predict;
  if (typeof predict !== "function") {
    throw new ValueError(
      op,
      "a model with x and y must predict",
      "an object without predict",
      "Pass { fitted, residuals } instead.",
    );
  }
  const { data: fitted, shape } = readNumbers(op, "predictions", (model as Predictor).predict(x), 1);
  const observed = readNumbers(op, "y", y, 1);
  requireLength(op, "y", observed, "predictions", shape[0]);
  return { residuals: { fitted, residuals: observed.data.map((v, i) => v - fitted[i]) }, ...(options && { options }) };
}

function readShown(op: string, model: Residuals, standardized: boolean): Shown {
  const fitted = readNumbers(op, "fitted", model.fitted, 1);
  const residuals = readNumbers(op, "residuals", model.residuals, 1);
  requireLength(op, "residuals", residuals, "fitted", fitted.data.length);
  const studentized = standardized && model.studentizedResiduals?.("internal");
  const values = studentized ? readNumbers(op, "studentizedResiduals", studentized, 1).data : residuals.data;
  const at = Array.from(values.keys()).filter((i) => Number.isFinite(values[i]) && Number.isFinite(fitted.data[i]));
  if (at.length === 0)
    throw new ValueError(op, "residuals must hold a finite pair", `${values.length} pairs that are not finite`);
  const y = Float64Array.from(at, (i) => values[i]);
  const size = studentized || !standardized ? 1 : rootMeanSquare(y);
  const lost = values.length - at.length;
  return {
    x: Float64Array.from(at, (i) => fitted.data[i]),
    y: y.map((value) => (size > 0 ? value / size : 0)),
    label: studentized ? "studentized residual" : standardized ? "residual / root mean square" : "residual",
    standardized,
    notes: notFiniteNotes(lost, "residual", "left out"),
  };
}

/** Scaled first, so that no square over- or underflows. */
function rootMeanSquare(values: Float64Array): number {
  const most = Math.max(...extent(values).map(Math.abs));
  if (most === 0) return 0;
  return most * Math.sqrt(values.reduce((sum, value) => sum + (value / most) ** 2, 0) / values.length);
}

function drawResiduals(page: Page, { x, y, label, standardized, notes }: Shown): Figure {
  const colors = colorsOf(page.theme);
  const [low, high] = extent([...extent(y), 0, ...(standardized ? [-2.2, 2.2] : [])]);
  const dashed = { stroke: colors.second, strokeWidth: 1.25, strokeDasharray: "5 4" };
  return draw({
    page,
    x: linearAxis("x", ...paddedDomain(...extent(x), 0.04), { label: "fitted value →" }),
    y: linearAxis("y", ...paddedDomain(low, high, 0.06), { label: `↑ ${label}`, grid: true }),
    ...(notes.length > 0 && { notes }),
    marks: () => [
      levelLine(0, { stroke: colors.ink, strokeWidth: 1.25 }),
      ...(standardized ? [levelLine(-2, dashed), levelLine(2, dashed)] : []),
      dots(x, y, { fill: colors.accent, fillOpacity: 0.7, r: radiusFor(x.length) }),
    ],
    sketch: { kind: "points", x, y, names: [] },
  });
}

function describe({ x, y, label, standardized }: Shown): string {
  const [low, high] = extent(y).map(formatNumber);
  const [left, right] = extent(x).map(formatNumber);
  const far = y.filter((value) => Math.abs(value) > 2).length;
  const beyond = `; ${far} (${formatPercent(far / y.length)}) are beyond ±2`;
  return (
    `${y.length} residuals${standardized ? ` (${label})` : ""} from ${low} to ${high} over fitted values from ${left} to ${right}` +
    `${standardized ? beyond : `, with a root mean square of ${formatNumber(rootMeanSquare(y))}`}.`
  );
}
