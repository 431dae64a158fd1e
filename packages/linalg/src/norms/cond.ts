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
  eye,
  mul,
  slice,
  squeeze,
  where,
} from "@linnet/core";
import { matrixDims, requireFinite, requireOptions, requireSquare } from "@linnet/core/extend";
import { DerivativeError } from "../errors.js";
import { refuseWhere } from "../operand/refuse-where.js";
import { inverseOf } from "../lu/inv.js";
import { luFactors } from "../lu/lu-factor.js";
import { type MatrixOrd, normOf } from "./matrix-norm.js";
import { requireInexactMatrix } from "../operand/operands.js";
import { scaled } from "../operand/scaled.js";
import { slogdetFromLu } from "../lu/slogdet.js";
import { singularValuesOf } from "../svd/svd.js";
import type { BatchOf, Matrix } from "../operand/typed-shape.js";
import { perMatrix } from "../operand/per-matrix.js";

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
 * @remarks Exact, not an estimate: the cost of the singular values, or of the inverse. No power of two that A is multiplied by
 *   changes it.
 */
export function cond<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "cond">,
  options?: { readonly ord?: MatrixOrd },
): NDArray<RealOf<Divided<D>>, BatchOf<S>> {
  const matrix = requireInexactMatrix("cond", a as NDArray);
  if (Math.min(...matrixDims(matrix)) === 0) throw new ShapeError("cond", "a must not be empty", { a: matrix.shape });
  const { ord = 2 } = requireOptions("cond", options);
  if (ord === 2 || ord === -2) {
    const values = singularValuesOf("cond", matrix);
    const largest: NDArray = squeeze(slice(values, "...", "0:1"), -1);
    const smallest: NDArray = squeeze(slice(values, "...", "-1:"), -1);
    return ord > 0 ? ratio(largest, smallest) : ratio(smallest, largest);
  }
  return throughInverse(requireSquare("cond", matrix), ord);
}

/** x/y, Infinity where y is 0. */
function ratio(x: NDArray, y: NDArray): NDArray {
  const zero = equal(y, 0);
  return refuseWhere(where(zero, Infinity, div(x, where(zero, 1, y))), zero, infinite);
}

function throughInverse(a: NDArray, ord: MatrixOrd): NDArray {
  requireFinite("cond", "a", a);
  const b = scaled(a, [-2, -1]); // κ is the same, and inverses of small matrices do not overflow
  const singular = equal(slogdetFromLu(luFactors("cond", b))[0], 0);
  const identity: NDArray = eye(matrixDims(a)[0], { dtype: a.dtype });
  const safe: NDArray = where(perMatrix(singular), identity, b);
  const product = mul(normOf("cond", safe, ord), normOf("cond", inverseOf("cond", safe), ord));
  return refuseWhere(where(singular, Infinity, product), singular, infinite);
}

function infinite(): DerivativeError {
  const hint = "Use matrixNorm with ord -2, the distance to the nearest singular matrix.";
  return new DerivativeError("cond", "the derivative needs a finite condition", "a singular matrix", hint);
}
