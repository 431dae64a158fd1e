import { type NDArray, matmul, matrixTranspose, mul } from "@linnet/core";
import { withElements } from "@linnet/core/extend";
import { conjugate } from "../operand/adjoint.js";
import { columnOf } from "../operand/column-of.js";
import { epsilonOf } from "../operand/epsilon.js";
import { perMatrix } from "../operand/per-matrix.js";
import { withValue } from "../operand/with-value.js";
import { svdFactors } from "../svd/svd.js";
import { leftOutProducts } from "./left-out-products.js";
import { liftedAdjugate } from "./lifted-adjugate.js";
import { luFactors } from "./lu-factor.js";
import { slogdetFromLu } from "./slogdet.js";

/** det A and what is known of A, to find its gradient from. */
export interface DetPoint {
  readonly a: NDArray;
  /** det A, one per matrix. */
  readonly d: NDArray;
  /** An estimate of the condition, one per matrix. */
  readonly condition: () => NDArray;
  readonly inverseTransposed: () => NDArray;
}

/**
 * The matrix of cofactors of A, the gradient of det A: det A·A⁻ᵀ where the inverse has digits, and where one of a batch has few or
 * none, for all from the singular value decomposition.
 */
export function cofactorsOf(point: DetPoint): NDArray {
  const { a, d } = point;
  if (hasDigits(point)) return mul(perMatrix(d), point.inverseTransposed());
  return cofactorsFromSvd("det", a, svdFactors("det", a));
}

/**
 * The matrix of cofactors of A = U·S·Vᴴ,
 *
 *     C = ω·Ū·diag(πᵢ)·Vᵀ,  πᵢ = ∏ⱼ≠ᵢ sⱼ,  ω = det U·det Vᴴ
 *
 * which divides by nothing: π is 0 at rank n − 2 and less. Its derivatives are those of `liftedAdjugate`.
 */
export function cofactorsFromSvd(op: string, a: NDArray, factors: readonly NDArray[]): NDArray {
  const [U, S, Vh] = factors;
  const orientation = perMatrix(mul(orientationOf(op, U), orientationOf(op, Vh)));
  const inside = mul(leftOutProducts(columnOf(S)), conjugate(Vh));
  const value = mul(orientation, matmul(conjugate(U), inside));
  return withValue(matrixTranspose(liftedAdjugate(op, a, factors)), value);
}

/** det Q of unitary matrices. */
function orientationOf(op: string, Q: NDArray): NDArray {
  return slogdetFromLu(luFactors(op, Q))[0];
}

/** Whether det A·A⁻ᵀ and its derivatives, in which condition numbers cancel, keep half of the digits. */
function hasDigits({ a, d, condition }: DetPoint): boolean {
  const least = Math.sqrt(epsilonOf(a.type));
  const [small, large] =
    a.type.name === "float32" || a.type.name === "complex64" ? [2 ** -100, 2 ** 100] : [1e-280, 1e280];
  const sizes = numbersOf(d);
  if (sizes.some((size) => !(size > small && size < large))) return false;
  return numbersOf(condition()).every((k) => k * least < 1);
}

/** Magnitudes, of complex numbers those of the larger part. */
function numbersOf(x: NDArray): readonly number[] {
  const numbers = Array.from(withElements(x).toTypedArray(), (value) => Math.abs(Number(value)));
  if (x.type.kind !== "complex") return numbers;
  return numbers.flatMap((value, i) => (i % 2 === 0 ? [Math.max(value, numbers[i + 1])] : []));
}
