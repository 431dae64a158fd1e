import { type Check, type DType, type Divided, type NDArray, type Shape, ShapeError, mul, sum } from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  elements,
  matrices,
  matrixDims,
  primitive,
  requireSquare,
  rowMajor,
} from "@linnet/core/extend";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import type { BatchOf, Square } from "../operand/typed-shape.js";
import { cofactorMatrix, requireSafe } from "./cofactors.js";
import { EXPANDED, expandDeterminant } from "./minors.js";
import { perMatrix } from "../operand/per-matrix.js";

/**
 * The determinant of a small matrix by cofactor expansion (Laplace's), as it is defined and taught: sums of products without a division.
 *
 *     det A = Σⱼ (−1)ⁿ⁺ʲ·aₙⱼ·Mₙⱼ
 *
 * @param a shape `[…, n, n]`, n ≤ 8, real or complex
 * @returns one number per matrix, shape `[…]`; 1 for n = 0
 * @throws {ShapeError} when the last two axes differ, or are longer than 8
 * @throws {ValueError} when an entry is NaN or infinite; of integers, when a minor or what it is made of is beyond 2⁵³
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks n·2ⁿ⁻¹ products, as each minor of the first rows is computed once, where the sum over permutations has n·n!. Exact on integers
 *   (floats too, while minors stay below 2⁵³), elsewhere within (n² − 1)·ε times the permanent of |A|. `det` is for larger matrices.
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §3.1 for the bound
 * @example
 * cofactorExpansion(array([[2, 0, 1], [1, 3, 2], [1, 1, 1]])).item(); // 0
 */
export function cofactorExpansion<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "cofactorExpansion">,
): NDArray<Divided<D>, BatchOf<S>> {
  const { kind } = requireSquare("cofactorExpansion", a as NDArray).type;
  const matrix = requireInexactMatrix("cofactorExpansion", a as NDArray);
  if (matrixDims(matrix)[0] > EXPANDED) {
    throw new ShapeError("cofactorExpansion", "a must be at most 8×8", { a: matrix.shape }, "Use det.");
  }
  return bind(expansionP, [matrix], kind === "int" || kind === "uint");
}

/** Params: whether a is of integers, and the determinant must be exact. */
const expansionP: Primitive<boolean> = /* @__PURE__ */ primitive<boolean>("cofactorExpansion", {
  batch: [2],
  abstract: ([a]) => ({ type: a.type, layout: rowMajor(batchDims(a)) }),

  evaluate([a], out, exact) {
    requireFiniteMatrices("cofactorExpansion", "a", a);
    const target = elements(out.storage, out.type); // a fresh output: it begins at 0 and is contiguous
    let at = 0;
    for (const [matrix] of matrices([a])) {
      const { values, largest } = expandDeterminant(matrix);
      if (exact) requireSafe("cofactorExpansion", largest);
      for (const value of values) target[at++] = value + 0; // not −0
    }
  },

  derivative: {
    vjp: (ct, [a]) => [() => mul(perMatrix(ct), cofactorMatrix(a))],
    jvp: ([da], [a]) => sum(mul(cofactorMatrix(a), da), { axis: [-2, -1] }),
  },
});
