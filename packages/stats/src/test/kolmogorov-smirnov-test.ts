import { type NDArray, ValueError } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type Alternative, type AlternativeOptions, requireAlternative, requireWord } from "./alternative.js";
import type { Method } from "./exact.js";
import { kolmogorovLimit, kolmogorovTail, smirnovTail } from "./kolmogorov.js";
import { type Report, withReport } from "./report.js";
import { requireSample } from "./sample.js";

/** Products m·n up to which `"auto"` counts paths: some 0.1 s. */
const PATHS = 1e7;

/** From here on the two-sided distribution is taken from its limit and the terms that follow. */
const LONG = 1000;

export interface KolmogorovSmirnovOptions extends AlternativeOptions {
  /** `"auto"` (default): exact for samples up to 1000, of two up to m·n = 10⁷; the limit beyond. */
  readonly method?: Method;
}

/** What Kolmogorov and Smirnov's test found. */
export interface KolmogorovSmirnovTest extends Report {
  /** D, the largest distance of the two distribution functions; D⁺ or D⁻ with a one-sided alternative. */
  readonly statistic: number;
  readonly pValue: number;
  readonly alternative: Alternative;
  readonly method: "exact" | "asymptotic";
}

/** A distribution with `cdf` of numbers, as all here have. */
export interface HasCdf {
  cdf(x: number): number;
}

/**
 * Kolmogorov and Smirnov's test: whether a sample is from a continuous distribution that is known in full, or whether two samples are from the
 * same one.
 *
 *     D = sup |F̂(x) − F(x)|,  D⁺ = sup (F̂ − F) for "greater",  D⁻ = sup (F − F̂) for "less"
 *
 * A distribution whose parameters were estimated from the sample makes p-values too large.
 *
 * @param x `[n]`
 * @param other a distribution, or `[m]`
 * @throws {ShapeError} for an empty sample
 * @throws {ValueError} for values that are not finite, and what has no `cdf`
 * @remarks The exact distribution of one sample is Marsaglia, Tsang & Wang's matrix power, or twice the one-sided tail where that is the same
 * to the last digit; of two, a recursion over paths in positive terms, O(m·n). Ties between samples make the latter conservative.
 * @see Marsaglia, Tsang & Wang, *Evaluating Kolmogorov's distribution*, 2003; Simard & L'Ecuyer, *Computing the two-sided Kolmogorov–Smirnov
 * distribution*, 2011; Hodges, *The significance probability of the Smirnov two-sample test*, 1958
 * @example
 * const { pValue } = kolmogorovSmirnovTest(random(0).normal([40]), new Normal());
 */
export function kolmogorovSmirnovTest(
  x: NDArray,
  other: NDArray | HasCdf,
  options?: KolmogorovSmirnovOptions,
): KolmogorovSmirnovTest {
  const op = "kolmogorovSmirnovTest";
  const { alternative: asked, method = "auto" } = requireOptions<KolmogorovSmirnovOptions>(op, options);
  const alternative = requireAlternative(op, asked);
  requireWord(op, "method", method, ["auto", "exact", "asymptotic"]);
  const sample = requireSample(op, "x", x, 1).sort();
  if (typeof (other as HasCdf | null | undefined)?.cdf === "function") {
    return ofOne(sample, other as HasCdf, alternative, method); // as just seen
  }
  return ofTwo(sample, requireSample(op, "the other sample", other as NDArray, 1).sort(), alternative, method);
}

function ofOne(x: Float64Array, law: HasCdf, alternative: Alternative, method: Method): KolmogorovSmirnovTest {
  const n = x.length;
  let [above, below] = [0, 0];
  x.forEach((value, i) => {
    const F = law.cdf(value);
    if (!(F >= 0 && F <= 1))
      throw new ValueError("kolmogorovSmirnovTest", "cdf must lie in [0, 1]", `${F} at ${value}`);
    above = Math.max(above, (i + 1) / n - F);
    below = Math.max(below, F - i / n);
  });
  const statistic = pick(above, below, alternative);
  const isExact = method === "exact" || (method === "auto" && (alternative !== "two-sided" || n <= LONG));
  return finish("One-sample", statistic, oneSamplePValue(statistic, n, alternative, isExact), alternative, isExact);
}

function oneSamplePValue(d: number, n: number, alternative: Alternative, isExact: boolean): number {
  if (alternative === "two-sided") return isExact ? kolmogorovTail(n, d) : kolmogorovLimit(n, d);
  return isExact ? smirnovTail(n, d) : Math.exp(-2 * n * d * d);
}

function ofTwo(x: Float64Array, y: Float64Array, alternative: Alternative, method: Method): KolmogorovSmirnovTest {
  const [m, n] = [x.length, y.length];
  // distances times m·n are integers, which compare exactly
  let [above, below, i, j] = [0, 0, 0, 0];
  while (i < m && j < n) {
    const value = Math.min(x[i], y[j]);
    while (i < m && x[i] === value) i++;
    while (j < n && y[j] === value) j++;
    above = Math.max(above, i * n - j * m);
    below = Math.max(below, j * m - i * n);
  }
  const distance = pick(above, below, alternative);
  const isExact = method === "exact" || (method === "auto" && m * n <= PATHS);
  const pValue = isExact ? pathsOutside(m, n, distance, alternative) : twoSampleLimit(m, n, distance, alternative);
  return finish("Two-sample", distance / (m * n), pValue, alternative, isExact);
}

/**
 * Share of the orders of m + n values, paths from (0, 0) to (m, n), that somewhere reach the distance:
 *
 *     A(i, j) = 1 where it is reached, else i/(i + j)·A(i − 1, j) + j/(i + j)·A(i, j − 1)
 */
function pathsOutside(m: number, n: number, distance: number, alternative: Alternative): number {
  if (distance === 0) return 1;
  const reached = (i: number, j: number) => {
    const gap = i * n - j * m; // D⁺ and D⁻ have the same distribution
    return (alternative === "two-sided" ? Math.abs(gap) : gap) >= distance;
  };
  const row = new Float64Array(n + 1);
  for (let i = 0; i <= m; i++) {
    for (let j = 0; j <= n; j++) {
      if (reached(i, j)) row[j] = 1;
      else row[j] = i + j === 0 ? 0 : (i * row[j] + (j > 0 ? j * row[j - 1] : 0)) / (i + j);
    }
  }
  return row[n];
}

/** One-sided with Hodges' correction; two-sided as one sample of m·n/(m + n), rounded. */
function twoSampleLimit(m: number, n: number, distance: number, alternative: Alternative): number {
  const d = distance / (m * n);
  const size = (m * n) / (m + n);
  if (alternative === "two-sided") return kolmogorovLimit(Math.round(size), d);
  const [large, small] = [Math.max(m, n), Math.min(m, n)];
  const z = Math.sqrt(size) * d;
  const correction = (2 * z * (large + 2 * small)) / Math.sqrt(large * small * (large + small)) / 3;
  return Math.min(1, Math.exp(-2 * z * z - correction));
}

function pick(above: number, below: number, alternative: Alternative): number {
  if (alternative === "two-sided") return Math.max(above, below);
  return alternative === "greater" ? above : below;
}

function finish(
  kind: string,
  statistic: number,
  pValue: number,
  alternative: Alternative,
  isExact: boolean,
): KolmogorovSmirnovTest {
  const method = isExact ? ("exact" as const) : ("asymptotic" as const);
  return withReport(`${kind} Kolmogorov–Smirnov test`, { statistic, pValue, alternative, method });
}
