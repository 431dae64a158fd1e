import type { Check, ComplexOf, DType, Divided, NDArray, RealOf, Result, Shape } from "@linnet/core";
import {
  type Aval,
  type ElementType,
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
import { MatrixView, complex128, complex64, float32, float64 } from "@linnet/kernels";
import { eigenMany } from "@linnet/kernels/lapack";
import { batchIndex } from "../operand/batch.js";
import { inFewCalls } from "../operand/few-rows.js";
import { generalEigen } from "../blocked/schur/general-eigen.js";
import {
  type EigenResults,
  eigPullBack,
  eigPushForward,
  eigvalsPullBack,
  eigvalsPushForward,
} from "./eig-derivative.js";
import { ConvergenceError } from "../errors.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import type { RowsOf, Square, WithTail } from "../operand/typed-shape.js";

/** Options of `eigvals`. */
export interface EigvalsOptions {
  /** Permute the matrix first, and scale its rows and columns to like norms where that brings its norm below an eighth. Default true. */
  readonly balance?: boolean;
}

/** Options of `eig`. */
export interface EigOptions<L extends boolean, C extends boolean> extends EigvalsOptions {
  /** Left eigenvectors as well, yᴴ·A = λ·yᴴ. Default false. */
  readonly left?: L;
  /** Condition numbers of the eigenvalues as well. Default false. */
  readonly conditionNumbers?: C;
}

/**
 * Eigenvalues and eigenvectors of a square matrix. The answer is complex, for real matrices too.
 *
 *     A·V = V·diag(λ)
 *
 * @param a shape `[…, n, n]`
 * @returns `values` in no particular order, `[…, n]`, complex pairs of a real matrix side by side and exactly conjugate;
 *   `vectors` in columns of norm 1, `[…, n, n]`, the largest entry of a complex one real
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {ConvergenceError} when the iteration does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks About 25·n³ flops, by Hessenberg reduction and multishift QR. Backward stable: λ̂ are eigenvalues of some A + E
 *   with ‖E‖ ≤ p(n)·u·‖A‖, so |λ̂ − λ| ≲ p(n)·u·‖A‖/|yᴴx| for a simple eigenvalue. A defective matrix has no basis of
 *   eigenvectors: some columns are then nearly equal. float32 and complex64 are computed in double precision. Differentiable,
 *   left vectors and condition numbers too, where there is a basis of eigenvectors; at a repeated eigenvalue functions of its
 *   vectors that no change of their basis changes, and of values that treat it alike.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §7.5–7.6; Braman, Byers & Mathias 2002
 * @example
 * eig(array([[0, -1], [1, 0]])).values.toArray(); // [[0, 1], [0, -1]]: ±i
 */
export function eig<D extends DType, S extends Shape, const L extends boolean = false, const C extends boolean = false>(
  a: NDArray<D, S> & Check<Square<S>, "eig">,
  options?: EigOptions<L, C>,
): GeneralEigen<Divided<D>, S, L, C> {
  const { left = false, conditionNumbers = false, balance = true } = requireOptions("eig", options);
  const params = { left, conditionNumbers, balance, valuesElsewhere: false };
  const outputs = bindMany(eigP, [requireInexactMatrix("eig", requireSquare("eig", a as NDArray))], params);
  return new GeneralEigen(
    outputs[0],
    outputs[1],
    (left ? outputs[2] : undefined) as GeneralEigen<Divided<D>, S, L, C>["leftVectors"],
    (conditionNumbers ? outputs[outputs.length - 1] : undefined) as GeneralEigen<
      Divided<D>,
      S,
      L,
      C
    >["conditionNumbers"],
  );
}

/** A·V = V·diag(λ). */
export class GeneralEigen<
  D extends DType = any,
  S extends Shape = any,
  L extends boolean = boolean,
  C extends boolean = boolean,
> {
  constructor(
    /** Eigenvalues, complex, shape `[…, n]`. */
    readonly values: NDArray<ComplexOf<D>, WithTail<S, readonly [RowsOf<S>]>>,
    /** Right eigenvectors in columns of norm 1, complex, shape of A. */
    readonly vectors: NDArray<ComplexOf<D>, S>,
    /** Left eigenvectors in columns of norm 1, yᴴ·A = λ·yᴴ; only on request. */
    readonly leftVectors: L extends true ? NDArray<ComplexOf<D>, S> : undefined,
    /**
     * 1/|yᴴx| ≥ 1 of each eigenvalue, shape `[…, n]`: how many times larger than a small change of A the change of the
     * eigenvalue can be. Infinite at a defective one. Only on request.
     */
    readonly conditionNumbers: C extends true ? NDArray<RealOf<D>, WithTail<S, readonly [RowsOf<S>]>> : undefined,
  ) {}
}

/**
 * Eigenvalues of a square matrix, complex, without vectors.
 *
 * @param a shape `[…, n, n]`
 * @returns shape `[…, n]`, in no particular order
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {ConvergenceError} when the iteration does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks About 10·n³ flops. Differentiable where there is a basis of eigenvectors; at a repeated eigenvalue the gradient is that of
 *   one of its bases.
 * @example
 * eigvals(array([[2, 1], [0, 3]])).toArray(); // [[2, 0], [3, 0]]
 */
export function eigvals<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "eigvals">,
  options?: EigvalsOptions,
): NDArray<ComplexOf<Divided<D>>, Result<WithTail<S, readonly [RowsOf<S>]>>> {
  const { balance = true } = requireOptions("eigvals", options);
  return bind(eigvalsP, [requireInexactMatrix("eigvals", requireSquare("eigvals", a as NDArray))], balance);
}

interface EigParams {
  readonly left: boolean;
  readonly conditionNumbers: boolean;
  readonly balance: boolean;
  /** Whether a loss uses values of another call, too. */
  readonly valuesElsewhere: boolean;
}

const eigP: PrimitiveMany<EigParams> = /* @__PURE__ */ primitiveMany<EigParams>("eig", {
  batch: [2],
  abstract: ([a], { left, conditionNumbers }) => {
    const type = complexTypeOf(a.type);
    const vectors = { type, layout: rowMajor(a.layout.shape) };
    return [
      valuesOf(a, type),
      vectors,
      ...(left ? [vectors] : []),
      ...(conditionNumbers ? [valuesOf(a, realTypeOf(type))] : []),
    ];
  },
  evaluate: ([a], outputs, { left, conditionNumbers, balance }) => {
    const conditions = conditionNumbers ? outputs[outputs.length - 1] : null;
    decompose("eig", a, balance, { values: outputs[0], right: outputs[1], left: left ? outputs[2] : null, conditions });
  },
  derivative: {
    vjp: (cts, [a], outputs, params) => [() => eigPullBack(a, named(outputs, params), named(cts, params))],
    jvp: ([da], [a], outputs, params) => eigPushForward(a, named(outputs, params), da),
  },
});

const eigvalsP: Primitive<boolean> = /* @__PURE__ */ primitive<boolean>("eigvals", {
  batch: [2],
  abstract: ([a]) => valuesOf(a, complexTypeOf(a.type)),
  evaluate: ([a], values, balance) =>
    decompose("eigvals", a, balance, { values, right: null, left: null, conditions: null }),
  derivative: {
    vjp: (ct, [a], _values, balance) => [() => eigvalsPullBack(a, vectorsOf(a, balance), ct)],
    jvp: ([da], [a], _values, balance) => eigvalsPushForward(vectorsOf(a, balance), da),
  },
});

/** Right vectors of which a loss is made that may use eigenvalues of another call too, as gradients of those do. */
function vectorsOf(a: NDArray, balance: boolean): NDArray {
  return bindMany(eigP, [a], { left: false, conditionNumbers: false, balance, valuesElsewhere: true })[1];
}

/** Outputs of `eigP`, or their cotangents, by name. */
function named<T>(outputs: readonly T[], { left, conditionNumbers, valuesElsewhere }: EigParams): EigenResults<T> {
  return {
    values: outputs[0],
    right: outputs[1],
    left: left ? outputs[2] : null,
    conditions: conditionNumbers ? outputs[outputs.length - 1] : null,
    valuesElsewhere,
  };
}

/** complex64 for single precision, complex128 for double. */
export function complexTypeOf(type: ElementType): ElementType {
  return type === float32 || type === complex64 ? complex64 : complex128;
}

function realTypeOf(type: ElementType): ElementType {
  return type === complex64 ? float32 : float64;
}

function valuesOf(a: Aval, type: ElementType): Aval {
  const [n] = matrixDims(a);
  return { type, layout: rowMajor([...batchDims(a), n]) };
}

interface Outputs {
  readonly values: NDArray;
  readonly right: NDArray | null;
  readonly left: NDArray | null;
  readonly conditions: NDArray | null;
}

function decompose(op: string, a: NDArray, balance: boolean, { values, right, left, conditions }: Outputs): void {
  if (left === null && conditions === null && decomposeFew(a, balance, values, right)) return;
  requireFiniteMatrices(op, "a", a);
  const [n] = matrixDims(a);
  const lambda = new Float64Array(2 * n);
  const kappa = conditions === null ? null : new Float64Array(n);
  let count = 0;
  for (const [matrix, ...wanted] of matrices([a, right, left].filter((x) => x !== null))) {
    const results = {
      values: lambda,
      right: right === null ? null : wanted[0],
      left: left === null ? null : wanted[wanted.length - 1],
      conditions: kappa,
    };
    const remaining = generalEigen(matrix, balance, results);
    if (remaining > 0) throw new ConvergenceError(op, remaining, n - 1, batchIndex(count, batchDims(a)));
    elements(values.storage, values.type).set(lambda, 2 * (values.offset + count * n));
    if (conditions !== null && kappa !== null) {
      elements(conditions.storage, conditions.type).set(kappa, conditions.offset + count * n);
    }
    count++;
  }
}

/** Small real matrices in one call for all of them; `false` where that is not done. */
function decomposeFew(
  a: NDArray,
  balance: boolean,
  { type, storage, offset }: NDArray,
  right: NDArray | null,
): boolean {
  if (a.type.kind === "complex") return false;
  const [n] = matrixDims(a);
  let at = offset;
  return inFewCalls(right === null ? [a] : [a, right], (count, [first, vectors = null], [step]) => {
    const values = new MatrixView(type, storage, at, count, n, n, 1);
    at += count * n;
    return eigenMany(count, { first, step }, balance, values, vectors);
  });
}
