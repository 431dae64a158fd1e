import { type NDArray, ValueError } from "@linnet/core";
import { linearAxis, logAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { element } from "../draw/document.js";
import { type Mark, dots, drawingIn, line } from "../draw/marks.js";
import { FONT, type Frame } from "../draw/sizes.js";
import { thin } from "../draw/thin.js";
import { counted, formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { extent } from "../read/extent.js";
import { type Vector, isNDArray, readNumbers, requireFinite } from "../read/numbers.js";
import { classMark } from "../theme/classes.js";
import { type Colors, colorsOf } from "../theme/theme.js";

/** Singular values, or a model or factorization that has them, such as a fitted PCA or linalg's `svd`. */
export type SingularValues = Vector | { readonly singularValues: NDArray } | { readonly S: NDArray };

export interface SingularValueOptions extends ChartOptions {
  /** Values up to it count as zero: a dashed line, above which the numerical rank is counted. */
  readonly tolerance?: number;
}

/** One spectrum: its positive values with their places, counted from 1. */
interface Spectrum {
  readonly name: string;
  readonly place: Float64Array;
  readonly value: Float64Array;
  readonly count: number;
}

const NAME = "singularValues";

/** More dots than this lie on each other, and the line says as much. */
const MOST_DOTS = 2000;

/**
 * Singular values on a logarithmic axis, where the numerical rank shows as a cliff; several spectra by name, such as before and after
 * a truncation.
 *
 * @param values not negative, one spectrum or up to ten by name; zeros have no place on the axis and are counted below the chart
 * @throws {ShapeError} when the values of a spectrum have not one axis, or are empty
 * @throws {ValueError} when a value is negative or not finite, all are zero, there is no spectrum or more than ten, or an option cannot
 *   be used
 * @example
 * singularValuePlot([12, 5, 0.3, 1e-15], { tolerance: 1e-12 });
 */
export function singularValuePlot(
  values: SingularValues | Readonly<Record<string, SingularValues>>,
  options: SingularValueOptions = {},
): Figure {
  const op = "singularValuePlot";
  const { tolerance } = options;
  if (tolerance !== undefined && !(tolerance > 0 && tolerance < Infinity)) {
    throw new ValueError(op, "tolerance must be finite and above zero", tolerance);
  }
  const spectra = readSpectra(op, values);
  const zeros = spectra.reduce((sum, { count, value }) => sum + count - value.length, 0);
  const positive = spectra.flatMap(({ value }) => [...extent(value)]).filter(Number.isFinite);
  if (positive.length === 0) throw new ValueError(op, `${NAME} must hold a value above zero`, `${zeros} zeros`);
  const [low, high] = extent(tolerance === undefined ? positive : [...positive, tolerance]);
  const zeroNote = zeros === 1 ? "1 value is zero and is not drawn." : `${zeros} values are zero and are not drawn.`;
  const page = readOptions(op, options, { title: "Singular values", description: describe(spectra, zeros > 0 ? zeroNote : "", tolerance) }); // prettier-ignore
  const colors = colorsOf(page.theme);
  const longest = Math.max(2, ...spectra.map(({ count }) => count));
  return draw({
    page,
    ...(tolerance !== undefined && { subtitle: ranks(spectra, tolerance) }),
    x: linearAxis("x", 1, longest, { label: "index →", whole: true }),
    y: logAxis("y", low / 1.15, high * 1.15, { label: "↑ singular value (log)", grid: true }),
    ...(spectra.length > 1 && { legend: { samples: spectra.map(({ name }, k) => sampleOf(name, k, colors)) } }),
    ...(zeros > 0 && { notes: [zeroNote] }),
    marks: (frame) => [
      ...(tolerance === undefined ? [] : [toleranceMark(tolerance, frame, colors)]),
      ...spectra.flatMap((spectrum, k) =>
        spectrumMarks(
          spectrum,
          k,
          { of: spectra.length, tolerance: tolerance ?? 0, longest, width: frame.width },
          colors,
        ),
      ),
    ],
    sketch: {
      kind: "lines",
      xLabel: "index",
      yLabel: "singular value",
      log: true,
      series: spectra.map(({ name, place: x, value: y }) => ({ name, x, y })).filter(({ y }) => y.length > 0),
    },
  });
}

function readSpectra(op: string, values: SingularValues | Readonly<Record<string, SingularValues>>): Spectrum[] {
  if (isSpectrum(values)) return [readSpectrum(op, NAME, "singular value", values)];
  const names = Object.keys(values);
  if (names.length > 0 && names.every((name) => typeof values[name] !== "object")) {
    const got = `an object with ${names[0]}`;
    throw new ValueError(op, `${NAME} must be an array, a model that has them, or arrays by name`, got);
  }
  if (names.length === 0 || names.length > 10) {
    throw new ValueError(op, "spectra must be 1 to 10", names.length, "Pass { before: [ … ] }, for example.");
  }
  return names.map((name) => readSpectrum(op, name, name, values[name]));
}

/** Whether it is one spectrum; what is neither an array nor a model is taken for spectra by name. */
function isSpectrum(values: SingularValues | Readonly<Record<string, SingularValues>>): values is SingularValues {
  if (typeof values !== "object" || values === null || isNDArray(values) || "length" in values) return true;
  return isModel(values, "singularValues") || isModel(values, "S");
}

function isModel<K extends string>(values: object, name: K): values is Record<K, NDArray> {
  return name in values && isNDArray(Reflect.get(values, name));
}

function readSpectrum(op: string, label: string, name: string, values: unknown): Spectrum {
  const isObject = typeof values === "object" && values !== null && !isNDArray(values);
  const source = isObject && isModel(values, "singularValues") ? values.singularValues : isObject && isModel(values, "S") ? values.S : values; // prettier-ignore
  const { data } = readNumbers(op, label, source, 1);
  requireFinite(op, label, data);
  const negative = data.findIndex((value) => value < 0);
  if (negative >= 0) throw new ValueError(op, `${label} must not be negative`, `${data[negative]} at index ${negative}`); // prettier-ignore
  const place = data.map((_, i) => i + 1).filter((_, i) => data[i] > 0);
  return { name, place, value: data.filter((value) => value > 0), count: data.length };
}

/** Values that count as zero are paler; of a few spectra the first have larger dots, which show behind equal values of the others. */
function spectrumMarks(
  { place, value }: Spectrum,
  k: number,
  { of, tolerance, longest, width }: { of: number; tolerance: number; longest: number; width: number },
  colors: Colors,
): Mark[] {
  const { color, shape, dash } = classMark(colors, k);
  const path = { stroke: color, strokeWidth: 1.5, strokeOpacity: 0.6, ...(dash && { strokeDasharray: dash }) };
  const r = (value.length > 100 ? 2 : 3.5) * (1 + 0.4 * Math.max(0, Math.min(of, 3) - 1 - k));
  const look = { fill: color, symbol: shape, r };
  const above = Array.from(value.keys()).filter((i) => value[i] > tolerance);
  const below = Array.from(value.keys()).filter((i) => value[i] <= tolerance);
  const some = (which: number[], more: { fillOpacity?: number }) => {
    const [x, y] = [place, value].map((all) => Float64Array.from(which, (i) => all[i]));
    return dots(x, y, { ...look, ...more });
  };
  const shown = thin(place, value, [1, longest], width);
  const curve = line(shown.x, shown.y, path);
  if (value.length > MOST_DOTS) return [curve];
  return [curve, some(above, {}), ...(below.length > 0 ? [some(below, { fillOpacity: 0.4 })] : [])];
}

function toleranceMark(tolerance: number, frame: Frame, colors: Colors): Mark {
  const right = frame.left + frame.width;
  return drawingIn(frame, (plane) => {
    const y = plane.y(tolerance);
    const dashed = { stroke: colors.muted, "stroke-width": 1.5, "stroke-dasharray": "6 4" };
    const words = { x: right, y: y - 6, fill: colors.muted, "font-size": FONT.tick, "text-anchor": "end" };
    return element(
      "g",
      { class: "linnet-tolerance" },
      element("path", { d: `M${frame.left},${y}H${right}`, fill: "none", ...dashed }),
      element("text", words, `tolerance ${formatNumber(tolerance)}`),
    );
  });
}

function sampleOf(name: string, k: number, colors: Colors) {
  const { color, shape } = classMark(colors, k);
  return { name, color, kind: shape };
}

function rankOf({ value }: Spectrum, tolerance: number): number {
  return value.filter((size) => size > tolerance).length;
}

function ranks(spectra: readonly Spectrum[], tolerance: number): string {
  const each = spectra.map((spectrum) => {
    const told = `${rankOf(spectrum, tolerance)} of ${spectrum.count}`;
    return spectra.length > 1 ? `${spectrum.name} ${told}` : told;
  });
  return `numerical rank ${each.join(", ")}`;
}

function describe(spectra: readonly Spectrum[], zeroNote: string, tolerance: number | undefined): string {
  const story = spectra.map(({ name, value, count }) => {
    const number = counted(count, "singular value");
    const [low, high] = extent(value).map(formatNumber);
    const ends = value.length === 0 ? ", all zero" : ` on a logarithmic axis, from ${high} down to ${low}`;
    return spectra.length > 1 ? `${name}: ${number}${ends.replace(" on a logarithmic axis", "")}` : number + ends;
  });
  const start = spectra.length > 1 ? `${spectra.length} spectra on a logarithmic axis. ` : "";
  const rank = tolerance === undefined ? "" : ` The ${ranks(spectra, tolerance)} above the tolerance ${formatNumber(tolerance)}.`; // prettier-ignore
  return `${start}${story.join("; ")}.${zeroNote && ` ${zeroNote}`}${rank.replace("rank ", "rank is ")}`;
}
