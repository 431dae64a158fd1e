import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type RealOf,
  type Result,
  type Shape,
  acos,
  asin,
  concat,
  flip,
  less,
  matmul,
  slice,
  sub,
  where,
  zeros,
} from "@linnet/core";
import { matrixDims, requireNdim, requireOptions } from "@linnet/core/extend";
import type { RankOptions } from "../norms/rank-tolerance.js";
import { adjoint } from "../operand/adjoint.js";
import { requireRows, sameInexact } from "../operand/operands.js";
import { qrFactors } from "../qr/qr-factors.js";
import { singularValuesOf } from "../svd/svd.js";
import { smoothAngles } from "./angle-derivative.js";
import { requireIndependent } from "./require-independent.js";
import type { SpanPair } from "./typed-span.js";

/**
 * The principal angles between the spans of the columns of A and of B, in radians, descending: the largest first.
 *
 *     cos θₖ = max |xᴴy| over unit vectors x of span A and y of span B, orthogonal to those of the smaller angles
 *
 * @param a shape `[…, m, k]` of independent columns, real or complex
 * @param b shape `[…, m, n]` of independent columns; leading axes broadcast
 * @param options `rtol`: singular values up to rtol·s₁ count as zero; default max(m, n)·ε, as in `matrixRank`
 * @returns real, in [0, π/2], shape `[…, min(k, n)]`; the last max(0, k + n − m) are exactly 0, as spans of so many dimensions intersect
 * @throws {DependenceError} when columns of A or of B are dependent
 * @throws {ShapeError} when the rows of A and B differ in number
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks Angles above 45° from their cosines, the singular values of Qₐᴴ·Q_b, and others from their sines, those of
 *   (I − Qₐ·Qₐᴴ)·Q_b, so that small ones have an absolute error of the order of ε, where cosines alone leave √ε. Differentiable where
 *   angles are distinct and neither 0 nor π/2; elsewhere asking for it throws `DerivativeError`.
 * @see Björck & Golub 1973, *Math. Comp.* 27:579; Knyazev & Argentati 2002, *SIAM J. Sci. Comput.* 23:2008
 * @example
 * subspaceAngles(array([[1], [0]]), array([[1], [1]])).toArray(); // [0.785398…], π/4
 */
export function subspaceAngles<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<SpanPair<A, B>, "subspaceAngles">,
  options?: RankOptions,
): NDArray<RealOf<Divided<Promote<D, E>>>, Result<SpanPair<A, B>>> {
  requireNdim("subspaceAngles", "b", b as NDArray, 2);
  requireRows("subspaceAngles", a as NDArray, b as NDArray);
  const { rtol } = requireOptions("subspaceAngles", options);
  const [first, second] = sameInexact("subspaceAngles", a as NDArray, b as NDArray);
  requireIndependent("subspaceAngles", "a", first, rtol);
  requireIndependent("subspaceAngles", "b", second, rtol);
  const [larger, smaller] = matrixDims(first)[1] >= matrixDims(second)[1] ? [first, second] : [second, first];
  const [m, k] = matrixDims(larger);
  const [, n] = matrixDims(smaller);
  const shared = Math.max(0, k + n - m);
  const angles = anglesBetween(
    qrFactors("subspaceAngles", larger, false)[0],
    qrFactors("subspaceAngles", smaller, false)[0],
  );
  if (shared === 0) return smoothAngles(angles);
  const none = zeros([...angles.shape.slice(0, -1), shared], { dtype: angles.dtype });
  return concat([smoothAngles(slice(angles, "...", `0:${n - shared}`)), none], { axis: -1 });
}

/** Descending angles between orthonormal bases, of which the first has at least as many columns. */
function anglesBetween(Qa: NDArray, Qb: NDArray): NDArray {
  const inner = matmul(adjoint(Qa), Qb);
  const cosines = flip(singularValuesOf("subspaceAngles", inner), { axis: -1 }); // ascending: of the largest angle first
  const sines = singularValuesOf("subspaceAngles", sub(Qb, matmul(Qa, inner)));
  const isLarge = less(cosines, Math.SQRT1_2);
  // each function sees only what is its own: elsewhere its slope is infinite, and 0·∞ no number
  return where(isLarge, acos(where(isLarge, cosines, 0)), asin(where(isLarge, 0, sines)));
}
