import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type RealOf,
  type Result,
  type Shape,
  expandDims,
  matmul,
  mul,
} from "@linnet/core";
import {
  type Aval,
  type Primitive,
  type PrimitiveMany,
  batchDims,
  bind,
  bindMany,
  elements,
  matrices,
  matrixDims,
  primitive,
  primitiveMany,
  requireFinite,
  requireOptions,
  rowMajor,
} from "@linnet/core/extend";
import { batchIndex } from "./batch.js";
import { singularValues } from "./blocked/svd.js";
import { ConvergenceError } from "./errors.js";
import { conjugate } from "./adjoint.js";
import { realType } from "@linnet/kernels";
import { requireInexactMatrix } from "./operands.js";
import { columns, rows } from "./parts.js";
import { svdPullBack, svdPushForward, valuesPushForward } from "./svd-derivative.js";
import type { ColsOf, Matrix, MinDim, RowsOf, WithTail } from "./typed-shape.js";

/** Options of `svd`. */
export interface SvdOptions<F extends boolean> {
  /** Square U `[…, m, m]` and Vh `[…, n, n]`. Default false: the thin factors. */
  readonly full?: F;
}

/**
 * Singular value decomposition.
 *
 *     A = U·diag(S)·Vh
 *
 * @param a shape `[…, m, n]`; k = min(m, n)
 * @returns `S` descending, real and ≥ 0, `[…, k]`; `U` `[…, m, k]` and `Vh` = Vᴴ `[…, k, n]` with orthonormal columns and
 *   rows. Signs, or phases of complex vectors, are not normalized: −1 times a column of U and the row of Vh with it is as good.
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {ConvergenceError} when the iteration does not converge
 * @throws {DTypeError} for bools; integers are converted to float64
 * @remarks About 4·m·n² + 12·n³ flops (m ≥ n), by Householder bidiagonalization and divide and conquer, never through AᵀA; a
 *   tall matrix is reduced to R of its QR first. |ŝᵢ − sᵢ| ≤ p(m, n)·u·s₁, and what is lost to a small sᵢ is lost in the
 *   bidiagonalization only. float32 and complex64 are computed in float64 and complex128. The
 *   derivative of vectors needs distinct singular values, and a real A: phases of complex vectors are nobody's to choose.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §8.6; Gu & Eisenstat 1995
 * @example
 * svd(array([[3, 0], [4, 0]])).S.toArray(); // [5, 0]
 */
export function svd<D extends DType, S extends Shape, const F extends boolean = false>(
  a: NDArray<D, S> & Check<Matrix<S>, "svd">,
  options?: SvdOptions<F>,
): SVD<Divided<D>, S, F> {
  const { full = false } = requireOptions("svd", options);
  const [U, S, Vh] = bindMany(svdP, [requireInexactMatrix("svd", a as NDArray)], full);
  return new SVD(U, S, Vh);
}

type Left<S extends Shape, F extends boolean> = F extends true ? RowsOf<S> : MinDim<S>;
type Right<S extends Shape, F extends boolean> = F extends true ? ColsOf<S> : MinDim<S>;

/** A = U·diag(S)·Vh. */
export class SVD<D extends DType = any, S extends Shape = any, F extends boolean = boolean> {
  constructor(
    /** Left singular vectors in columns, shape `[…, m, k]`, or `[…, m, m]` when full. */
    readonly U: NDArray<D, WithTail<S, readonly [RowsOf<S>, Left<S, F>]>>,
    /** Singular values, descending, shape `[…, k]`. */
    readonly S: NDArray<RealOf<D>, WithTail<S, readonly [MinDim<S>]>>,
    /** Right singular vectors in rows, shape `[…, k, n]`, or `[…, n, n]` when full. */
    readonly Vh: NDArray<D, WithTail<S, readonly [Right<S, F>, ColsOf<S>]>>,
  ) {}

  /** U·diag(S)·Vh. */
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
): NDArray<RealOf<Divided<D>>, Result<WithTail<S, readonly [MinDim<S>]>>> {
  return singularValuesOf("svdvals", requireInexactMatrix("svdvals", a as NDArray));
}

/** Singular values, in the name of `op`. */
export function singularValuesOf(op: string, a: NDArray): NDArray {
  return bind(svdvalsP, [a], op);
}

/** U, S and Vh as constants to differentiation, in the name of `op`: for operations that know their own derivative. */
export function svdFactors(op: string, a: NDArray): readonly [U: NDArray, S: NDArray, Vh: NDArray] {
  const [U, S, Vh] = bindMany(svdFactorsP, [a], op);
  return [U, S, Vh];
}

const svdP: PrimitiveMany<boolean> = /* @__PURE__ */ primitiveMany<boolean>("svd", {
  abstract: ([a], full) => factorAvals(a, full),
  evaluate: ([a], [U, S, Vh]) => decompose("svd", a, S, U, Vh),
  derivative: {
    vjp: (cts, [a], outputs, full) => [() => svdPullBack(a, outputs, cts, full)],
    jvp: ([da], [a], outputs, full) => svdPushForward(a, outputs, da, full),
  },
});

const svdFactorsP: PrimitiveMany<string> = /* @__PURE__ */ primitiveMany<string>("svdFactors", {
  abstract: ([a]) => factorAvals(a, false),
  evaluate: ([a], [U, S, Vh], op) => decompose(op, a, S, U, Vh),
  derivative: false,
});

const svdvalsP: Primitive<string> = /* @__PURE__ */ primitive<string>("svdvals", {
  abstract: ([a]) => valuesOf(a),
  evaluate: ([a], S, op) => decompose(op, a, S, null, null),
  derivative: {
    // Ā = conj(U)·diag(S̄)·Vᵀ
    vjp: (ct, [a]) => [
      () => {
        const { U, Vh }: { U: NDArray; Vh: NDArray } = svd(a);
        return conjugate(matmul(mul(U, expandDims(ct, -2)), Vh));
      },
    ],
    // dS = Re diag(Uᴴ·dA·V)
    jvp([da], [a]) {
      const { U, Vh }: { U: NDArray; Vh: NDArray } = svd(a);
      return valuesPushForward(U, Vh, da);
    },
  },
});

function valuesOf(a: Aval): Aval {
  const type = a.type.kind === "complex" ? realType(a.type) : a.type;
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

function decompose(op: string, a: NDArray, values: NDArray, U: NDArray | null, Vh: NDArray | null): void {
  requireFinite(op, "a", a);
  const k = Math.min(...matrixDims(a));
  const s = new Float64Array(k);
  let count = 0;
  for (const [matrix, u, vh] of matrices(U === null || Vh === null ? [a] : [a, U, Vh])) {
    const remaining = singularValues(matrix, s, U === null ? null : { u, vh });
    if (remaining > 0) throw new ConvergenceError(op, remaining, k - 1, batchIndex(count, batchDims(a)));
    elements(values.storage, values.type).set(s, values.offset + count * k);
    count++;
  }
}
