import {
  type Dim,
  LinnetError,
  type NDArray,
  add,
  diagonal,
  div,
  eye,
  log,
  matmul,
  mean,
  mul,
  scope,
  slice,
  sqrt,
  square,
  stack,
  sub,
  sum,
} from "@linnet/core";
import { NotPositiveDefiniteError, cholesky, solveTriangular } from "@linnet/linalg";

/**
 * What covariances the components of a mixture have: each its own (`"full"`), one for all (`"tied"`), each one without correlations
 * (`"diagonal"`), each the same variance in all directions (`"spherical"`).
 */
export type CovarianceForm = "full" | "tied" | "diagonal" | "spherical";

/** The shape of the covariances of k components in p columns. */
export type CovarianceShape<C extends CovarianceForm, K extends Dim, P extends Dim> = C extends "full"
  ? readonly [K, P, P]
  : C extends "tied"
    ? readonly [P, P]
    : C extends "diagonal"
      ? readonly [K, P]
      : readonly [K];

/** A component of a mixture that has shrunk onto a point or a plane, or lost all its points: likelihood has no maximum there. */
export class CollapsedComponentError extends LinnetError {
  constructor(
    op: string,
    /** Which, from 0. */
    readonly component: number,
    got: string,
  ) {
    const hint = 'Raise regularization, ask for fewer components, or give them one covariance: covariance "tied".';
    super(op, `every component must keep points around it on all sides; got ${got}. ${hint}`);
  }
}

/** Covariances of one form: how they follow from points, and what they make of densities. All arrays are float64. */
export interface CovarianceRule {
  /** What sizes of arrays are called. */
  readonly sizes: readonly ("k" | "p")[];
  /**
   * @param data `[n, p]`
   * @param shares how much of each point belongs to each component, `[n, k]`
   * @param totals sums of shares, `[k]`
   * @param means `[k, p]`
   * @param regularization what is added to every variance
   */
  estimate(data: NDArray, shares: NDArray, totals: NDArray, means: NDArray, regularization: number): NDArray;
  /** Of component j: what turns z ~ N(0, I) into the component about its mean, lower triangular or a diagonal. @throws {CollapsedComponentError} */
  factor(op: string, covariances: NDArray, j: number): Factor;
  /** How many numbers are free. */
  parameters(k: number, p: number): number;
}

/** A square root of a covariance: a lower triangle `[p, p]`, or what it has on its diagonal, `[p]` or 0-d. */
export interface Factor {
  readonly root: NDArray;
  readonly isTriangle: boolean;
}

const full: CovarianceRule = {
  sizes: ["k", "p", "p"],
  estimate(data, shares, totals, means, regularization) {
    const ridge = mul(eye(data.shape[1]), regularization) as NDArray;
    const each = Array.from({ length: means.shape[0] }, (_, j) =>
      scope(() => add(div(scatter(data, shares, means, j), totals.at(j) as NDArray), ridge) as NDArray),
    );
    return stack(each) as NDArray;
  },
  factor: (op, covariances, j) => triangleOf(op, covariances.at(j) as NDArray, j),
  parameters: (k, p) => (k * p * (p + 1)) / 2,
};

const tied: CovarianceRule = {
  sizes: ["p", "p"],
  estimate(data, shares, totals, means, regularization) {
    const ridge = mul(eye(data.shape[1]), regularization) as NDArray;
    const together = Array.from({ length: means.shape[0] }, (_, j) => j).reduce<NDArray | null>(
      (so, j) =>
        scope(() => (so === null ? scatter(data, shares, means, j) : add(so, scatter(data, shares, means, j)))),
      null,
    );
    return add(div(together as NDArray, sum(totals) as NDArray), ridge) as NDArray; // there is a component
  },
  factor: (op, covariances, j) => triangleOf(op, covariances, j),
  parameters: (_k, p) => (p * (p + 1)) / 2,
};

const diagonals: CovarianceRule = {
  sizes: ["k", "p"],
  estimate(data, shares, totals, means, regularization) {
    const each = Array.from({ length: means.shape[0] }, (_, j) =>
      scope(() => {
        const squares = square(sub(data, means.at(j) as NDArray));
        return matmul((slice(shares, ":", `${j}:${j + 1}`) as NDArray).T as NDArray, squares).at(0) as NDArray;
      }),
    );
    const rows = stack(each) as NDArray;
    return add(div(rows, totals.reshape([-1, 1]) as NDArray), regularization) as NDArray;
  },
  factor: (op, covariances, j) => deviationsOf(op, covariances.at(j) as NDArray, j),
  parameters: (k, p) => k * p,
};

const spherical: CovarianceRule = {
  sizes: ["k"],
  estimate: (data, shares, totals, means, regularization) =>
    mean(diagonals.estimate(data, shares, totals, means, regularization), { axis: 1 }) as NDArray,
  factor: (op, covariances, j) => deviationsOf(op, covariances.at(j) as NDArray, j),
  parameters: (k) => k,
};

export const covarianceRules: Readonly<Record<CovarianceForm, CovarianceRule>> = {
  full,
  tied,
  diagonal: diagonals,
  spherical,
};

/** Σᵢ rᵢⱼ·(xᵢ − μⱼ)(xᵢ − μⱼ)ᵀ, symmetric to the last bit: each row has √r. */
function scatter(data: NDArray, shares: NDArray, means: NDArray, j: number): NDArray {
  const weighted = mul(
    sub(data, means.at(j) as NDArray) as NDArray,
    sqrt(slice(shares, ":", `${j}:${j + 1}`)) as NDArray,
  );
  return matmul((weighted as NDArray).T as NDArray, weighted) as NDArray;
}

function triangleOf(op: string, covariance: NDArray, j: number): Factor {
  try {
    return { root: cholesky(covariance).L as NDArray, isTriangle: true };
  } catch (error) {
    if (!(error instanceof NotPositiveDefiniteError)) throw error;
    const got = `a covariance of component ${j} that is not positive definite`;
    throw new CollapsedComponentError(op, j, got);
  }
}

function deviationsOf(op: string, variances: NDArray, j: number): Factor {
  if (variances.toTypedArray().every((v) => v > 0)) return { root: sqrt(variances) as NDArray, isTriangle: false };
  throw new CollapsedComponentError(op, j, `a variance of component ${j} that is 0`);
}

/**
 * log N(x; μⱼ, Σⱼ) of every row of `data` under every component, `[n, k]`.
 *
 *     −½·(p·log 2π + log det Σ + ‖L⁻¹·(x − μ)‖²),  Σ = L·Lᵀ
 *
 * @throws {CollapsedComponentError} for a covariance that is not positive definite
 */
export function componentDensities(
  op: string,
  rule: CovarianceRule,
  data: NDArray,
  means: NDArray,
  covariances: NDArray,
): NDArray {
  const p = data.shape[1] as number;
  const each = Array.from({ length: means.shape[0] }, (_, j) =>
    scope(() => {
      const { root, isTriangle } = rule.factor(op, covariances, j);
      const gaps = sub(data, means.at(j) as NDArray) as NDArray;
      const squares = isTriangle
        ? sum(square(solveTriangular(root, gaps.T as NDArray, "lower") as NDArray), { axis: 0 })
        : sum(square(div(gaps, root) as NDArray), { axis: 1 });
      const diagonalOf: NDArray = isTriangle ? diagonal(root) : root;
      const times = diagonalOf.size === p ? 1 : p; // of a spherical one there is one entry for all
      const constant = p * Math.log(2 * Math.PI) + 2 * times * (sum(log(diagonalOf)) as NDArray).item();
      return mul(add(squares as NDArray, constant), -0.5) as NDArray;
    }),
  );
  return stack(each, { axis: 1 }) as NDArray;
}
