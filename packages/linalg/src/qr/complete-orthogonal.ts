import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  eye,
  matmul,
  reshape,
} from "@linnet/core";
import {
  type Aval,
  type MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  elements,
  matrices,
  matrixDims,
  primitiveMany,
  requireOptions,
  rowMajor,
} from "@linnet/core/extend";
import { complex128, float64, int32, release, workspace } from "@linnet/kernels";
import { type CompleteOrthogonalFactors, factorCompletely, reflectorsIn } from "../blocked/qr/complete-orthogonal.js";
import { copyMatrix, keepTriangle, setIdentity } from "../blocked/matrix/copy.js";
import { PIVOTED_BLOCK } from "../blocked/qr/pivoted-qr.js";
import { formQ } from "../blocked/qr/qr.js";
import { DerivativeError } from "../errors.js";
import { indicesOf } from "../lu/lu-factor.js";
import {
  byColumns,
  requireFiniteMatrices,
  requireInexactMatrix,
  requireRows,
  sameInexact,
} from "../operand/operands.js";
import { type PseudoInverse, applyPseudoInverse } from "../least-squares/pseudo-inverse.js";
import { type RankOptions, relativeTolerance } from "../norms/rank-tolerance.js";
import type { BatchOf, ColsOf, Matrix, MinDim, RowsOf, Solved, WithTail } from "../operand/typed-shape.js";

/**
 * Complete orthogonal decomposition: what the SVD tells of rank and range, at the cost of QR.
 *
 *     A = Q·T·Z up to rtol·‖A‖
 *
 * Q has orthonormal columns, Z orthonormal rows, T is zero but for a nonsingular triangle in its leading rank×rank entries.
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param options `rtol`: diagonal entries of R of the pivoted QR up to rtol·R₀₀ count as zero; default max(m, n)·ε
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks QR with column pivoting; where the rank is below n, the rows of R that count are reduced from the right. In
 *   double precision whatever the dtype. What is dropped is small, entry by entry, so that solutions
 *   are those of a matrix within rtol; but matrices made to deceive (Kahan's) have a smaller singular value than R shows,
 *   which `svd` finds. The factors have no derivative, what is solved with them has: that of changes of A which keep its rank.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.4.7
 * @example
 * completeOrthogonal(array([[1, 1], [1, 1], [0, 0]])).solve(array([2, 2, 7])).toArray(); // about [1, 1]
 */
export function completeOrthogonal<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "completeOrthogonal">,
  options?: RankOptions,
): CompleteOrthogonal<Divided<D>, S> {
  const matrix = requireInexactMatrix("completeOrthogonal", a as NDArray);
  const { rtol } = requireOptions("completeOrthogonal", options);
  return new CompleteOrthogonal(orthogonalInverse("completeOrthogonal", matrix, rtol, false), rtol);
}

/** A = Q·T·Z. The factors are formed when they are read. */
export class CompleteOrthogonal<D extends DType = any, S extends Shape = any> {
  constructor(
    /** @internal */
    readonly inverse: PseudoInverse,
    private readonly rtol: number | undefined,
  ) {}

  /** int32 `[…]`. */
  get rank(): NDArray<"int32", BatchOf<S>> {
    return rankOfInverse(this.inverse);
  }

  /** Orthonormal columns, shape `[…, m, min(m, n)]`: the first `rank` span the range. */
  get Q(): NDArray<D, WithTail<S, readonly [RowsOf<S>, MinDim<S>]>> {
    return partsOf(this.inverse)[0];
  }

  /** Shape `[…, min(m, n), min(m, n)]`, zero but for a triangle: upper where the rank is n, else lower. */
  get T(): NDArray<D, WithTail<S, readonly [MinDim<S>, MinDim<S>]>> {
    return partsOf(this.inverse)[1];
  }

  /** Orthonormal rows, shape `[…, min(m, n), n]`: the first `rank` span the rows of A, conjugated. */
  get Z(): NDArray<D, WithTail<S, readonly [MinDim<S>, ColsOf<S>]>> {
    return partsOf(this.inverse)[2];
  }

  /**
   * The x of least norm among those that minimize ‖A·x − b‖.
   *
   * @param b shape `[m]` or `[…, m, k]`
   */
  solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<Solved<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<Solved<S, B>>> {
    return minimize(this.inverse, this.rtol, b as NDArray);
  }

  /** A⁺, shape `[…, n, m]`. */
  pinv(): NDArray<D, WithTail<S, readonly [ColsOf<S>, RowsOf<S>]>> {
    const { a } = this.inverse;
    return applyPseudoInverse(this.inverse, eye(matrixDims(a)[0], { dtype: a.dtype }) as NDArray);
  }

  /** Q·T·Z. */
  reconstruct(): NDArray<D, S> {
    const [Q, T, Z] = partsOf(this.inverse);
    return matmul(matmul(Q, T), Z);
  }
}

function minimize(inverse: PseudoInverse, rtol: number | undefined, b: NDArray): NDArray {
  requireRows("solve", inverse.a, b);
  const [a, rhs] = sameInexact("solve", inverse.a, b);
  // a float64 b asks more than what was decided for float32
  const matching = a === inverse.a ? inverse : orthogonalInverse("solve", a, rtol, false);
  return byColumns(rhs, (columns) => applyPseudoInverse(matching, columns));
}

/** Factors A once, for `op`; `fullRank` as in `PseudoInverse`. @throws {ValueError} when `rtol` is not in [0, 1] */
export function orthogonalInverse(op: string, a: NDArray, rtol: number | undefined, fullRank: boolean): PseudoInverse {
  const factors = bindMany(orthogonalFactorsP, [a], { op, rtol: relativeTolerance(op, a, rtol) });
  return { op, a, fullRank, kind: "orthogonal", factors };
}

/** int32 `[…]` of an inverse through reflectors. */
export function rankOfInverse({ factors }: PseudoInverse): NDArray<"int32"> {
  const rank = factors[6];
  return reshape(rank, rank.shape.slice(0, -2));
}

interface OrthogonalParams {
  readonly op: string;
  readonly rtol: number;
}

/** Reflectors of Q and their triangles, T, those of Z, the order of columns, the rank: constants to differentiation. */
const orthogonalFactorsP: PrimitiveMany<OrthogonalParams> = /* @__PURE__ */ primitiveMany<OrthogonalParams>(
  "completeOrthogonal",
  {
    batch: [2],
    abstract([a]) {
      const [m, n] = matrixDims(a);
      const k = Math.min(m, n);
      const type = a.type.kind === "complex" ? complex128 : float64;
      const of = (rows: number, cols: number): Aval => ({ type, layout: rowMajor([...batchDims(a), rows, cols]) });
      const indices = (rows: number): Aval => ({ type: int32, layout: rowMajor([...batchDims(a), rows, 1]) });
      const block = Math.max(1, Math.min(PIVOTED_BLOCK, k));
      return [of(k, m), of(k, block), of(k, n), of(k, n), of(k, block), indices(n), indices(1)];
    },

    evaluate([a], outputs, { op, rtol }) {
      requireFiniteMatrices(op, "a", a);
      for (const [matrix, v, t, middle, w, s, order, rank] of matrices([a, ...outputs])) {
        const f = factorCompletely(matrix, indicesOf(order), rtol);
        elements(rank.storage, rank.type)[rank.offset] = f.rank;
        copyMatrix(f.left.v, v);
        copyMatrix(f.left.t, t);
        copyMatrix(f.t, middle);
        copyMatrix(f.right.v, w.block(0, 0, f.right.v.rows, w.cols));
        copyMatrix(f.right.t, s.block(0, 0, f.right.t.rows, f.right.t.cols));
        for (const { storage } of [f.left.v, f.left.t, f.t, f.right.v, f.right.t]) release(storage);
      }
    },

    derivative: false,
  },
);

/** Q, T and Z. */
function partsOf({ a, factors }: PseudoInverse): readonly NDArray[] {
  return bindMany(partsP, [a, ...factors], undefined);
}

const partsP: PrimitiveMany = /* @__PURE__ */ primitiveMany("completeOrthogonalParts", {
  batch: [2],
  abstract([a]) {
    const [m, n] = matrixDims(a);
    const k = Math.min(m, n);
    const of = (rows: number, cols: number): Aval => ({
      type: a.type,
      layout: rowMajor([...batchDims(a), rows, cols]),
    });
    return [of(m, k), of(k, k), of(k, n)];
  },

  evaluate(inputs, outputs) {
    for (const [v, t, middle, w, s, order, rank, Q, T, Z] of matrices([...inputs.slice(1), ...outputs])) {
      const r = elements(rank.storage, rank.type)[rank.offset];
      formParts(
        {
          left: { v, t, blockSize: t.cols },
          t: middle,
          right: reflectorsIn(w, s, r),
          order: indicesOf(order),
          rank: r,
        },
        Q,
        T,
        Z,
      );
    }
  },

  derivative: { vjp: () => refuse(), jvp: () => refuse() },
});

function formParts(
  { left, t, right, order, rank }: CompleteOrthogonalFactors,
  Q: MatrixView,
  T: MatrixView,
  Z: MatrixView,
): void {
  const [k, n] = [t.rows, t.cols];
  const qt = workspace(t.type, k, Q.rows);
  formQ(qt, left);
  copyMatrix(qt.T, Q);
  const middle = workspace(t.type, k, k);
  copyMatrix(t.block(0, 0, rank, rank), middle.block(0, 0, rank, rank));
  if (rank < n) keepTriangle(middle, "lower");
  copyMatrix(middle, T);
  const z = workspace(t.type, k, n);
  if (rank < n) formQ(z, right);
  else setIdentity(z);
  for (let j = 0; j < n; j++) copyMatrix(z.block(0, j, k, 1), Z.block(0, order[j], k, 1));
  for (const { storage } of [qt, middle, z]) release(storage);
}

function refuse(): never {
  throw new DerivativeError(
    "completeOrthogonal",
    "the derivative needs unique factors",
    "those of a complete orthogonal decomposition, which are not",
    "Differentiate what is solved with them, or use qr or svd.",
  );
}
