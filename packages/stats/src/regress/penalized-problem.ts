import { type NDArray, ShapeError, array, matmul, mean } from "@linnet/core";
import { requireFinite, requireFloat } from "@linnet/core/extend";
import { requireTable } from "../prepare/table.js";
import { CovarianceUpdates } from "./covariance-updates.js";
import { centredGram } from "./centred-gram.js";
import { requireWeights } from "../example-weights.js";
import { ResidualUpdates } from "./residual-updates.js";

/** Gram matrices beyond this many columns take more memory than they are worth. */
const GRAM_COLUMNS = 4000;

/** ½‖y − X·w‖² of centred and weighted examples, seen one coordinate at a time. r is the residual y − X·w, at first y. */
export interface QuadraticLoss {
  /** ‖xⱼ‖²; exactly 0 for a column that does not vary. */
  readonly squares: Float64Array;
  /** ‖y‖² */
  readonly targetSquare: number;
  /** xⱼᵀ·r */
  slope(j: number): number;
  /** Moves wⱼ by `step`: r loses step·xⱼ. */
  move(j: number, step: number): void;
  /** Xᵀ·r, up to date until the next move. */
  slopes(): Float64Array;
  /** Products of some columns with one another. */
  gramOf(columns: readonly number[]): NDArray;
  /** ‖r‖² at `w`, where the moves led. */
  residualSquare(w: Float64Array): number;
}

/** Examples with what a fit on them needs. */
export interface Examples {
  /** `[n, p]`, as given. */
  readonly data: NDArray;
  readonly target: Float64Array;
  /** Sums to 1; `null` where all are 1/n. */
  readonly shares: Float64Array | null;
  readonly intercept: boolean;
}

/**
 * @param y `[n]`
 * @throws {ShapeError} unless there is a target for each row
 * @throws {ValueError} for NaN or infinite entries, and weights that are none
 */
export function requireExamples(
  op: string,
  x: NDArray,
  y: NDArray,
  options: { readonly weights?: NDArray; readonly intercept?: boolean },
): Examples {
  const data = requireTable(op, x);
  const n: number = data.shape[0];
  const targets = requireFloat(op, "y", y);
  if (targets.ndim !== 1 || targets.size !== n) {
    throw new ShapeError(op, `y must have a target for each of ${n} rows`, { y: targets.shape });
  }
  requireFinite(op, "y", targets);
  const weights = requireWeights(op, options.weights, n);
  const total = weights?.reduce((a, b) => a + b, 0) ?? n;
  return {
    data,
    target: Float64Array.from(targets.toTypedArray()),
    shares: weights?.map((w) => w / total) ?? null,
    intercept: options.intercept ?? true,
  };
}

/** The loss of centred examples, and their means, which give the intercept back. */
export interface CentredProblem {
  readonly loss: QuadraticLoss;
  readonly columnMeans: Float64Array;
  readonly targetMean: number;
}

/**
 * Rows times √shares, after the means were taken off (none without an intercept): then ½‖y − X·w‖² is half the mean squared error.
 *
 * @remarks Through the Gram matrix XᵀX, n·p² flops once and p a move, where that pays; else 2·n a move. What rounding of the
 *   Gram matrix costs is ε·‖y‖² of the objective: the lasso needs no more of a matrix than its products.
 */
export function centredProblem({ data, target, shares, intercept }: Examples): CentredProblem {
  const [n, p]: readonly number[] = data.shape;
  const columnMeans = intercept ? meansOf(data, shares) : new Float64Array(p);
  const targetMean = intercept ? meanOf(target, shares) : 0;
  const roots = shares === null ? Math.sqrt(1 / n) : shares.map(Math.sqrt);
  const scaled = target.map((v, i) => (v - targetMean) * (typeof roots === "number" ? roots : roots[i]));
  const floor = columnMeans.map((m) => (64 * Number.EPSILON * m) ** 2);
  const throughGram = p <= GRAM_COLUMNS && (p <= 500 || p <= 2 * n);
  const centred = { data, means: intercept ? columnMeans : null, roots };
  const loss = throughGram
    ? new CovarianceUpdates(centredGram(centred, scaled), floor)
    : new ResidualUpdates(centred, scaled, floor);
  return { loss, columnMeans, targetMean };
}

function meansOf(data: NDArray, shares: Float64Array | null): Float64Array {
  const means: NDArray = shares === null ? mean(data, { axis: 0 }) : matmul(array(shares) as NDArray, data);
  return Float64Array.from(means.toTypedArray());
}

function meanOf(values: Float64Array, shares: Float64Array | null): number {
  return shares === null
    ? values.reduce((a, b) => a + b, 0) / values.length
    : values.reduce((total, v, i) => total + v * shares[i], 0);
}
