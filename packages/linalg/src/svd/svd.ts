import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type RealOf,
  type Result,
  type Shape,
  ValueError,
  expandDims,
  matmul,
  mul,
  slice,
} from "@linnet/core";
import {
  type Aval,
  type Primitive,
  type PrimitiveMany,
  batchDims,
  bind,
  bindMany,
  elements,
  kindOf,
  matrices,
  matrixDims,
  primitive,
  primitiveMany,
  requireFinite,
  requireOptions,
  rowMajor,
} from "@linnet/core/extend";
import { batchIndex } from "../operand/batch.js";
import { jacobiSingularValues } from "../blocked/svd/jacobi-svd.js";
import { singularValues } from "../blocked/svd/svd.js";
import { ConvergenceError } from "../errors.js";
import { conjugate } from "../operand/adjoint.js";
import { MatrixView, realType } from "@linnet/kernels";
import { svdMany } from "@linnet/kernels/lapack";
import { inFewCalls } from "../operand/few-rows.js";
import { requireInexactMatrix } from "../operand/operands.js";
import { columns, rows } from "../operand/parts.js";
import { svdPullBack, svdPushForward, valuesPushForward } from "./svd-derivative.js";
import type { ColsOf, Matrix, MinDim, RowsOf, WithTail } from "../operand/typed-shape.js";

/** Options of `svdvals`. */
export interface SvdvalsOptions {
  /**
   * `"divide"` (default): bidiagonalization, then divide and conquer; values to u·s₁, n³ flops at the speed of products.
   * `"jacobi"`: QR with pivoting, then one-sided Jacobi; about ten times slower, and small values keep their digits where rows
   * and columns of A are badly scaled but the matrix is well-conditioned otherwise.
   */
  readonly method?: "divide" | "jacobi";
}

/** Options of `svd`. */
export interface SvdOptions<F extends boolean, R extends number | undefined = undefined> extends SvdvalsOptions {
  /** Square U `[…, m, m]` and Vh `[…, n, n]`. Default false: the thin factors. */
  readonly full?: F;
  /** Keep so many of the largest singular values and their vectors: the best approximation of A of that rank. */
  readonly rank?: R;
}

/**
 * Singular value decomposition.
 *
 *     A = U·diag(S)·Vh
 *
 * @param a shape `[…, m, n]`; k = min(m, n)
 * @returns `S` descending, real and ≥ 0, `[…, k]`; `U` `[…, m, k]` and `Vh` = Vᴴ `[…, k, n]` with orthonormal columns and
 *   rows. Signs, or phases of complex vectors, are not normalized: −1 times a column of U and the row of Vh with it is as good.
 * @throws {ValueError} when an entry is NaN or infinite, for another method, and for a `rank` above k or with `full`
 * @throws {ConvergenceError} when the iteration does not converge
 * @throws {DTypeError} for bools; integers are converted to float64
 * @remarks About 4·m·n² + 12·n³ flops (m ≥ n), by Householder bidiagonalization and divide and conquer, never through AᵀA; a
 *   tall matrix is reduced to R of its QR first. |ŝᵢ − sᵢ| ≤ p(m, n)·u·s₁, and what is lost to a small sᵢ is lost in the
 *   bidiagonalization only. float32 and complex64 are computed in float64 and complex128. Gradients by vectors need functions that no
 *   common phase of complex u and v changes. At a repeated singular value they exist of functions of its vectors that no common
 *   change of their bases changes (U·Vᴴ), and of functions that treat its values and vectors alike; full factors of rectangular
 *   matrices have none.
 *   Of all matrices of rank r, the first r vectors give the nearest one: ‖A − Aᵣ‖₂ = sᵣ₊₁ (Eckart & Young 1936). `svdRandomized`
 *   finds them in O(m·n·r) where singular values decay.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §8.6; Gu & Eisenstat 1995; Drmač & Veselić 2008 (Jacobi)
 * @example
 * svd(array([[3, 0], [4, 0]])).S.toArray(); // [5, 0]
 * svd(array([[3, 0], [4, 0]]), { rank: 1 }).Vh.shape; // [1, 2]
 */
export function svd<
  D extends DType,
  S extends Shape,
  const F extends boolean = false,
  const R extends number | undefined = undefined,
>(a: NDArray<D, S> & Check<Matrix<S>, "svd">, options?: SvdOptions<F, R>): SVD<Divided<D>, S, F, R> {
  const { full = false, rank, method } = requireOptions("svd", options);
  const matrix = requireInexactMatrix("svd", a as NDArray);
  if (rank !== undefined) requireRank(matrix, rank, full);
  const [U, S, Vh] = bindMany(svdP, [matrix], {
    full,
    jacobi: isJacobi("svd", method),
    valuesElsewhere: false,
  });
  if (rank === undefined) return new SVD(U, S, Vh);
  return new SVD(columns(U, 0, rank), slice(S, "...", `:${rank}`), rows(Vh, 0, rank));
}

type Left<S extends Shape, F extends boolean, R> = R extends number ? R : F extends true ? RowsOf<S> : MinDim<S>;
type Middle<S extends Shape, R> = R extends number ? R : MinDim<S>;
type Right<S extends Shape, F extends boolean, R> = R extends number ? R : F extends true ? ColsOf<S> : MinDim<S>;

/** A = U·diag(S)·Vh. */
export class SVD<
  D extends DType = any,
  S extends Shape = any,
  F extends boolean = boolean,
  R extends number | undefined = any,
> {
  constructor(
    /** Left singular vectors in columns, shape `[…, m, k]`, or `[…, m, m]` when full. */
    readonly U: NDArray<D, WithTail<S, readonly [RowsOf<S>, Left<S, F, R>]>>,
    /** Singular values, descending, shape `[…, k]`. */
    readonly S: NDArray<RealOf<D>, WithTail<S, readonly [Middle<S, R>]>>,
    /** Right singular vectors in rows, shape `[…, k, n]`, or `[…, n, n]` when full. */
    readonly Vh: NDArray<D, WithTail<S, readonly [Right<S, F, R>, ColsOf<S>]>>,
  ) {}

  /** U·diag(S)·Vh: A, or the nearest matrix to it of the rank that was kept. */
  reconstruct(): NDArray<D, S> {
    const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = this;
    const k = S.shape[S.ndim - 1];
    return matmul(mul(columns(U, 0, k), expandDims(S, -2)), rows(Vh, 0, k));
  }
}

/**
 * Singular values, descending, without vectors.
 *
 * @param a shape `[…, m, n]`
 * @returns shape `[…, min(m, n)]`
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {ConvergenceError} when the iteration does not converge
 * @throws {DTypeError} for bools; integers are converted to float64
 * @remarks 4·m·n² − 4/3·n³ flops (m ≥ n), 2·m·n² + 2·n³ for tall matrices; dqds takes O(n²). At repeated or zero singular values the
 *   gradient is one of many.
 */
export function svdvals<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "svdvals">,
  options?: SvdvalsOptions,
): NDArray<RealOf<Divided<D>>, Result<WithTail<S, readonly [MinDim<S>]>>> {
  const { method } = requireOptions("svdvals", options);
  const matrix = requireInexactMatrix("svdvals", a as NDArray);
  return bind(svdvalsP, [matrix], { op: "svdvals", jacobi: isJacobi("svdvals", method) });
}

/** Singular values, in the name of `op`. */
export function singularValuesOf(op: string, a: NDArray): NDArray {
  return bind(svdvalsP, [a], { op, jacobi: false });
}

/** U, S and Vh as constants to differentiation, in the name of `op`: for operations that know their own derivative. */
export function svdFactors(op: string, a: NDArray, full = false): readonly [U: NDArray, S: NDArray, Vh: NDArray] {
  const [U, S, Vh] = bindMany(svdFactorsP, [a], { op, full });
  return [U, S, Vh];
}

/** Vectors of which a loss is made that may use singular values of another call too, as gradients of those do. */
function vectorsBeside(a: NDArray): readonly [U: NDArray, Vh: NDArray] {
  const [U, , Vh] = bindMany(svdP, [a], { full: false, jacobi: false, valuesElsewhere: true });
  return [U, Vh];
}

/** Params of `svdP`. */
interface Factors {
  readonly full: boolean;
  readonly jacobi: boolean;
  /** Whether a loss uses values of another call, too. */
  readonly valuesElsewhere: boolean;
}

/** Params of `svdFactorsP`. */
interface Constants {
  /** In whose name it complains. */
  readonly op: string;
  readonly full: boolean;
}

/** Params of `svdvalsP`. */
interface Values {
  /** In whose name it complains. */
  readonly op: string;
  readonly jacobi: boolean;
}

const svdP: PrimitiveMany<Factors> = /* @__PURE__ */ primitiveMany<Factors>("svd", {
  batch: [2],
  abstract: ([a], { full }) => factorAvals(a, full),
  evaluate: ([a], [U, S, Vh], { jacobi }) => decompose({ op: "svd", jacobi }, a, S, U, Vh),
  derivative: {
    vjp: (cts, [a], outputs, params) => [() => svdPullBack(a, outputs, cts, params)],
    jvp: ([da], [a], outputs, { full }) => svdPushForward(a, outputs, da, full),
  },
});

const svdFactorsP: PrimitiveMany<Constants> = /* @__PURE__ */ primitiveMany<Constants>("svdFactors", {
  batch: [2],
  abstract: ([a], { full }) => factorAvals(a, full),
  evaluate: ([a], [U, S, Vh], { op }) => decompose({ op, jacobi: false }, a, S, U, Vh),
  derivative: false,
});

const svdvalsP: Primitive<Values> = /* @__PURE__ */ primitive<Values>("svdvals", {
  batch: [2],
  abstract: ([a]) => valuesOf(a),
  evaluate: ([a], S, values) => decompose(values, a, S, null, null),
  derivative: {
    // Ā = conj(U)·diag(S̄)·Vᵀ
    vjp: (ct, [a]) => [
      () => {
        const [U, Vh] = vectorsBeside(a);
        return conjugate(matmul(mul(U, expandDims(ct, -2)), Vh));
      },
    ],
    // dS = Re diag(Uᴴ·dA·V)
    jvp([da], [a]) {
      const [U, Vh] = vectorsBeside(a);
      return valuesPushForward(U, Vh, da);
    },
  },
});

function valuesOf(a: Aval): Aval {
  const type = realType(a.type);
  return { type, layout: rowMajor([...batchDims(a), Math.min(...matrixDims(a))]) };
}

function factorAvals(a: Aval, full: boolean): readonly Aval[] {
  const [m, n] = matrixDims(a);
  const k = Math.min(m, n);
  const batch = batchDims(a);
  return [
    { type: a.type, layout: rowMajor([...batch, m, full ? m : k]) },
    valuesOf(a),
    { type: a.type, layout: rowMajor([...batch, full ? n : k, n]) },
  ];
}

function decompose({ op, jacobi }: Values, a: NDArray, values: NDArray, U: NDArray | null, Vh: NDArray | null): void {
  if (!jacobi && U !== null && Vh !== null && decomposeFew(a, values, U, Vh)) return;
  requireFinite(op, "a", a);
  const k = Math.min(...matrixDims(a));
  const s = new Float64Array(k);
  const find = jacobi ? jacobiSingularValues : singularValues;
  let count = 0;
  for (const [matrix, u, vh] of matrices(U === null || Vh === null ? [a] : [a, U, Vh])) {
    const remaining = find(matrix, s, U === null ? null : { u, vh });
    if (remaining > 0) throw new ConvergenceError(op, remaining, k - 1, batchIndex(count, batchDims(a)));
    elements(values.storage, values.type).set(s, values.offset + count * k);
    count++;
  }
}

/** Small matrices, by kernels; answers whether they did it. */
function decomposeFew(a: NDArray, values: NDArray, U: NDArray, Vh: NDArray): boolean {
  const k = Math.min(...matrixDims(a));
  let done = 0;
  return inFewCalls([a, U, Vh], (count, [first, u, vh], [step]) => {
    const row = new MatrixView(values.type, values.storage, values.offset + done * k, count, k, k, 1);
    done += count;
    return svdMany(count, { first, step }, row, u, vh);
  });
}

function isJacobi(op: string, method: unknown): boolean {
  if (method !== undefined && method !== "divide" && method !== "jacobi") {
    throw new ValueError(op, 'method must be "divide" or "jacobi"', kindOf(method));
  }
  return method === "jacobi";
}

function requireRank(a: NDArray, rank: number, full: boolean): void {
  if (full) throw new ValueError("svd", "full factors cannot be truncated", `rank ${kindOf(rank)} and full: true`);
  const k = Math.min(...matrixDims(a));
  if (Number.isInteger(rank) && rank >= 0 && rank <= k) return;
  throw new ValueError("svd", `rank must be an integer in [0, ${k}]`, kindOf(rank));
}
