import { type Check, type DType, type NDArray, type Shape, greater, mul, slice, sum } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { requireInexactMatrix } from "../operand/operands.js";
import { type RankOptions, relativeTolerance } from "./rank-tolerance.js";
import { singularValuesOf } from "../svd/svd.js";
import type { BatchOf, Matrix } from "../operand/typed-shape.js";

/**
 * The numerical rank: how many singular values exceed rtol·s₁.
 *
 * @param a shape `[…, m, n]`
 * @param options `rtol`; default max(m, n)·ε, what rounding A's entries may move singular values by
 * @returns int32, shape `[…]`
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.5.8
 */
export function matrixRank<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "matrixRank">,
  options?: RankOptions,
): NDArray<"int32", BatchOf<S>> {
  const matrix = requireInexactMatrix("matrixRank", a as NDArray);
  const { rtol } = requireOptions("matrixRank", options);
  return countRank(singularValuesOf("matrixRank", matrix), relativeTolerance("matrixRank", matrix, rtol));
}

/** How many of the descending values in the last axis exceed `rtol` times the first. */
export function countRank(values: NDArray, rtol: number): NDArray<"int32"> {
  return sum(greater(values, mul(slice(values, "...", "0:1"), rtol)), { axis: -1 }) as NDArray<"int32">;
}
