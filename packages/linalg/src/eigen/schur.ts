import {
  type Check,
  type ComplexOf,
  type DType,
  type Divided,
  type NDArray,
  type Result,
  type Shape,
  ValueError,
  adjoint,
  matmul,
} from "@linnet/core";
import {
  type Aval,
  type PrimitiveMany,
  batchDims,
  bindMany,
  elements,
  matrices,
  matrixDims,
  primitiveMany,
  requireOptions,
  requireSquare,
  rowMajor,
  withElements,
} from "@linnet/core/extend";
import { MatrixView } from "@linnet/kernels";
import { schurMany } from "@linnet/kernels/lapack";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { batchIndex } from "../operand/batch.js";
import { inFewCalls } from "../operand/few-rows.js";
import { reorderSchurForm, schurForm } from "../blocked/schur/schur.js";
import { complexTypeOf } from "./eig.js";
import { ConvergenceError, ReorderError } from "../errors.js";
import { noDerivative } from "../operand/no-derivative.js";
import { requireFiniteMatrices, requireInexactMatrix } from "../operand/operands.js";
import type { RowsOf, Square, WithTail } from "../operand/typed-shape.js";

/** Options of `schur`. */
export interface SchurOptions<O extends "real" | "complex"> {
  /**
   * `"real"`: T of a real matrix is real, with a 2×2 block for each complex pair. `"complex"`: T is complex and triangular.
   * Default: as the matrix is.
   */
  readonly output?: O;
}

type SchurType<D extends DType, O extends "real" | "complex"> = O extends "complex" ? ComplexOf<D> : D;

/**
 * Schur form: a unitary similarity to triangular form.
 *
 *     A = Z·T·Zᴴ,  Zᴴ·Z = I
 *
 * @param a shape `[…, n, n]`
 * @returns `T` and `Z` of the shape of A. A real T has zeros below its subdiagonal, and blocks [a b; c a] with b·c < 0 for
 *   complex pairs; `values` are the eigenvalues in the order of T, complex
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite, or for a real form of a complex matrix
 * @throws {ConvergenceError} when the iteration does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks About 25·n³ flops. Backward stable: ‖A − Z·T·Zᴴ‖ ≤ p(n)·u·‖A‖. float32 and complex64 are computed in double
 *   precision.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §7.5–7.6
 * @example
 * schur(array([[0, -2], [2, 0]])).values.toArray(); // [[0, 2], [0, -2]]: ±2i
 */
export function schur<D extends DType, S extends Shape, const O extends "real" | "complex" = "real">(
  a: NDArray<D, S> & Check<Square<S>, "schur">,
  options?: SchurOptions<O>,
): Schur<SchurType<Divided<D>, O>, S> {
  const x = requireInexactMatrix("schur", requireSquare("schur", a as NDArray));
  const isComplex = x.type.kind === "complex";
  const output: string = requireOptions("schur", options).output ?? (isComplex ? "complex" : "real");
  if (output !== "complex" && (output !== "real" || isComplex)) {
    const hint = "Leave out the option.";
    if (output === "real") throw new ValueError("schur", "a must be real for a real Schur form", x.type.name, hint);
    throw new ValueError("schur", 'output must be "real" or "complex"', JSON.stringify(output), hint);
  }
  const [T, Z, values] = bindMany(schurP, [x], output === "complex");
  return new Schur(T, Z, values);
}

/** A = Z·T·Zᴴ. */
export class Schur<D extends DType = any, S extends Shape = any> {
  constructor(
    /** Triangular, or with 2×2 blocks when real, shape of A. */
    readonly T: NDArray<D, S>,
    /** Unitary, shape of A: its first k columns span an invariant subspace, unless they split a block. */
    readonly Z: NDArray<D, S>,
    /** Eigenvalues in the order of T, complex, shape `[…, n]`. */
    readonly values: NDArray<ComplexOf<D>, Result<WithTail<S, readonly [RowsOf<S>]>>>,
  ) {}

  /**
   * The Schur form with chosen eigenvalues first, in their order: the first columns of Z then span their invariant
   * subspace. Of a complex pair of a real T both are moved when either is chosen.
   *
   * @param select whether an eigenvalue, from its real and imaginary part, is to be moved
   * @throws {ReorderError} when two eigenvalues are so close that exchanging them would change others
   * @remarks 12·n flops for each exchange of neighbours; eigenvalues change by rounding
   * @see LAPACK dtrsen; Bai & Demmel 1993
   * @example
   * schur(array([[1, 5], [0, -2]])).reorder((re) => re < 0).values.toArray(); // [[-2, 0], [1, 0]]
   */
  reorder(select: (re: number, im: number) => boolean): Schur<D, S> {
    const { T, Z, values }: { T: NDArray; Z: NDArray; values: NDArray } = this;
    const all = withElements(values); // of every member of a batch
    const data = all.toTypedArray();
    const chosen = Array.from({ length: all.size }, (_, k) => select(data[2 * k], data[2 * k + 1]));
    const [T2, Z2, values2] = bindMany(reorderP, [T, Z], chosen);
    return new Schur<D, S>(T2, Z2, values2);
  }

  /** Z·T·Zᴴ. */
  reconstruct(): NDArray<D, S> {
    const { T, Z }: { T: NDArray; Z: NDArray } = this;
    return matmul(matmul(Z, T), adjoint(Z));
  }
}

const schurP: PrimitiveMany<boolean> = /* @__PURE__ */ primitiveMany<boolean>("schur", {
  batch: [2],
  abstract: ([a], isComplex) => factorAvals(a, isComplex),
  evaluate: ([a], [T, Z, values], isComplex) => {
    if (!isComplex && schurFew(a, T, Z, values)) return;
    requireFiniteMatrices("schur", "a", a);
    const [n] = matrixDims(a);
    eachMatrix([a, T, Z], values, ([matrix, t, z], lambda, index) => {
      const remaining = schurForm(matrix, t, z, lambda);
      if (remaining > 0) throw new ConvergenceError("schur", remaining, n - 1, index);
    });
  },
  derivative: /* @__PURE__ */ noDerivative("schur", "Use eig or eigvals, which have one."),
});

/** Small real matrices in one call for all of them; `false` where that is not done. */
function schurFew(a: NDArray, T: NDArray, Z: NDArray, { type, storage, offset }: NDArray): boolean {
  const [n] = matrixDims(a);
  let at = offset;
  return inFewCalls([a, T, Z], (count, [first, t, z], [step]) => {
    const values = new MatrixView(type, storage, at, count, n, n, 1);
    at += count * n;
    return schurMany(count, { first, step }, t, z, values);
  });
}

const reorderP: PrimitiveMany<readonly boolean[]> = /* @__PURE__ */ primitiveMany<readonly boolean[]>("reorder", {
  batch: [2],
  abstract: ([T]) => factorAvals(T, T.type.kind === "complex"),
  evaluate: ([T, Z], [T2, Z2, values], chosen) => {
    let start = 0;
    eachMatrix([T, Z, T2, Z2], values, ([t, z, t2, z2], lambda, index) => {
      copyMatrix(t, t2);
      copyMatrix(z, z2);
      if (!reorderSchurForm(t2, z2, chosen.slice(start, start + t.rows), lambda)) throw new ReorderError(index);
      start += t.rows;
    });
  },
  derivative: /* @__PURE__ */ noDerivative("reorder", "Use eig or eigvals, which have one."),
});

function factorAvals(a: Aval, isComplex: boolean): readonly Aval[] {
  const [n] = matrixDims(a);
  const wide = complexTypeOf(a.type);
  const factor = { type: isComplex ? wide : a.type, layout: rowMajor(a.layout.shape) };
  return [factor, factor, { type: wide, layout: rowMajor([...batchDims(a), n]) }];
}

/** Runs over matrices that go together; the eigenvalues, interleaved, are written to `values`. */
function eachMatrix(
  arrays: readonly NDArray[],
  values: NDArray,
  run: (
    views: ReturnType<typeof matrices> extends Iterable<infer V> ? V : never,
    lambda: Float64Array,
    index: number[],
  ) => void,
): void {
  const [n] = matrixDims(arrays[0]);
  const lambda = new Float64Array(2 * n);
  let count = 0;
  for (const views of matrices(arrays)) {
    run(views, lambda, batchIndex(count, batchDims(arrays[0])));
    elements(values.storage, values.type).set(lambda, 2 * (values.offset + count * n));
    count++;
  }
}
