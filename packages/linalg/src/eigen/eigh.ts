import { type Check, type DType, type Divided, type NDArray, type RealOf, type Result, type Shape } from "@linnet/core";
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
  requireOptions,
  requireSquare,
  rowMajor,
} from "@linnet/core/extend";
import { MatrixView, realType } from "@linnet/kernels";
import { eighMany } from "@linnet/kernels/lapack";
import { conjugate } from "../operand/adjoint.js";
import { batchIndex } from "../operand/batch.js";
import { symmetricEigen } from "../blocked/symmetric/eigh.js";
import { eighPullBack, eighPushForward, padColumns, scaledSandwich, valuesPushForward } from "./eigh-derivative.js";
import { ConvergenceError } from "../errors.js";
import { inFewCalls } from "../operand/few-rows.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import { columns } from "../operand/parts.js";
import { type SpectrumRange, indexRange, indicesWithin } from "./spectrum-range.js";
import { requireSymmetric } from "../operand/symmetry.js";
import type { RowsOf, Square, WithTail } from "../operand/typed-shape.js";

/** Options of `eigh` and `eigvalsh`. */
export interface EighOptions {
  /** Refuse a matrix that is not symmetric, or Hermitian, up to n·ε·max|aᵢⱼ|. Default false: one triangle is read. */
  readonly check?: boolean;
  /** Some of the eigenvalues. Default: all. */
  readonly range?: undefined;
}

/** Options that ask for a part of the spectrum. */
export interface EighRangeOptions {
  readonly check?: boolean;
  readonly range: SpectrumRange;
}

/**
 * Eigenvalues and eigenvectors of a symmetric or Hermitian matrix. Reads the lower triangle only, and of its diagonal the real
 * parts; `check` refuses a matrix that is not symmetric.
 *
 *     A·V = V·diag(λ),  Vᴴ·V = I
 *
 * @param a shape `[…, n, n]`, real or complex
 * @returns `values` real, ascending, `[…, n]`; `vectors` in columns, `[…, n, n]`, their signs or phases not normalized. With a `range`
 *   of k eigenvalues `[…, k]` and `[…, n, k]`
 * @throws {ShapeError} when the last two axes differ, and for a `range` by value of a batch
 * @throws {ValueError} when an entry is NaN or infinite, for an invalid `range`, and of a failed `check`
 * @throws {ConvergenceError} when the iteration does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 4/3·n³ flops to tridiagonal form, at most 8/3·n³ for divide and conquer, 2·n²·k for k vectors; four times the first
 *   and last for complex numbers. |λ̂ − λ| ≤ p(n)·u·‖A‖₂ for every eigenvalue, vectors orthonormal to working precision. Computed in
 *   double precision whatever the dtype. Gradients are symmetric or Hermitian; those of vectors need functions that no phase of
 *   a complex vector changes. At a repeated eigenvalue they exist of functions of its vectors that no change of their basis
 *   changes (projectors V·Vᴴ), and of functions that treat its values and vectors alike; `funmh` has those of V·diag(f(λ))·Vᴴ.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §8.3; Gu & Eisenstat 1995
 * @example
 * eigh(array([[2, 1], [1, 2]])).values.toArray(); // [1, 3]
 * @example
 * const a = array([[2, 1], [1, 2]]);
 * eigh(a, { range: { index: [1, 2] } }).values.toArray(); // [3]
 */
export function eigh<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "eigh">,
  options?: EighOptions,
): SymmetricEigen<Divided<D>, S>;
export function eigh<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "eigh">,
  options: EighRangeOptions,
): SymmetricEigen<Divided<D>, S, number>;
export function eigh(a: NDArray, options?: EighOptions | EighRangeOptions): SymmetricEigen {
  const { range } = requireOptions("eigh", options);
  const matrix = operand("eigh", a, options);
  const indices = range === undefined ? undefined : indexRange("eigh", range, matrix);
  const [values, vectors] = bindMany(eighP, [matrix], { indices: indices ?? undefined, valuesElsewhere: false });
  if (range?.value === undefined) return new SymmetricEigen(values, vectors);
  const [start, end] = indicesWithin(values, range.value);
  return new SymmetricEigen(columns(values, start, end), columns(vectors, start, end));
}

/** A = V·diag(λ)·Vᴴ. */
export class SymmetricEigen<D extends DType = any, S extends Shape = any, K extends number = RowsOf<S>> {
  constructor(
    /** Eigenvalues, real, ascending, shape `[…, n]`, or `[…, k]` of a range. */
    readonly values: NDArray<RealOf<D>, WithTail<S, readonly [K]>>,
    /** Eigenvectors in columns, `[…, n, n]`, or `[…, n, k]`. */
    readonly vectors: NDArray<D, WithTail<S, readonly [RowsOf<S>, K]>>,
  ) {}

  /** V·diag(λ)·Vᴴ: A, or its part of the range. */
  reconstruct(): NDArray<D, S> {
    const { values, vectors }: { values: NDArray; vectors: NDArray } = this;
    return scaledSandwich(vectors, values);
  }
}

/**
 * Eigenvalues of a symmetric or Hermitian matrix, ascending, without vectors. Reads the lower triangle only.
 *
 * @param a shape `[…, n, n]`, real or complex
 * @returns real, shape `[…, n]`, or `[…, k]` with a `range`
 * @throws {ShapeError} when the last two axes differ, and for a `range` by value of a batch
 * @throws {ValueError} when an entry is NaN or infinite, for an invalid `range`, and of a failed `check`
 * @throws {ConvergenceError} when the iteration does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 4/3·n³ flops, four times as many for complex numbers. At a repeated eigenvalue the gradient is that of one of its
 *   bases.
 */
export function eigvalsh<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "eigvalsh">,
  options?: EighOptions,
): NDArray<RealOf<Divided<D>>, Result<WithTail<S, readonly [RowsOf<S>]>>>;
export function eigvalsh<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "eigvalsh">,
  options: EighRangeOptions,
): NDArray<RealOf<Divided<D>>, Result<WithTail<S, readonly [number]>>>;
export function eigvalsh(a: NDArray, options?: EighOptions | EighRangeOptions): NDArray {
  const { range } = requireOptions("eigvalsh", options);
  const matrix = operand("eigvalsh", a, options);
  const indices = range === undefined ? null : indexRange("eigvalsh", range, matrix);
  const values = bind(eigvalshP, [matrix], undefined);
  if (range === undefined) return values;
  return columns(values, ...(indices ?? indicesWithin(values, range.value ?? [0, 0])));
}

/** Eigenvectors of which a loss is made that may use eigenvalues of another call too, as gradients of those do. */
function vectorsBeside(a: NDArray): NDArray {
  return bindMany(eighP, [a], { indices: undefined, valuesElsewhere: true })[1];
}

/** Which eigenpairs, from the first up to but not including the second; all where it is undefined. */
type Indices = readonly [start: number, end: number] | undefined;

interface Params {
  readonly indices: Indices;
  readonly valuesElsewhere: boolean;
}

const eighP: PrimitiveMany<Params> = /* @__PURE__ */ primitiveMany<Params>("eigh", {
  batch: [2],
  abstract([a], { indices }) {
    const [n] = matrixDims(a);
    const [start, end] = indices ?? [0, n];
    const values = valuesOf(a, end - start);
    return [values, { type: a.type, layout: rowMajor([...batchDims(a), n, end - start]) }];
  },
  evaluate: ([a], [values, vectors], { indices }) => decompose("eigh", a, values, vectors, indices),
  derivative: {
    vjp(cts, [a], [values, V], { indices, valuesElsewhere }) {
      return [
        () => {
          if (indices === undefined) return eighPullBack(a, values, V, cts, valuesElsewhere);
          const [n] = matrixDims(a);
          const all: { values: NDArray; vectors: NDArray } = eigh(a);
          const padded = cts.map((ct) => padColumns(ct, indices[0], n));
          return eighPullBack(a, all.values, all.vectors, padded, valuesElsewhere);
        },
      ];
    },
    jvp([da], [a], [values, V], { indices }) {
      if (indices === undefined) return eighPushForward(values, V, da);
      const all: { values: NDArray; vectors: NDArray } = eigh(a);
      return eighPushForward(all.values, all.vectors, da).map((x) => columns(x, ...indices));
    },
  },
});

/** Values and vectors as constants to differentiation, in the name of `op`: for operations that know their own derivative. */
export function eighFactors(op: string, a: NDArray): readonly [values: NDArray, vectors: NDArray] {
  const [values, vectors] = bindMany(eighFactorsP, [a], op);
  return [values, vectors];
}

/** Params: the operation. */
const eighFactorsP: PrimitiveMany<string> = /* @__PURE__ */ primitiveMany<string>("eighFactors", {
  batch: [2],
  abstract: ([a]) => [valuesOf(a, matrixDims(a)[0]), { type: a.type, layout: rowMajor(a.layout.shape) }],
  evaluate: ([a], [values, vectors], op) => decompose(op, a, values, vectors, undefined),
  derivative: false,
});

const eigvalshP: Primitive = /* @__PURE__ */ primitive("eigvalsh", {
  batch: [2],
  abstract: ([a]) => valuesOf(a, matrixDims(a)[0]),
  evaluate: ([a], values) => decompose("eigvalsh", a, values, null, undefined),
  derivative: {
    // Ā = conj(V·diag(λ̄)·Vᴴ)
    vjp: (ct, [a]) => [() => conjugate(scaledSandwich(vectorsBeside(a), ct))],
    jvp: ([da], [a]) => valuesPushForward(vectorsBeside(a), da),
  },
});

function operand(op: string, a: NDArray, options: EighOptions | EighRangeOptions | undefined): NDArray {
  const matrix = requireInexactMatrix(op, requireSquare(op, a));
  if (options?.check === true) {
    requireFiniteMatrices(op, "a", matrix);
    requireSymmetric(op, "a", matrix);
  }
  return matrix;
}

function valuesOf(a: Aval, count: number): Aval {
  const type = a.type.kind === "complex" ? realType(a.type) : a.type;
  return { type, layout: rowMajor([...batchDims(a), count]) };
}

function decompose(op: string, a: NDArray, values: NDArray, vectors: NDArray | null, indices: Indices): void {
  const [n] = matrixDims(a);
  const [start, end] = indices ?? [0, n];
  if (decomposeFew(a, values, vectors, start, end - start)) return;
  requireFiniteMatrices(op, "a", a);
  const lambda = new Float64Array(n);
  const chosen = lambda.subarray(start, end);
  let count = 0;
  for (const [matrix, basis] of matrices(vectors === null ? [a] : [a, vectors])) {
    const remaining = symmetricEigen(matrix, lambda, vectors === null ? null : basis, start);
    if (remaining > 0) throw new ConvergenceError(op, remaining, n - 1, batchIndex(count, batchDims(a)));
    elements(values.storage, values.type).set(chosen, values.offset + count * (end - start));
    count++;
  }
}

/** Small matrices, by kernels; answers whether they did it. */
function decomposeFew(a: NDArray, values: NDArray, vectors: NDArray | null, start: number, k: number): boolean {
  let done = 0;
  return inFewCalls(vectors === null ? [a] : [a, vectors], (count, [first, basis], [step]) => {
    const row = new MatrixView(values.type, values.storage, values.offset + done * k, count, k, k, 1);
    done += count;
    return eighMany(count, { first, step }, start, row, vectors === null ? null : basis);
  });
}
