import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type RealOf,
  type Shape,
  ShapeError,
  div,
  equal,
  expandDims,
  eye,
  mul,
  where,
} from "@linnet/core";
import { matrixDims, requireOptions, requireSquare } from "@linnet/core/extend";
import { inverseOf } from "./inv.js";
import { luFactors } from "./lu-factor.js";
import { type MatrixOrd, normOf } from "./matrix-norm.js";
import { requireInexactMatrix } from "./operands.js";
import { slogdetFromLu } from "./slogdet.js";
import type { BatchOf, Matrix } from "./typed-shape.js";

/**
 * The condition number: by what factor relative changes of A or b may be magnified in the solution of A·x = b.
 *
 *     κ(A) = ‖A‖·‖A⁻¹‖,  s₁/sₖ for the 2-norm
 *
 * @param a shape `[…, m, n]`; square unless `ord` is ±2
 * @param options `ord`: as in `matrixNorm`, default 2
 * @returns real, shape `[…]`; Infinity for a singular matrix
 * @throws {ShapeError} when A is not square where it must be, or empty
 * @throws {ValueError} when an entry is NaN or infinite, or for an `ord` that is none
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks Exact, not an estimate: the cost of the singular values, or of the inverse.
 */
export function cond<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "cond">,
  options?: { readonly ord?: MatrixOrd },
): NDArray<RealOf<Divided<D>>, BatchOf<S>> {
  const matrix = requireInexactMatrix("cond", a as NDArray);
  if (Math.min(...matrixDims(matrix)) === 0) throw new ShapeError("cond", "a must not be empty", { a: matrix.shape });
  const { ord = 2 } = requireOptions("cond", options);
  if (ord === 2 || ord === -2) return ratio(normOf("cond", matrix, ord), normOf("cond", matrix, -ord));
  return throughInverse(requireSquare("cond", matrix), ord);
}

/** x/y, Infinity where y is 0. */
function ratio(x: NDArray, y: NDArray): NDArray {
  const zero = equal(y, 0);
  return where(zero, Infinity, div(x, where(zero, 1, y)));
}

function throughInverse(a: NDArray, ord: MatrixOrd): NDArray {
  const singular = equal(slogdetFromLu(luFactors("cond", a))[0], 0);
  const identity: NDArray = eye(matrixDims(a)[0], { dtype: a.dtype });
  const safe: NDArray = where(expandDims(expandDims(singular, -1), -1), identity, a);
  const product = mul(normOf("cond", a, ord), normOf("cond", inverseOf("cond", safe), ord));
  return where(singular, Infinity, product);
}
