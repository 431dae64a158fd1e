import { type NDArray, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { type ParallelOptions, parallelAnalysis } from "./parallel-analysis.js";
import { profileDimension } from "./minka-dimension.js";

/**
 * How many components to keep, by what their variances are.
 *
 * - `{ variance: 0.95 }`: as few as explain that share of the total
 * - `"kaiser"`: those of more variance than a column has on average; 1, where columns are standardized (Kaiser 1960)
 * - `{ parallel: { rng, rounds, quantile } }`: those of more variance than in data of noise (Horn 1965)
 * - `"mle"`: the most probable dimension (Minka 2000)
 */
export type ComponentRule =
  | "kaiser"
  | "mle"
  | { readonly variance: number; readonly parallel?: undefined }
  | { readonly parallel: ParallelOptions; readonly variance?: undefined };

/** @throws {ValueError} for what is neither a rule nor an integer in [1, min(n, p)] */
export function requireComponentRule(op: string, rule: unknown, n: number, p: number): number | ComponentRule {
  const most = Math.min(n, p);
  if (typeof rule === "number") {
    if (Number.isInteger(rule) && rule >= 1 && rule <= most) return rule;
    throw new ValueError(
      op,
      `components must be an integer in [1, ${most}] for ${n} rows and ${p} columns`,
      kindOf(rule),
    );
  }
  if (rule === "kaiser") return rule;
  if (rule === "mle") {
    if (n >= p && p >= 2) return rule;
    const hint = 'Use "kaiser", or { parallel: {} }.';
    throw new ValueError(op, 'components "mle" need two columns, and as many rows', `${n} rows and ${p} columns`, hint);
  }
  const { variance, parallel } = (typeof rule === "object" && rule !== null ? rule : {}) as Record<string, unknown>;
  if (typeof parallel === "object" && parallel !== null && variance === undefined) return { parallel };
  if (variance === undefined || parallel !== undefined) {
    const rules = 'a number, "kaiser", "mle", { variance: share } or { parallel: {} }';
    throw new ValueError(op, `components must be ${rules}`, kindOf(rule));
  }
  if (typeof variance === "number" && variance > 0 && variance <= 1) return { variance };
  throw new ValueError(op, "the share of components must be in (0, 1]", kindOf(variance));
}

/**
 * How many the rule keeps, at least one.
 *
 * @param x `[n, p]`, the data that parallel analysis compares with
 * @param variances of all min(n, p) components, descending
 */
export function countComponents(op: string, rule: ComponentRule, x: NDArray, variances: ArrayLike<number>): number {
  const values = Array.from(variances);
  const [n, p]: readonly number[] = x.shape;
  if (rule === "kaiser") {
    const average = values.reduce((a, b) => a + b, 0) / p;
    return Math.max(1, values.filter((v) => v > average).length);
  }
  if (rule === "mle") return profileDimension(values, n);
  if (rule.parallel !== undefined) return Math.max(1, parallelAnalysis(op, x, values, rule.parallel));
  return explaining(values, rule.variance);
}

/** As few as explain the share; all of them where rounding leaves the sum below it. */
function explaining(values: readonly number[], share: number): number {
  const wanted = share * values.reduce((a, b) => a + b, 0);
  let explained = 0;
  const last = values.findIndex((v) => {
    explained += v;
    return explained >= wanted;
  });
  return last < 0 ? values.length : last + 1;
}
