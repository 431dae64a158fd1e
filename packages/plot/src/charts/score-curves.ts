import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { type Mark, dots, line } from "../draw/marks.js";
import type { Figure } from "../figure.js";
import type { Page } from "../options.js";
import { classMark } from "../theme/classes.js";
import { type Colors, colorsOf } from "../theme/theme.js";
import { type Path, thinLine } from "./thin-line.js";

/** A curve in the unit square, with the number that sums it up. */
export interface ScoreCurve extends Path {
  /** Empty for the only one. */
  readonly name: string;
  readonly score: number;
  /** A point of the curve to be marked. */
  readonly point?: readonly [x: number, y: number];
}

/** How curves of scores differ. */
export interface CurveStyle {
  /** What the score of a curve is, as in a legend: AUC. */
  readonly scoreName: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly notes: readonly string[];
  /** What chance would draw, behind the curves. */
  readonly chance: (colors: Colors) => readonly Mark[];
}

/** Curves in the unit square, their scores in the legend, or below the title for a single one. */
export function drawScoreCurves(page: Page, curves: readonly ScoreCurve[], style: CurveStyle): Figure {
  const colors = colorsOf(page.theme);
  const looks = curves.map((_, k) => classMark(colors, k));
  const told = curves.map(({ name, score }) => `${name && `${name}: `}${style.scoreName} ${formatScore(score)}`);
  const thin = curves.map((curve) => thinLine(curve, 1, 1));
  return draw({
    page,
    ...(curves.length === 1
      ? { subtitle: told[0] }
      : { legend: { samples: told.map((name, k) => ({ name, kind: "line" as const, ...looks[k] })) } }),
    x: linearAxis("x", 0, 1, { label: `${style.xLabel} →`, grid: true }),
    y: linearAxis("y", 0, 1, { label: `↑ ${style.yLabel}`, grid: true }),
    ...(style.notes.length > 0 && { notes: style.notes }),
    frameHeight: (width) => Math.min(width, 480),
    marks: () => [
      ...style.chance(colors),
      ...thin.map(({ x, y }, k) => {
        const { color: stroke, dash: strokeDasharray } = looks[k];
        return line(x, y, { stroke, strokeWidth: 2.25, ...(strokeDasharray && { strokeDasharray }) });
      }),
      ...curves.flatMap(({ point }, k) => {
        if (!point) return [];
        return [
          dots([point[0]], [point[1]], { fill: looks[k].color, stroke: colors.surface, strokeWidth: 1.5, r: 5.5 }),
        ];
      }),
    ],
    sketch: {
      kind: "lines",
      xLabel: style.xLabel,
      yLabel: style.yLabel,
      log: false,
      series: thin.map(({ x, y }, k) => ({ name: told[k], x, y })),
    },
  });
}

/** To three decimals; what is not perfect is never written as 1. */
export function formatScore(score: number): string {
  const text = score.toFixed(3);
  return text === "1.000" && score < 1 ? "0.999" : text;
}

/** A sentence with the score of each curve. */
export function tellScores(curves: readonly ScoreCurve[], scoreName: string): string {
  if (curves.length === 1) return `The ${scoreName} is ${formatScore(curves[0].score)}.`;
  return `${scoreName[0].toUpperCase()}${scoreName.slice(1)}: ${curves.map(({ name, score }) => `${name} ${formatScore(score)}`).join(", ")}.`;
}
