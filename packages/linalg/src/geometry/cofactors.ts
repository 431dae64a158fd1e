import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Result,
  type Shape,
  ValueError,
  add,
  astype,
  expandDims,
  eye,
  fromFunction,
  matmul,
  matrixTranspose,
  mul,
  prod,
  sub,
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
import { copyMatrix } from "../blocked/matrix/copy.js";
import { conjugate } from "../operand/adjoint.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";
import { luFactors } from "../lu/lu-factor.js";
import { slogdetFromLu } from "../lu/slogdet.js";
import { svdFactors } from "../svd/svd.js";
import { liftedAdjugate } from "./lifted-adjugate.js";
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
  const smooth = matrixTranspose(liftedAdjugate(op, matrix, factors));
  const exact = a.type.kind === "int" || a.type.kind === "uint";
  if (n <= EXPANDED) {
    const value = bind(minorsP, [matrix], { op, exact, signed });
    return bind(valuedP, [signed ? smooth : withoutSigns(smooth), value], undefined);
  }
  const value = fromSvd(op, factors);
  const whole = bind(valuedP, [smooth, value], undefined);
  return signed ? whole : withoutSigns(whole);
}

function withoutSigns(x: NDArray): NDArray {
  const [n] = matrixDims(x);
  return mul(x, astype(fromFunction([n, n], (i, j) => ((i + j) % 2 === 0 ? 1 : -1)) as NDArray, x.dtype));
}

/** det U·det Vᴴ·Ū·diag(∏ⱼ≠ᵢ sⱼ)·conj(Vᴴ). */
function fromSvd(op: string, [U, S, Vh]: readonly NDArray[]): NDArray {
  const unit = eye(S.shape[S.ndim - 1], { dtype: S.dtype });
  const others = add(mul(expandDims(S, -2), sub(1, unit)), unit); // row i: the singular values, 1 in place of sᵢ
  const orientation = mul(slogdetFromLu(luFactors(op, U))[0], slogdetFromLu(luFactors(op, Vh))[0]);
  const products = mul(prod(others, { axis: -1 }), expandDims(orientation, -1));
  return matmul(mul(conjugate(U), expandDims(products, -2)), conjugate(Vh));
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

/** The value of the second, with the derivative of the first, which is the same up to rounding. */
const valuedP: Primitive = /* @__PURE__ */ primitive("valued", {
  batch: [2],
  abstract: ([smooth]) => contiguousLike(smooth),
  evaluate([, value], out) {
    for (const [from, to] of matrices([value, out])) copyMatrix(from, to);
  },
  derivative: { vjp: (ct) => [() => ct, null], jvp: ([dx]) => dx },
});
