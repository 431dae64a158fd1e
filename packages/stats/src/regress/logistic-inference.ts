import { type NDArray, array, matmul, scope } from "@linnet/core";
import { NotPositiveDefiniteError, cholesky } from "@linnet/linalg";
import type { LogisticDesign } from "./logistic-design.js";
import { logisticHessian } from "./logistic-hessian.js";
import type { LogisticObjective, LogisticPoint } from "./logistic-objective.js";

/**
 * Covariance of the maximum likelihood estimates: the inverse of the observed information, n·H at the maximum, carried over to the units
 * of the columns. Class by class but the first: intercept, if there is one, then columns.
 *
 * @param total sum of the weights
 */
export function coefficientCovariance(
  objective: LogisticObjective,
  design: LogisticDesign,
  point: LogisticPoint,
  total: number,
): NDArray | null {
  const { scores, block, size } = objective;
  const jacobian = blockJacobian(design, objective.examples.intercept);
  try {
    return scope(() => {
      // with L·Lᵀ = H: J·H⁻¹·Jᵀ = (L⁻¹·Jᵀ)ᵀ·(L⁻¹·Jᵀ), of J one block a class
      const whole = new Float64Array(size * size);
      for (let a = 0; a < scores; a++) {
        for (let i = 0; i < block; i++) {
          const row = (a * block + i) * size + a * block;
          whole.set(jacobian.subarray(i * block, (i + 1) * block), row);
        }
      }
      const J: NDArray = array(whole, { shape: [size, size] });
      const inverse: NDArray = cholesky(logisticHessian(objective, point)).solve(J.T as NDArray);
      const product = (matmul(J, inverse) as NDArray).toTypedArray();
      return array(
        Float64Array.from(product, (v, at) => {
          const [i, j] = [Math.floor(at / size), at % size];
          return (v + product[j * size + i]) / (2 * total);
        }),
        { shape: [size, size] },
      ) as NDArray;
    });
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
}

/** From θ of a class (v, then b) to its intercept and coefficients: w = T·v, and b − taken·w before it. */
function blockJacobian({ transform, taken }: LogisticDesign, intercept: boolean): Float64Array {
  const q = taken.length;
  const block = q + (intercept ? 1 : 0);
  const T = (transform as NDArray).toTypedArray(); // an unpenalized design has one
  const jacobian = new Float64Array(block * block);
  const first = intercept ? 1 : 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      jacobian[(first + i) * block + j] = T[i * q + j];
      if (intercept) jacobian[j] -= taken[i] * T[i * q + j];
    }
  }
  if (intercept) jacobian[q] = 1;
  return jacobian;
}
