import * as Plot from "@observablehq/plot";
import type { SvgElement } from "./document.js";
import type { Plane } from "./plane.js";
import type { Frame } from "./sizes.js";

/**
 * Observable Plot shifts some marks by half a pixel where a window has one device pixel per CSS pixel, and not elsewhere, so the same
 * chart would differ between Node and a page, and between two screens. The shift is read off a mark here and taken back
 * in every mark that has it: dots, texts, lines and links in both directions, rules across themselves, areas, bars and cells in none.
 */
const shift: number = /* @__PURE__ */ measureShift();

/** Takes the shift back in both directions. */
export const both: { readonly dx: number; readonly dy: number } = { dx: -shift, dy: -shift };

/** A mark of Plot, or a function that draws one. */
export type Mark = Plot.Markish;

export function dots(x: ArrayLike<number>, y: ArrayLike<number>, options: Plot.DotOptions): Mark {
  return Plot.dot(range(x.length), { ...both, ...options, x: channel(x), y: channel(y) });
}

export function line(x: ArrayLike<number>, y: ArrayLike<number>, options: Plot.LineOptions): Mark {
  return Plot.line(range(x.length), { ...both, ...options, x: channel(x), y: channel(y) });
}

/** What lies between a line and zero. */
export function area(x: ArrayLike<number>, y: ArrayLike<number>, options: Plot.AreaYOptions): Mark {
  // both ends are given: a single y would be stacked over zeros
  return Plot.areaY(range(x.length), { ...options, x: channel(x), y1: channel(zeros(y)), y2: channel(y) });
}

export function texts(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  text: readonly string[],
  options: Plot.TextOptions,
): Mark {
  const { dx = 0, dy = 0 } = options;
  const moved = { dx: dx + both.dx, dy: dy + both.dy };
  return Plot.text(range(x.length), { ...options, ...moved, x: channel(x), y: channel(y), text: [...text] });
}

/** Upright bars on a band scale. */
export function bars(x: ArrayLike<number>, height: ArrayLike<number>, options: Plot.BarYOptions): Mark {
  return Plot.barY(range(x.length), { ...options, x: channel(x), y1: channel(zeros(height)), y2: channel(height) });
}

/** Upright bars between two positions of a continuous scale. */
export function boxes(
  x1: ArrayLike<number>,
  x2: ArrayLike<number>,
  height: ArrayLike<number>,
  options: Plot.RectOptions,
): Mark {
  const sides = { x1: channel(x1), x2: channel(x2), y1: channel(zeros(height)), y2: channel(height) };
  return Plot.rect(range(x1.length), { inset: 0, ...options, ...sides });
}

/** Cells of a table on two band scales. */
export function cells(column: ArrayLike<number>, row: ArrayLike<number>, options: Plot.CellOptions): Mark {
  return Plot.cell(range(column.length), { inset: 0, ...options, x: channel(column), y: channel(row) });
}

/** One dot at a pixel of the picture. */
export function dotAt(frame: Frame, x: number, y: number, options: Plot.DotOptions): Mark {
  return Plot.dot([0], { ...options, ...pin(frame, x, y) });
}

/** One text at a pixel of the picture, from there to the right unless `options` say otherwise. */
export function textAt(frame: Frame, x: number, y: number, text: string, options: Plot.TextOptions): Mark {
  return Plot.text([text], { textAnchor: "start", lineAnchor: "middle", ...options, ...pin(frame, x, y) });
}

/** A mark that is one element, in pixels of the picture. */
export function drawing(element: SvgElement): Mark {
  // Plot only appends what a function mark returns; our elements have the part of SVGElement that this takes
  return () => element as unknown as SVGElement;
}

/** A mark that is one element, drawn where the scales of the chart put its values. */
export function drawingIn(frame: Frame, make: (plane: Plane) => SvgElement): Mark {
  // the scales of linear axes take a number and give a pixel
  return (_index, { x, y }) => make({ frame, x: x as Plane["x"], y: y as Plane["y"] }) as unknown as SVGElement;
}

/** A line across the chart at one value of y. */
export function levelLine(y: number, options: Plot.RuleYOptions): Mark {
  return Plot.ruleY([y], { dy: -shift, ...options });
}

/** The labels of the ticks below the chart, and lines at them where `grid` is a colour. */
export function bottomAxis(ticks: readonly number[], options: Plot.AxisXOptions, grid?: string): Mark[] {
  const labels = Plot.axisX([...ticks], { ...both, tickSize: 0, tickPadding: 8, label: null, ...options });
  if (grid === undefined) return [labels];
  return [Plot.gridX([...ticks], { dx: -shift, stroke: grid, strokeOpacity: 1 }), labels];
}

/** The labels of the ticks at the left of the chart, and lines at them where `grid` is a colour. */
export function leftAxis(ticks: readonly number[], options: Plot.AxisYOptions, grid?: string): Mark[] {
  const labels = Plot.axisY([...ticks], { ...both, tickSize: 0, tickPadding: 8, label: null, ...options });
  if (grid === undefined) return [labels];
  return [Plot.gridY([...ticks], { dy: -shift, stroke: grid, strokeOpacity: 1 }), labels];
}

function pin(frame: Frame, x: number, y: number): { frameAnchor: "top-left"; dx: number; dy: number } {
  return { frameAnchor: "top-left", dx: x - frame.left - shift, dy: y - frame.top - shift };
}

/** Numbers as Plot takes them. */
export function channel(values: ArrayLike<number>): { value: number[] } {
  return { value: Array.from(values) };
}

function zeros(like: ArrayLike<number>): number[] {
  return Array.from(like, () => 0);
}

/** 0 … length − 1, the data of a mark whose channels are arrays. */
export function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function measureShift(): number {
  // a tick of the left axis is moved by minus the shift before the common shift moves it back
  const [tick] = Plot.axisY([0], {}) as unknown as { readonly dx: number }[];
  return tick.dx === 0 ? 0 : -tick.dx;
}
