import { ValueError } from "@linnet/core";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { type Mark, dots, levelLine, line, texts } from "../draw/marks.js";
import { FONT } from "../draw/sizes.js";
import { formatNumber, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { extent } from "../read/extent.js";
import { type Vector, readNumbers, requireFinite, requireLength } from "../read/numbers.js";
import { type Colors, colorsOf } from "../theme/theme.js";
import { radiusFor } from "./class-dots.js";

/** What a least-squares fit knows of each row's influence. */
interface Influence {
  /** hᵢ. */
  readonly leverage: Float64Array;
  /** Internally studentized residuals rᵢ; NaN where hᵢ = 1. */
  readonly residuals: Float64Array;
  readonly rank: number;
}

interface InfluenceModel {
  readonly leverage?: Vector;
  readonly rank?: number;
  readonly studentizedResiduals?: (kind: "internal") => Vector;
}

/** Cook's distances above which a row is said to move the fit. */
const CONTOURS = [0.5, 1] as const;

export function readInfluence(op: string, model: InfluenceModel): Influence {
  const { leverage, rank, studentizedResiduals } = model;
  if (leverage === undefined || rank === undefined || studentizedResiduals === undefined) {
    const hint = "Pass a fitted LinearRegression, for example.";
    throw new ValueError(op, "the model must have leverage, rank and studentizedResiduals", "one that has not", hint);
  }
  const h = readNumbers(op, "leverage", leverage, 1);
  requireFinite(op, "leverage", h.data);
  const r = readNumbers(op, "studentizedResiduals", model.studentizedResiduals?.("internal"), 1);
  requireLength(op, "studentizedResiduals", r, "leverage", h.data.length);
  if (r.data.some(Number.isFinite)) return { leverage: h.data, residuals: r.data, rank };
  throw new ValueError(op, "studentizedResiduals must hold a finite value", `${r.data[0]} only`);
}

/**
 * Studentized residuals over leverages, with the curves on which Cook's distance is 0.5 and 1:
 *
 *     D = r²·h/((1 − h)·rank),  so r = ±√(D·rank·(1 − h)/h)
 */
export function drawLeverage(op: string, influence: Influence, options: ChartOptions): Figure {
  const { leverage, residuals, rank } = influence;
  const rows = Array.from(leverage.keys()).filter((i) => Number.isFinite(residuals[i]));
  const x = Float64Array.from(rows, (i) => leverage[i]);
  const y = Float64Array.from(rows, (i) => residuals[i]);
  const cook = y.map((r, k) => (r * r * x[k]) / ((1 - x[k]) * rank));
  const far = rows.map((_, k) => k).filter((k) => cook[k] >= CONTOURS[0]);
  const most = cook.indexOf(extent(cook)[1]);
  const lost = leverage.length - rows.length;
  const page = readOptions(op, options, {
    title: "Residuals and leverage",
    description:
      `${rows.length} studentized residuals from ${extent(y).map(formatNumber).join(" to ")} over leverages from ` +
      `${extent(x).map(formatNumber).join(" to ")}. The largest of Cook's distances is ${formatNumber(cook[most])}, of row ${rows[most]}; ` +
      `${far.length} ${far.length === 1 ? "is" : "are"} 0.5 or more.`,
  });
  const colors = colorsOf(page.theme);
  const right = Math.min(extent(x)[1] * 1.08, 1);
  const [low, high] = paddedDomain(...extent([...extent(y), -2, 2]), 0.06);
  return draw({
    page,
    x: linearAxis("x", 0, right, { label: "leverage →" }),
    y: linearAxis("y", low, high, { label: "↑ studentized residual", grid: true }),
    legend: {
      samples: CONTOURS.map((D, k) => ({ name: `Cook's distance ${D}`, kind: "line", color: colors.second, ...(k === 0 && { dash: "5 4" }) })), // prettier-ignore
    },
    ...(lost > 0 && {
      notes: [`${lost === 1 ? "1 row has" : `${lost} rows have`} leverage 1 and no studentized residual.`],
    }),
    marks: () => [
      levelLine(0, { stroke: colors.ink, strokeWidth: 1.25 }),
      ...CONTOURS.flatMap((D, k) => contours(D * rank, right, [low, high], colors, k === 0 ? "5 4" : undefined)),
      dots(x, y, { fill: colors.accent, fillOpacity: 0.7, r: radiusFor(x.length) }),
      texts(
        far.map((k) => x[k]),
        far.map((k) => y[k]),
        far.map((k) => String(rows[k])),
        {
          fontSize: FONT.tick,
          fontWeight: 600,
          fill: colors.ink,
          stroke: colors.surface,
          strokeWidth: 3,
          lineAnchor: "bottom",
          dy: -6,
        },
      ),
    ],
    sketch: { kind: "points", x, y, names: [] },
  });
}

/** r = ±√(level·(1 − h)/h) as far as it is inside the chart. */
function contours(level: number, right: number, [low, high]: [number, number], colors: Colors, dash?: string): Mark[] {
  const h = Float64Array.from({ length: 200 }, (_, i) => (right * (i + 1)) / 200);
  return [-1, 1].map((side) => {
    const r = h.map((leverage) => side * Math.sqrt((level * (1 - leverage)) / leverage));
    const inside = r.map((value) => (value >= low && value <= high ? value : Number.NaN));
    return line(h, inside, { stroke: colors.second, strokeWidth: 1.5, ...(dash && { strokeDasharray: dash }) });
  });
}
