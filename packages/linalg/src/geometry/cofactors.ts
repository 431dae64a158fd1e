import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Result,
  type Shape,
  ValueError,
  astype,
  fromFunction,
  matrixTranspose,
  mul,
} from "@linnet/core";
import {
  type Primitive,
  bind,
  contiguousLike,
  elements,
  matrices,
  matrixDims,
  primitive,
  requireSquare,
} from "@linnet/core/extend";
import { cofactorsFromSvd } from "../lu/cofactors.js";
import { liftedAdjugate } from "../lu/lifted-adjugate.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";
import { withValue } from "../operand/with-value.js";
import { svdFactors } from "../svd/svd.js";
import { EXPANDED, expandMinors } from "./minors.js";

/**
 * The matrix of cofactors, the gradient of the determinant: right at singular matrices too.
 *
 *     Cᵢⱼ = (−1)ⁱ⁺ʲ·Mᵢⱼ,   A·Cᵀ = det A·I
 *
 * @param a shape `[…, n, n]`, real or complex
 * @returns shape of a; of a 1×1 matrix 1
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite; of integers up to 8×8, when a minor or what it is made of is beyond 2⁵³
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks Up to 8×8 by expansion, without divisions: exact on integers (floats too, while minors stay below 2⁵³), elsewhere to
 *   (n² − 1)·ε times the permanent of what is left of |A|. Larger ones by the SVD, det U·det Vᴴ·Ū·diag(∏ⱼ≠ᵢ sⱼ)·Vᵀ, to
 *   ε·∏ⱼ<ₙ sⱼ·Σⱼ<ₙ s₁/sⱼ in norm, which is what rounding A may cause. Never by det A·A⁻ᵀ, which is 0·∞ at a singular matrix. All
 *   derivatives are right at singular matrices.
 * @see Stewart 1998, "On the adjugate matrix", *Linear Algebra Appl.* 283:151
 * @example
 * cofactorMatrix(array([[1, 2], [3, 4]])).toArray(); // [[4, -3], [-2, 1]]
 */
export function cofactorMatrix<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "cofactorMatrix">,
): NDArray<Divided<D>, Result<Square<S>>> {
  return cofactors("cofactorMatrix", a as NDArray, true);
}

/**
 * The adjugate (classical adjoint), the transposed matrix of cofactors.
 *
 *     A·adj A = adj A·A = det A·I
 *
 * Of rank n for rank n, of rank 1 for rank n − 1, and 0 for less.
 *
 * @param a shape `[…, n, n]`, real or complex
 * @returns shape of a
 * @throws as `cofactorMatrix`
 * @remarks As `cofactorMatrix`.
 * @example
 * adjugate(array([[1, 2], [2, 4]])).toArray(); // [[4, -2], [-2, 1]], though there is no inverse
 */
export function adjugate<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "adjugate">,
): NDArray<Divided<D>, Result<Square<S>>> {
  return matrixTranspose(cofactors("adjugate", a as NDArray, true));
}

/**
 * The first minors: the determinants of what is left of A without row i and column j.
 *
 * @param a shape `[…, n, n]`, real or complex
 * @returns shape of a
 * @throws as `cofactorMatrix`
 * @remarks As `cofactorMatrix`, without its signs.
 * @example
 * minors(array([[1, 2], [3, 4]])).toArray(); // [[4, 3], [2, 1]]
 */
export function minors<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "minors">,
): NDArray<Divided<D>, Result<Square<S>>> {
  return cofactors("minors", a as NDArray, false);
}

/** Minors, with the signs of cofactors or without. */
function cofactors(op: string, a: NDArray, signed: boolean): NDArray {
  const matrix = requireInexactMatrix(op, requireSquare(op, a));
  const [n] = matrixDims(matrix);
  const factors = svdFactors(op, matrix);
  if (n > EXPANDED) {
    const whole = cofactorsFromSvd(op, matrix, factors);
    return signed ? whole : withoutSigns(whole);
  }
  const smooth = matrixTranspose(liftedAdjugate(op, matrix, factors));
  const exact = a.type.kind === "int" || a.type.kind === "uint";
  return withValue(signed ? smooth : withoutSigns(smooth), bind(minorsP, [matrix], { op, exact, signed }));
}

function withoutSigns(x: NDArray): NDArray {
  const [n] = matrixDims(x);
  return mul(x, astype(fromFunction([n, n], (i, j) => ((i + j) % 2 === 0 ? 1 : -1)) as NDArray, x.dtype));
}

interface Params {
  readonly op: string;
  /** Whether a is of integers, whose minors must be exact. */
  readonly exact: boolean;
  readonly signed: boolean;
}

/** By expansion, outside of differentiation. */
const minorsP: Primitive<Params> = /* @__PURE__ */ primitive<Params>("minors", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),

  evaluate([a], out, { op, exact, signed }) {
    const [n] = matrixDims(a);
    const parts = a.type.kind === "complex" ? 2 : 1;
    const target = elements(out.storage, out.type); // a fresh output: it begins at 0 and is contiguous
    let at = 0;
    for (const [matrix] of matrices([a])) {
      const { values, largest } = expandMinors(matrix);
      if (exact) requireSafe(op, largest);
      for (let i = 0; i < values.length; i++) {
        const place = Math.floor(i / parts);
        const isOdd = signed && (Math.floor(place / n) + (place % n)) % 2 === 1;
        target[at++] = (isOdd ? -values[i] : values[i]) + 0; // not −0
      }
    }
  },

  derivative: false,
});

/** Refuses integers of which rounding may have changed something. @throws {ValueError} */
export function requireSafe(op: string, largest: number): void {
  if (largest <= Number.MAX_SAFE_INTEGER) return;
  const hint = 'Convert first, where rounding does no harm: a.astype("float64").';
  throw new ValueError(
    op,
    "of integers, all minors and what they are made of must be below 2⁵³",
    largest.toPrecision(3),
    hint,
  );
}
