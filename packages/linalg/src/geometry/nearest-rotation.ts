import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  ValueError,
  add,
  expandDims,
  eye,
  matmul,
  matrixTranspose,
  mul,
  squeeze,
  sub,
  trace,
  zerosLike,
} from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  bind,
  elements,
  matrices,
  primitive,
  rowMajor,
  unravel,
  withElements,
} from "@linnet/core/extend";
import { epsilonOf } from "../operand/epsilon.js";
import { solve } from "../solve/solve.js";
import { svdFactors } from "../svd/svd.js";
import { entries, matrixOf, requireTail, vectorOf } from "./tail.js";
import type { Matrices } from "./typed-tail.js";
import { perMatrix } from "../operand/per-matrix.js";

/**
 * The rotation nearest to a matrix: the orthogonal Procrustes problem with determinant 1.
 *
 *     R = argmin ‖A − R‖_F = argmax tr(RᵀA) = U·diag(1, 1, det(U·Vᵀ))·Vᵀ,   A = U·Σ·Vᵀ
 *
 * @param a shape `[…, 3, 3]`
 * @returns shape `[…, 3, 3]`
 * @throws {ShapeError} for other matrices than 3×3
 * @throws {ValueError} where several rotations are as near: two singular values are 0, or equal ones meet det A < 0, to rounding;
 *   and for NaN and infinities
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks Backward stable, by the SVD. Differentiable wherever it is unique, at rotations, where all singular values are equal, and at
 *   planar A too: R·ω̂ with (tr S·I − S)·ω = axl(RᵀdA), S = RᵀA, which divides by sums of singular values, not by differences.
 * @see Kabsch 1976; Arun, Huang & Blostein 1987; Umeyama 1991
 * @example
 * nearestRotation(array([[0, -2, 0], [3, 0, 0], [0, 0, 1]])).toArray(); // about [[0, -1, 0], [1, 0, 0], [0, 0, 1]]
 */
export function nearestRotation<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrices<S, 3, 3, "a">, "nearestRotation">,
): NDArray<Divided<D>, S> {
  const matrix = requireTail("nearestRotation", "a", a as NDArray, [3, 3]);
  return procrustes("nearestRotation", matrix, "a must have one nearest rotation", 3 * epsilonOf(matrix.type));
}

/** The rotation R of largest tr(RᵀA). @throws {ValueError} with this contract, where it is not unique to a relative tolerance */
export function procrustes(op: string, a: NDArray, contract: string, tolerance: number): NDArray {
  const [U, S, Vh] = svdFactors(op, a);
  requireUnique(op, [U, S, Vh], contract, tolerance);
  return bind(procrustesP, [a, U, Vh], undefined);
}

/** Of A, and its singular vectors as constants. */
const procrustesP: Primitive = /* @__PURE__ */ primitive("nearestRotation", {
  batch: [2],
  abstract: ([a]) => ({ type: a.type, layout: rowMajor(a.layout.shape) }),

  evaluate([, U, Vh], R) {
    for (const [u, vh, r] of matrices([U, Vh, R])) {
      const last = orientation(u) * orientation(vh);
      const [left, right] = [entryOf(u), entryOf(vh)];
      const out = elements(r.storage, r.type);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          out[r.offset + i * r.rowStride + j * r.colStride] =
            left(i, 0) * right(0, j) + left(i, 1) * right(1, j) + last * left(i, 2) * right(2, j);
        }
      }
    }
  },

  derivative: {
    vjp: (ct, [a], R) => [() => alongRotations(a, R, ct), null, null],
    jvp: ([da], [a], R) => alongRotations(a, R, da),
  },
});

/** R·ω̂ with (tr S·I − S)·ω = axl(RᵀX) and S the symmetric part of RᵀA: the tangent for dA = X. Its own transpose. */
function alongRotations(a: NDArray, R: NDArray, X: NDArray): NDArray {
  const Rt = matrixTranspose(R);
  const product = matmul(Rt, a);
  const S = mul(add(product, matrixTranspose(product)), 0.5);
  const t = perMatrix(trace(S));
  const weights = sub(mul(t, eye(3, { dtype: S.dtype })), S);
  const omega = solve(weights as NDArray, expandDims(axial(matmul(Rt, X)), -1)) as NDArray;
  return matmul(R, crossMatrix(squeeze(omega, -1)));
}

/** axl(M) = (m₂₁ − m₁₂, m₀₂ − m₂₀, m₁₀ − m₀₁). */
function axial(M: NDArray): NDArray {
  const m = entries(M);
  return vectorOf([sub(m[7], m[5]), sub(m[2], m[6]), sub(m[3], m[1])] as NDArray[]);
}

/** ω̂, with ω̂·x = ω × x. */
function crossMatrix(omega: NDArray): NDArray {
  const [x, y, z] = [0, 1, 2].map((i): NDArray => omega.slice("...", i));
  const zero = zerosLike(x);
  return matrixOf([
    [zero, z.neg(), y],
    [z, zero, x.neg()],
    [y.neg(), x, zero],
  ]);
}

/** The sign of the determinant of an orthogonal 3×3 matrix. */
function orientation(q: MatrixView): 1 | -1 {
  const e = entryOf(q);
  const minor = (j: number, k: number): number => e(1, j) * e(2, k) - e(1, k) * e(2, j);
  return e(0, 0) * minor(1, 2) - e(0, 1) * minor(0, 2) + e(0, 2) * minor(0, 1) < 0 ? -1 : 1;
}

function entryOf({ type, storage, offset, rowStride, colStride }: MatrixView): (i: number, j: number) => number {
  const data = elements(storage, type);
  return (i, j) => data[offset + i * rowStride + j * colStride];
}

/** R is unique where s₂ ± s₃ > 0, the sign that of the determinant. */
function requireUnique(op: string, factors: readonly NDArray[], contract: string, tolerance: number): void {
  const [U, S, Vh] = factors.map(withElements);
  const values: ArrayLike<number> = S.toTypedArray();
  let index = 0;
  for (const [u, vh] of matrices([U, Vh])) {
    const [s1, s2, s3] = [0, 1, 2].map((i) => values[3 * index + i]);
    const sign = orientation(u) * orientation(vh);
    if (s2 + sign * s3 <= tolerance * s1) {
      const at = unravel(index, S.layout.shape.slice(0, -1)).join(", ");
      const got = `singular values ${[s1, s2, s3].map((s) => s.toPrecision(3)).join(", ")}`;
      const reflected = sign < 0 ? " and a negative determinant" : "";
      throw new ValueError(op, contract, `${got}${reflected}${at === "" ? "" : ` at index [${at}]`}`);
    }
    index++;
  }
}
