import { type NDArray, array } from "@linnet/core";
import { matrixRank, solve } from "@linnet/linalg";
import type { LeastSquaresRecord } from "./least-squares-inference.js";
import type { Design, LinearFit } from "./linear-fit.js";
import { type RobustKind, robustCovariance } from "./robust-covariance.js";

/** The inference of a fit, in the coefficients of its own columns. */
export function inferenceRecord(
  design: Design,
  fit: LinearFit,
  gram: Float64Array,
  pseudo: () => Float64Array,
  robust: RobustKind | undefined,
): LeastSquaresRecord {
  const { op, names, y, intercept } = design;
  const { kept, residualSquares, modelSquares, totalSquares } = fit;
  const [n, k, rank] = [y.high.length, names.length, kept.length];
  const leverage = fit.leverage();
  const df = n - rank;
  const variance = df > 0 ? residualSquares / df : NaN;
  const inner =
    robust === undefined
      ? gram.map((v) => v * variance)
      : robustCovariance(op, robust, pseudo(), fit.residuals, leverage).map((v) => (df > 0 ? v : NaN));

  const estimates = new Float64Array(k);
  const covariance = new Float64Array(k * k).fill(NaN);
  kept.forEach((column, a) => {
    estimates[column] = fit.estimates[a][0];
    kept.forEach((other, b) => (covariance[column * k + other] = inner[a * rank + b]));
  });
  const weights = design.weights ?? new Float64Array(n).fill(1);
  const residuals = fit.residuals.map((e, i) => e / Math.sqrt(weights[i]));
  const dfModel = rank - (intercept ? 1 : 0);
  let f = NaN;
  if (dfModel > 0 && df > 0 && totalSquares > 0) {
    f =
      robust === undefined || residualSquares === 0
        ? modelSquares / dfModel / variance
        : wald(fit, inner, rank - dfModel);
  }
  return {
    terms: names,
    estimates: array(estimates),
    covariance: array(covariance, { shape: [k, k] }),
    aliased: names.filter((_, j) => !kept.includes(j)),
    rank,
    hasIntercept: intercept,
    fitted: array(residuals.map((e, i) => y.high[i] - e)) as LeastSquaresRecord["fitted"],
    residuals: array(residuals) as LeastSquaresRecord["residuals"],
    leverage: array(leverage) as LeastSquaresRecord["leverage"],
    weights: array(weights) as LeastSquaresRecord["weights"],
    residualSquares,
    modelSquares,
    totalSquares,
    f,
    conditionNumber: fit.conditionNumber(),
    covarianceKind: robust ?? "plain",
  };
}

/** bᵀ·V⁻¹·b/q of the q coefficients from `first` on; NaN where fewer residuals than q carry V. */
function wald({ estimates }: LinearFit, covariance: Float64Array, first: number): number {
  const rank = estimates.length;
  const q = rank - first;
  const b = Float64Array.from({ length: q }, (_, i) => estimates[first + i][0]);
  // in units of the standard errors, so that scales of columns do not count
  const unit = b.map((_, i) => Math.sqrt(covariance[(first + i) * (rank + 1)]));
  const data = Float64Array.from({ length: q * q }, (_, at) => {
    const [i, j] = [Math.floor(at / q), at % q];
    return covariance[(first + i) * rank + first + j] / unit[i] / unit[j];
  });
  if (data.some((v) => !Number.isFinite(v))) return NaN;
  const V: NDArray = array(data, { shape: [q, q] });
  if (matrixRank(V).item() < q) return NaN;
  const scaled = b.map((v, i) => v / unit[i]);
  const x = solve(V, array(scaled) as NDArray).toTypedArray();
  return scaled.reduce((sum, v, i) => sum + v * x[i], 0) / q;
}
