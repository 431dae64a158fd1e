import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  add,
  conj,
  expandDims,
  eye,
  matmul,
  mul,
  prod,
  sub,
  sum,
} from "@linnet/core";
import { type Primitive, bind, elements, matrices, primitive, requireSquare, withElements } from "@linnet/core/extend";
import { firstZeroPivot } from "../blocked/lu/lu.js";
import { complexProduct } from "./complex-lu-diagonal.js";
import { parity, signedProduct } from "./lu-diagonal.js";
import { type LuFactors, indicesOf, luFactors } from "./lu-factor.js";
import { inverseTransposed, onePerMatrix, perMatrix, slogdetFromLu } from "./slogdet.js";
import { svd } from "../svd/svd.js";
import type { BatchOf, Square } from "../operand/typed-shape.js";

/**
 * The determinant, from LU with partial pivoting: ±∏ᵢ Uᵢᵢ.
 *
 * @param a shape `[…, n, n]`
 * @returns one number per matrix, shape `[…]`; 1 for n = 0
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks ⅔·n³ flops. The exact determinant of a matrix within γₙ·|L|·|U| of A. Over- and underflows only where the
 *   result itself does; `slogdet` never. The gradient is the matrix of cofactors, at singular matrices too.
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §14.6
 */
export function det<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "det">,
): NDArray<Divided<D>, BatchOf<S>> {
  return detFromLu(luFactors("det", requireSquare("det", a as NDArray)));
}

/** det A from its factors. */
export function detFromLu({ a, packed, order }: LuFactors): NDArray {
  return bind(detP, [a, packed, order], undefined);
}

const detP: Primitive = /* @__PURE__ */ primitive("det", {
  batch: [2],
  abstract: ([a]) => onePerMatrix(a),

  evaluate([, packed, order], d) {
    const out = elements(d.storage, d.type); // a fresh output: it begins at 0 and is contiguous
    let at = 0;
    for (const [lu, rows] of matrices([packed, order])) {
      const sign = parity(indicesOf(rows));
      if (d.type.kind !== "complex") out[at++] = signedProduct(lu, sign);
      else [out[at++], out[at++]] = complexProduct(lu, sign);
    }
  },

  derivative: {
    // d(det A) = Σᵢⱼ Cᵢⱼ·dAᵢⱼ with C the matrix of cofactors, det A·A⁻ᵀ where A has an inverse (Jacobi)
    vjp: (ct, [a, packed, order], d) => [() => mul(perMatrix(ct), gradient({ a, packed, order }, d)), null, null],
    jvp: ([da], [a, packed, order], d) => sum(mul(gradient({ a, packed, order }, d), da), { axis: [-2, -1] }),
  },
});

/** Matrix of cofactors of A. */
function gradient(factors: LuFactors, d: NDArray): NDArray {
  for (const [lu] of matrices([withElements(factors.packed)])) if (firstZeroPivot(lu) >= 0) return cofactors(factors.a);
  return mul(perMatrix(d), inverseTransposed("det", factors));
}

/**
 * The matrix of cofactors by the SVD A = U·S·Vᴴ, where A need not have an inverse: det U·det Vᴴ · Ū·diag(πᵢ)·Vᵀ with
 * πᵢ = ∏ⱼ≠ᵢ sⱼ, as det A·A⁻ᵀ would be.
 */
function cofactors(a: NDArray): NDArray {
  const n = a.shape[a.ndim - 1];
  const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(a);
  const unit = eye(n, { dtype: S.dtype });
  const others = add(mul(expandDims(S, -2), sub(1, unit)), unit); // row i: the singular values, 1 in place of sᵢ
  const orientation = mul(slogdetFromLu(luFactors("det", U))[0], slogdetFromLu(luFactors("det", Vh))[0]);
  const products = mul(prod(others, { axis: -1 }), expandDims(orientation, -1));
  return matmul(mul(conjugate(U), expandDims(products, -2)), conjugate(Vh));
}

function conjugate(x: NDArray): NDArray {
  return x.type.kind === "complex" ? conj(x) : x;
}
