import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type RealOf,
  type Shape,
  ValueError,
  abs,
  max,
  min,
  slice,
  squeeze,
  sum,
  zeros,
} from "@linnet/core";
import { batchDims, matrixDims, requireOptions } from "@linnet/core/extend";
import { realType } from "@linnet/kernels";
import { requireInexactMatrix } from "../operand/operands.js";
import { singularValuesOf } from "../svd/svd.js";
import type { BatchOf, Matrix } from "../operand/typed-shape.js";
import { nuclearNorm } from "./nuclear-norm.js";
import { normOver } from "./vector-norm.js";

/**
 * Which norm: `"fro"` √(Σ|aᵢⱼ|²), `"nuc"` Σsᵢ, 1 largest column sum, ∞ largest row sum, 2 largest singular value; the
 * negative ones take the smallest.
 */
export type MatrixOrd = "fro" | "nuc" | number; // Infinity has no literal type

/**
 * A norm of matrices, over the last two axes.
 *
 * @param a shape `[…, m, n]`
 * @param options `ord`: default `"fro"`
 * @returns real, shape `[…]`
 * @throws {ValueError} for another `ord`, and where singular values are needed, when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks `"fro"` over- and underflows only where the norm itself does. 2, −2 and `"nuc"` cost the singular values. `"nuc"` is as smooth as
 *   the polar factor, which is its gradient: at full rank, at repeated singular values too; 2 and −2 where their singular value is
 *   simple. Elsewhere a gradient is one of many.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §2.3; Array API `matrix_norm`
 */
export function matrixNorm<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "matrixNorm">,
  options?: { readonly ord?: MatrixOrd },
): NDArray<RealOf<Divided<D>>, BatchOf<S>> {
  const { ord = "fro" } = requireOptions("matrixNorm", options);
  return normOf("matrixNorm", requireInexactMatrix("matrixNorm", a as NDArray), ord);
}

/** The norm of matrices of a float or complex dtype, in the name of `op`. */
export function normOf(op: string, a: NDArray, ord: MatrixOrd): NDArray {
  if (ord !== "fro" && ord !== "nuc" && ![1, 2, Infinity].includes(Math.abs(ord))) {
    throw new ValueError(op, 'ord must be "fro", "nuc", 1, 2, Infinity, -1, -2 or -Infinity', String(ord));
  }
  if (Math.min(...matrixDims(a)) === 0) {
    const { name } = a.type.kind === "complex" ? realType(a.type) : a.type;
    return zeros(batchDims(a), { dtype: name });
  }
  switch (ord) {
    case "fro":
      return normOver(a, [a.ndim - 2, a.ndim - 1], 2, false);
    case "nuc":
      return nuclearNorm(op, a);
    case 2:
      return squeeze(slice(singularValuesOf(op, a), "...", "0:1"), -1);
    case -2:
      return squeeze(slice(singularValuesOf(op, a), "...", "-1:"), -1);
    default: {
      const sums = sum(abs(a), { axis: Math.abs(ord) === 1 ? -2 : -1 });
      return ord > 0 ? max(sums, { axis: -1 }) : min(sums, { axis: -1 });
    }
  }
}
