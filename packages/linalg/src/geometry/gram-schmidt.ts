import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  ShapeError,
  ValueError,
  zerosLike,
} from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  kindOf,
  matrices,
  matrixDims,
  primitiveMany,
  requireOptions,
} from "@linnet/core/extend";
import { release, unsetWorkspace, workspace } from "@linnet/kernels";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { batchIndex } from "../operand/batch.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import type { Matrix } from "../operand/typed-shape.js";
import { type RankOptions, relativeTolerance } from "../norms/rank-tolerance.js";
import { qrPullBack, qrPushForward } from "../qr/qr-derivative.js";
import { qrAvals } from "../qr/qr-factors.js";
import { QR } from "../qr/qr-object.js";
import { type GramSchmidtMethod, orthogonalize } from "./orthogonalize.js";
import { DependenceError } from "./subspace-errors.js";

/** Options of `gramSchmidt`. */
export interface GramSchmidtOptions extends RankOptions {
  /**
   * What is taken off a vector: `"classical"`, its projections on all vectors before it at once; `"modified"`, one after the other;
   * `"twice"` (default), all at once, and then once more of what is left.
   */
  readonly method?: GramSchmidtMethod;
}

/**
 * Gram–Schmidt orthonormalization of the columns of A, in their order.
 *
 *     vⱼ = aⱼ − Σᵢ qᵢ·(qᵢᴴaⱼ) over i < j,   qⱼ = vⱼ/‖vⱼ‖;   A = Q·R with rᵢⱼ = qᵢᴴaⱼ and rⱼⱼ = ‖vⱼ‖ > 0
 *
 * @param a shape `[…, m, n]`, m ≥ n, real or complex
 * @param options `method`; `rtol`: a column of which no more than rtol·‖aⱼ‖ is left depends on those before it; default max(m, n)·ε
 * @returns `Q` `[…, m, n]` and `R` `[…, n, n]`, those of `qr` to rounding
 * @throws {DependenceError} when a column is zero or depends on those before it, with its index
 * @throws {ShapeError} when there are more columns than rows
 * @throws {ValueError} when an entry is NaN or infinite, for another method, or an rtol not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 2·m·n² flops, twice as many for `"twice"`; computed in the dtype itself. All three have A = Q·R to rounding; what
 *   differs is ‖QᴴQ − I‖: of the order of ε·κ² for `"classical"`, which may also miss that a column is dependent, ε·κ for
 *   `"modified"`, and ε for `"twice"`, while ε·κ is small. `qr`, by reflections, has ε whatever κ is, and is faster. The derivative is
 *   that of `qr`.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.2.7–5.2.9; Giraud, Langou, Rozložník & van den Eshof 2005, *Numer. Math.*
 *   101:87
 * @example
 * gramSchmidt(array([[3, 1], [4, 3]])).R.toArray(); // about [[5, 3], [0, 1]]
 */
export function gramSchmidt<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "gramSchmidt">,
  options?: GramSchmidtOptions,
): QR<Divided<D>, S, false> {
  const { method = "twice", rtol } = requireOptions("gramSchmidt", options);
  if (method !== "classical" && method !== "modified" && method !== "twice") {
    throw new ValueError("gramSchmidt", 'method must be "classical", "modified" or "twice"', kindOf(method));
  }
  const matrix = requireInexactMatrix("gramSchmidt", a as NDArray);
  const [m, n] = matrixDims(matrix);
  if (n > m) {
    const hint = `More than ${m} vectors of length ${m} are dependent: take basis(a).`;
    throw new ShapeError("gramSchmidt", "a must have at least as many rows as columns", { a: matrix.shape }, hint);
  }
  const [Q, R] = bindMany(gramSchmidtP, [matrix], { method, rtol: relativeTolerance("gramSchmidt", matrix, rtol) });
  return new QR(Q, R);
}

interface Params {
  readonly method: GramSchmidtMethod;
  readonly rtol: number;
}

const gramSchmidtP: PrimitiveMany<Params> = /* @__PURE__ */ primitiveMany<Params>("gramSchmidt", {
  batch: [2],
  abstract: ([a]) => qrAvals(a, false),

  evaluate([a], [Q, R], { method, rtol }) {
    requireFiniteMatrices("gramSchmidt", "a", a);
    const [m, n] = matrixDims(a);
    const qt = unsetWorkspace(a.type, n, m);
    const triangle = workspace(a.type, n, n);
    let count = 0;
    for (const [source, q, r] of matrices([a, Q, R])) {
      copyMatrix(source.T, qt);
      const dependent = orthogonalize(qt, triangle, method, rtol);
      if (dependent !== null) {
        const { column, isZero } = dependent;
        throw new DependenceError("gramSchmidt", column, isZero, batchIndex(count, batchDims(a)));
      }
      copyMatrix(qt.T, q);
      copyMatrix(triangle, r);
      count++;
    }
    release(qt.storage);
    release(triangle.storage);
  },

  derivative: {
    vjp: ([ctQ, ctR], [a], [Q, R]) => [
      () => qrPullBack({ op: "gramSchmidt", a, Q, R }, ctQ ?? zerosLike(Q), ctR ?? zerosLike(R)),
    ],
    jvp: ([da], [a], [Q, R]) => qrPushForward({ op: "gramSchmidt", a, Q, R }, da),
  },
});
