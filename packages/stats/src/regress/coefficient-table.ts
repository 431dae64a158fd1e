import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { StudentT } from "../distributions/student-t.js";

/** What is known of one coefficient. Numbers that do not exist are NaN. */
export interface CoefficientRow {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  /** estimate / standardError. */
  readonly t: number;
  /** Of both tails of Student's t. */
  readonly p: number;
  /** Ends of the confidence interval. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * The rows of a table of coefficients.
 *
 * @param df residual degrees of freedom; with none there is no t and no interval
 * @throws {ValueError} unless 0 < level < 1
 */
export function coefficientRows(
  op: string,
  names: readonly string[],
  estimates: ArrayLike<number>,
  standardErrors: ArrayLike<number>,
  df: number,
  level: number,
): readonly CoefficientRow[] {
  const width = quantileAt(op, df, level);
  return names.map((name, j) => {
    const [estimate, standardError] = [estimates[j], standardErrors[j]];
    const t = estimate / standardError;
    const half = width * standardError;
    return { name, estimate, standardError, t, p: twoSided(t, df), lower: estimate - half, upper: estimate + half };
  });
}

/** P(|T| > |t|) of Student's t; NaN where t is, or df is 0. */
export function twoSided(t: number, df: number): number {
  return df > 0 && !Number.isNaN(t) ? 2 * new StudentT(df).sf(Math.abs(t)) : NaN;
}

/** The quantile that leaves (1 − level)/2 above it; NaN where df is 0. @throws {ValueError} unless 0 < level < 1 */
export function quantileAt(op: string, df: number, level: number): number {
  if (!(level > 0 && level < 1)) throw new ValueError(op, "level must lie between 0 and 1", kindOf(level));
  return df > 0 ? new StudentT(df).isf((1 - level) / 2) : NaN;
}

/** The rows as text, in columns. */
export function coefficientText(rows: readonly CoefficientRow[], level: number): string {
  const tail = (1 - level) / 2;
  const head = ["", "estimate", "std. error", "t", "p", `${short(tail)}`, `${short(1 - tail)}`];
  const body = rows.map(({ name, estimate, standardError, t, p, lower, upper }) => [
    name,
    figure(estimate),
    figure(standardError),
    Number.isFinite(t) ? t.toFixed(3) : String(t),
    probability(p),
    figure(lower),
    figure(upper),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ");
  return [head, ...body].map(line).join("\n");
}

/** Five digits. */
export function figure(v: number): string {
  if (v === 0 || !Number.isFinite(v)) return String(v);
  const size = Math.abs(v);
  return size >= 1e6 || size < 1e-4 ? v.toExponential(4) : v.toPrecision(size >= 1e5 ? 6 : 5);
}

export function probability(p: number): string {
  return p === 0 || p >= 1e-4 || Number.isNaN(p) ? p.toFixed(4) : p.toExponential(2);
}

/** A level without the digits that rounding made. */
function short(v: number): string {
  return String(Number(v.toPrecision(6)));
}
