import { type Check, type DType, type Divided, type NDArray, type Shape, mul, sum } from "@linnet/core";
import { type Primitive, bind, elements, matrices, primitive, requireSquare } from "@linnet/core/extend";
import { cofactorsOf } from "./cofactors.js";
import { complexProduct } from "./complex-lu-diagonal.js";
import { condFromLu } from "./lu-cond.js";
import { parity, signedProduct } from "./lu-diagonal.js";
import { type LuFactors, indicesOf, luFactors } from "./lu-factor.js";
import { inverseTransposed, onePerMatrix } from "./slogdet.js";
import { perMatrix } from "../operand/per-matrix.js";
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
 *   result itself does; `slogdet` never. The gradient is the matrix of cofactors, at singular matrices too, where
 *   there are derivatives of every order.
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

function gradient(factors: LuFactors, d: NDArray): NDArray {
  return cofactorsOf({
    a: factors.a,
    d,
    condition: () => condFromLu(factors),
    inverseTransposed: () => inverseTransposed("det", factors),
  });
}
