import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  abs,
  astype,
  diagonal,
  greater,
  matrixTranspose,
  mul,
  reshape,
  slice,
  sum,
  zerosLike,
} from "@linnet/core";
import {
  type MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  requireOptions,
  rowMajor,
} from "@linnet/core/extend";
import { int32 } from "@linnet/kernels";
import { requireFiniteMatrices } from "../operand/operands.js";
import { workingCopy } from "../blocked/matrix/copy.js";
import { factorPivotedQr } from "../blocked/qr/pivoted-qr.js";
import type { Factorization } from "../solve/factorization.js";
import { indicesOf } from "../lu/lu-factor.js";
import { permuteRows } from "../operand/permute-rows.js";
import { qrPullBack, qrPushForward } from "./qr-derivative.js";
import { qrAvals, writeFactors } from "./qr-factors.js";
import { type Inner, QR } from "./qr-object.js";
import { type RankOptions, relativeTolerance } from "../norms/rank-tolerance.js";
import { permutationSign } from "../lu/permutation-sign.js";
import type { BatchOf, ColsOf, RowsOf, Solved, WithTail } from "../operand/typed-shape.js";

/** A[:, p] = Q·R with |Rᵢᵢ| decreasing. */
export class PivotedQR<D extends DType = any, S extends Shape = any, F extends boolean = boolean>
  extends QR<D, S, F>
  implements Factorization
{
  constructor(
    Q: NDArray<D, WithTail<S, readonly [RowsOf<S>, Inner<S, F>]>>,
    R: NDArray<D, WithTail<S, readonly [Inner<S, F>, ColsOf<S>]>>,
    /** @internal int32 `[…, n, 1]` */
    readonly order: NDArray,
  ) {
    super(Q, R);
  }

  /** int32 `[…, n]`: column j of Q·R is column p[j] of A. */
  get p(): NDArray<"int32", WithTail<S, readonly [ColsOf<S>]>> {
    return reshape(this.order, this.order.shape.slice(0, -1));
  }

  /**
   * The numerical rank: how many Rᵢᵢ exceed rtol·R₀₀. Right up to matrices made to deceive (Kahan's), for which
   * `matrixRank` looks at singular values.
   *
   * @param options `rtol`: default max(m, n)·ε
   * @returns int32, shape `[…]`
   * @throws {ValueError} when rtol is not in [0, 1]
   */
  rank(options?: RankOptions): NDArray<"int32", BatchOf<S>> {
    const { rtol } = requireOptions("rank", options);
    const { Q, R }: { Q: NDArray; R: NDArray } = this;
    const layout = rowMajor([Q.shape[Q.ndim - 2], R.shape[R.ndim - 1]]);
    return countDiagonal(R, relativeTolerance("rank", { type: R.type, layout }, rtol));
  }

  /**
   * The least-squares solution of A·X = B for A of full column rank.
   *
   * @param b shape `[m]` or `[…, m, k]`
   * @throws {ShapeError} when A has more columns than rows
   * @throws {SingularMatrixError} when R has a zero on its diagonal: use `lstsq`
   */
  override solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<Solved<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<Solved<S, B>>> {
    return putBackRows(super.solve(b) as NDArray, this.order, (b as NDArray).ndim === 1);
  }

  /** det A. @throws {ShapeError} when A is not square */
  override det(): NDArray<D, BatchOf<S>> {
    return mul(super.det() as NDArray, astype(permutationSign(this.order), (this.R as NDArray).dtype));
  }

  /** A⁻¹. @throws {ShapeError} when A is not square @throws {SingularMatrixError} when it is singular */
  override inverse(): NDArray<D, S> {
    return permuteRows(super.inverse(), this.order, "putBack");
  }

  /** Q·R with its columns put back: A up to rounding. */
  override reconstruct(): NDArray<D, S> {
    return permuteColumns(super.reconstruct() as NDArray, this.order, "putBack");
  }
}

/** Q, R and the order of columns `[…, n, 1]`, in the name of `op`. */
export function pivotedFactors(
  op: string,
  a: NDArray,
  full: boolean,
): readonly [Q: NDArray, R: NDArray, order: NDArray] {
  const [Q, R, order] = bindMany(pivotedQrP, [a], { op, full });
  return [Q, R, order];
}

/** How many entries of the decreasing diagonal exceed `rtol` times the first. */
export function countDiagonal(R: NDArray, rtol: number): NDArray<"int32"> {
  const sizes: NDArray = abs(diagonal(R));
  return sum(greater(sizes, mul(slice(sizes, "...", "0:1"), rtol)), { axis: -1 }) as NDArray<"int32">;
}

function putBackRows(x: NDArray, order: NDArray, isVector: boolean): NDArray {
  if (!isVector) return permuteRows(x, order, "putBack");
  const columns: NDArray = reshape(x, [...x.shape, 1]);
  return reshape(permuteRows(columns, order, "putBack"), x.shape);
}

interface PivotedParams {
  readonly op: string;
  readonly full: boolean;
}

const pivotedQrP: PrimitiveMany<PivotedParams> = /* @__PURE__ */ primitiveMany<PivotedParams>("pivotedQr", {
  batch: [2],
  abstract([a], { full }) {
    const [, n] = matrixDims(a);
    return [...qrAvals(a, full), { type: int32, layout: rowMajor([...batchDims(a), n, 1]) }];
  },

  evaluate([a], [Q, R, order], { op }) {
    requireFiniteMatrices(op, "a", a);
    for (const [matrix, q, r, places] of matrices([a, Q, R, order])) factorInto(matrix, q, r, indicesOf(places));
  },

  // the order is locally constant: A[:, p] is factored
  derivative: {
    vjp: ([ctQ, ctR], [a], [Q, R, order], { op }) => [
      () => {
        const taken = permuteColumns(a, order, "take");
        const ct = qrPullBack({ op, a: taken, Q, R }, ctQ ?? zerosLike(Q), ctR ?? zerosLike(R));
        return permuteColumns(ct, order, "putBack");
      },
    ],
    jvp: ([da], [a], [Q, R, order], { op }) => [
      ...qrPushForward({ op, a, Q, R }, permuteColumns(da, order, "take")),
      zerosLike(order),
    ],
  },
});

function permuteColumns(x: NDArray, order: NDArray, direction: "take" | "putBack"): NDArray {
  return matrixTranspose(permuteRows(matrixTranspose(x), order, direction));
}

/** Always in float64 or complex128; rounded once. */
function factorInto(a: MatrixView, q: MatrixView, r: MatrixView, order: Int32Array): void {
  const at = workingCopy(a.T);
  writeFactors(at, factorPivotedQr(at, order), q, r);
}
