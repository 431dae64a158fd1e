import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type RealOf,
  type Result,
  type Shape,
  ShapeError,
  add,
  expandDims,
  matmul,
  matrixTranspose,
  sub,
} from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  matrices,
  matrixDims,
  primitive,
  requireFinite,
  requireOptions,
  rowMajor,
  sumTo,
} from "@linnet/core/extend";
import { type MatrixView, gemm, release, workspace } from "@linnet/kernels";
import { withAdjoint } from "../blocked/matrix/adjoint.js";
import { rankOf } from "../blocked/matrix/rank.js";
import { type PseudoInverse, applyPseudoInverse } from "../least-squares/pseudo-inverse.js";
import { svdInverse } from "../least-squares/pinv.js";
import type { RankOptions } from "../norms/rank-tolerance.js";
import { normOver } from "../norms/vector-norm.js";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { byColumns, requireRows, sameInexact } from "../operand/operands.js";
import type { ReducedRows, SameRows } from "./typed-span.js";

/** Options of `project` and `distanceToSpan`. */
export interface ProjectOptions extends RankOptions {
  /** A point of the affine set origin + span(A), shape `[m]`: a line, a plane. Default 0: the span itself. */
  readonly origin?: NDArray;
}

/**
 * The orthogonal projection of vectors on the span of the columns of A, or on the affine set through a point: what is nearest to them.
 *
 *     P·b,   or o + P·(b − o),   P = A·A⁺
 *
 * @param a shape `[…, m, n]`, real or complex, of any rank
 * @param b a vector `[m]`, or matrices `[…, m, k]` whose leading axes broadcast with a's
 * @param options `origin`; `rtol`: singular values up to rtol·s₁ count as zero; default max(m, n)·ε, as in `matrixRank`
 * @returns shape of b, with the leading axes of both
 * @throws {ShapeError} when the rows of A, of B and of the origin differ in number
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks Through the left singular vectors that count, U·(Uᴴb): no error grows with the condition of A. Differentiable where the rank
 *   does not change.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §2.5.1; Golub & Pereyra 1973 for the derivative
 * @example
 * project(array([[1], [1]]), array([4, 0])).toArray(); // about [2, 2]
 */
export function project<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<SameRows<A, B>, "project">,
  options?: ProjectOptions,
): NDArray<Divided<Promote<D, E>>, Result<SameRows<A, B>>> {
  return projected("project", a as NDArray, b as NDArray, options)[0];
}

/**
 * The distance of vectors from the span of the columns of A, or from the affine set through a point.
 *
 *     ‖b − P·b‖₂
 *
 * @param a shape `[…, m, n]`, real or complex, of any rank
 * @param b a vector `[m]`, or matrices `[…, m, k]` whose leading axes broadcast with a's
 * @param options as in `project`
 * @returns real, `[…]` for a vector and `[…, k]` for columns
 * @throws as `project`
 * @remarks To about ε·‖b − o‖, not to ε of a small distance. At the distance 0, where there is no derivative, it is taken as 0, as that
 *   of a norm.
 * @example
 * distanceToSpan(array([[1], [1]]), array([4, 0])).item(); // 2.828427…, √8
 */
export function distanceToSpan<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<SameRows<A, B>, "distanceToSpan">,
  options?: ProjectOptions,
): NDArray<RealOf<Divided<Promote<D, E>>>, ReducedRows<SameRows<A, B>, B>> {
  const [nearest, point] = projected("distanceToSpan", a as NDArray, b as NDArray, options);
  const gap = sub(point, nearest);
  return normOver(gap, [(b as NDArray).ndim === 1 ? gap.ndim - 1 : gap.ndim - 2], 2, false);
}

/** The projection of b, and b in the same dtype. */
function projected(
  op: string,
  a: NDArray,
  b: NDArray,
  options: ProjectOptions | undefined,
): readonly [projection: NDArray, b: NDArray] {
  const { origin, rtol } = requireOptions(op, options);
  requireRows(op, a, b);
  let [matrix, point] = sameInexact(op, a, b);
  if (origin === undefined)
    return [byColumns(point, (x) => projectWith(svdInverse(op, matrix, rtol, false), x)), point];
  requireOrigin(op, a, origin);
  let o: NDArray;
  [matrix, o] = sameInexact(op, matrix, origin);
  [point, o] = sameInexact(op, point, o);
  [matrix, point] = sameInexact(op, matrix, point);
  const center: NDArray = point.ndim === 1 ? o : expandDims(o, -1);
  const moved = byColumns(sub(point, center), (x) => projectWith(svdInverse(op, matrix, rtol, false), x));
  return [add(center, moved), point];
}

function requireOrigin(op: string, a: NDArray, origin: NDArray): void {
  const [m] = matrixDims(a);
  if (origin.ndim === 1 && origin.size === m) return;
  throw new ShapeError(op, "origin must be a vector of as many entries as a has rows", {
    origin: origin.shape,
    a: a.shape,
  });
}

/** P·B for factors by the SVD, B of the same dtype. */
export function projectWith({ op, a, factors, rtol }: PseudoInverse & { readonly kind: "svd" }, b: NDArray): NDArray {
  const [U, S, Vh] = factors;
  const column = S.ndim < U.ndim ? expandDims(S, -1) : S;
  return bind(projectP, [a, U, column, Vh, b], { op, rtol });
}

interface Params {
  readonly op: string;
  readonly rtol: number;
}

const projectP: Primitive<Params> = /* @__PURE__ */ primitive<Params>("project", {
  batch: [2],
  abstract([a, , , , b], { op }) {
    return { type: a.type, layout: rowMajor([...broadcastShapes(op, batchDims(a), batchDims(b)), ...matrixDims(b)]) };
  },

  evaluate([, U, S, , b], y, { op, rtol }) {
    requireFinite(op, "b", b);
    for (const [u, s, rhs, out] of matrices([U, S, b, y]))
      throughBasis(u.block(0, 0, u.rows, rankOf(s, rtol)), rhs, out);
  },

  // With L = I − P, at constant rank: dP = L·dA·A⁺ + (L·dA·A⁺)ᴴ (Golub & Pereyra 1973)
  derivative: {
    vjp(ct, inputs, y, params) {
      const [factored, b] = factoredOf(inputs, params);
      const g = conjugate(ct); // of the gradient's side: P is Hermitian
      const inside = projectWith(factored, g);
      const ofA = (): NDArray => {
        const left = matmul(conjugate(sub(g, inside)), matrixTranspose(applyPseudoInverse(factored, b)));
        const right = matmul(conjugate(sub(b, y)), matrixTranspose(applyPseudoInverse(factored, g)));
        return sumTo(add(left, right), factored.a.shape);
      };
      return [ofA, null, null, null, () => sumTo(conjugate(inside), b.shape)];
    },

    jvp([da, , , , db], inputs, y, params) {
      const [factored, b] = factoredOf(inputs, params);
      const moved = matmul(da, applyPseudoInverse(factored, b));
      const left = sub(moved, projectWith(factored, moved));
      const right = applyPseudoInverse(factored, matmul(adjoint(da), sub(b, y)), true);
      return add(add(left, right), projectWith(factored, db));
    },
  },
});

function factoredOf(
  [a, U, S, Vh, b]: readonly NDArray[],
  { op, rtol }: Params,
): readonly [PseudoInverse & { readonly kind: "svd" }, b: NDArray] {
  return [{ op, a, fullRank: false, kind: "svd", factors: [U, S, Vh], rtol }, b];
}

/** Y = U·(Uᴴ·B). */
function throughBasis(u: MatrixView, b: MatrixView, y: MatrixView): void {
  const coefficients = workspace(y.type, u.cols, b.cols);
  withAdjoint(u, (uh) => gemm(1, uh, b, 0, coefficients));
  gemm(1, u, coefficients, 0, y);
  release(coefficients.storage);
}
