import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Result,
  type Shape,
  add,
  diagonal,
  expandDims,
  matmul,
  matrixTranspose,
  mul,
  zerosLike,
} from "@linnet/core";
import {
  type Aval,
  type Primitive,
  type PrimitiveMany,
  batchDims,
  bind,
  bindMany,
  contiguousLike,
  elements,
  matrices,
  matrixDims,
  primitive,
  primitiveMany,
  requireFinite,
  requireSquare,
  rowMajor,
} from "@linnet/core/extend";
import { batchIndex } from "./batch.js";
import { symmetricEigen } from "./blocked/eigh.js";
import { ConvergenceError } from "./errors.js";
import { requireMatrix } from "./operands.js";
import { type GapRules, reciprocalGaps } from "./spectral-gaps.js";
import type { RowsOf, Square, WithTail } from "./typed-shape.js";

/**
 * Eigenvalues and eigenvectors of a symmetric matrix. Reads the lower triangle only.
 *
 *     A·V = V·diag(λ),  Vᵀ·V = I
 *
 * @param a shape `[…, n, n]`
 * @returns `values` ascending, `[…, n]`; `vectors` in columns, `[…, n, n]`, their signs not normalized
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {ConvergenceError} when the iteration does not converge
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks About 9·n³ flops. |λ̂ − λ| ≤ p(n)·u·‖A‖₂ for every eigenvalue, vectors orthonormal to working precision.
 *   float32 is computed in float64. Gradients are symmetric; those of vectors need distinct eigenvalues.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §8.3; Parlett, *The Symmetric Eigenvalue Problem*, ch. 8
 * @example
 * eigh(array([[2, 1], [1, 2]])).values.toArray(); // [1, 3]
 */
export function eigh<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "eigh">,
): SymmetricEigen<Divided<D>, S> {
  const [values, vectors] = bindMany(eighP, [requireMatrix("eigh", requireSquare("eigh", a as NDArray))], undefined);
  return new SymmetricEigen(values, vectors);
}

/** A = V·diag(λ)·Vᵀ. */
export class SymmetricEigen<D extends DType = any, S extends Shape = any> {
  constructor(
    /** Eigenvalues, ascending, shape `[…, n]`. */
    readonly values: NDArray<D, WithTail<S, readonly [RowsOf<S>]>>,
    /** Eigenvectors in columns, shape of A. */
    readonly vectors: NDArray<D, S>,
  ) {}

  /** V·diag(λ)·Vᵀ. */
  reconstruct(): NDArray<D, S> {
    const { values, vectors }: { values: NDArray; vectors: NDArray } = this;
    return scaledSandwich(vectors, values);
  }
}

/**
 * Eigenvalues of a symmetric matrix, ascending, without vectors. Reads the lower triangle only.
 *
 * @param a shape `[…, n, n]`
 * @returns shape `[…, n]`
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {ConvergenceError} when the iteration does not converge
 * @remarks 4/3·n³ flops. At a repeated eigenvalue the gradient is that of one of its bases.
 */
export function eigvalsh<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "eigvalsh">,
): NDArray<Divided<D>, Result<WithTail<S, readonly [RowsOf<S>]>>> {
  return bind(eigvalshP, [requireMatrix("eigvalsh", requireSquare("eigvalsh", a as NDArray))], undefined);
}

const gaps: GapRules = { op: "eigh", noun: "eigenvalues", instead: "eigvalsh", squared: false };

const eighP: PrimitiveMany = /* @__PURE__ */ primitiveMany("eigh", {
  abstract: ([a]) => [valuesOf(a), contiguousLike(a)],
  evaluate: ([a], [values, vectors]) => decompose("eigh", a, values, vectors),
  derivative: {
    // Ā = V·(diag(λ̄) + sym(F∘(Vᵀ·V̄)))·Vᵀ, Fᵢⱼ = 1/(λⱼ − λᵢ) (Giles 2008)
    vjp([ctValues, ctVectors], [a], [values, V]) {
      return [
        () => {
          const parts: NDArray[] = [];
          if (ctValues !== null) parts.push(scaledSandwich(V, ctValues));
          if (ctVectors !== null) {
            const F = reciprocalGaps(gaps, values, [ctVectors]);
            const inner = mul(F, matmul(matrixTranspose(V), ctVectors));
            parts.push(matmul(matmul(V, symmetrize(inner)), matrixTranspose(V)));
          }
          return parts.length === 0 ? zerosLike(a) : parts.reduce((x, y) => add(x, y));
        },
      ];
    },
    // dP = Vᵀ·sym(dA)·V: dλ = diag(dP), dV = V·(F∘dP)
    jvp([da], _inputs, [values, V]) {
      const dP = matmul(matmul(matrixTranspose(V), symmetrize(da)), V);
      return [diagonal(dP), matmul(V, mul(reciprocalGaps(gaps, values, null), dP))];
    },
  },
});

const eigvalshP: Primitive = /* @__PURE__ */ primitive("eigvalsh", {
  abstract: ([a]) => valuesOf(a),
  evaluate: ([a], values) => decompose("eigvalsh", a, values, null),
  derivative: {
    // Ā = V·diag(λ̄)·Vᵀ
    vjp: (ct, [a]) => [() => scaledSandwich((eigh(a) as SymmetricEigen).vectors, ct)],
    jvp([da], [a]) {
      const { vectors }: { vectors: NDArray } = eigh(a);
      return diagonal(matmul(matmul(matrixTranspose(vectors), symmetrize(da)), vectors));
    },
  },
});

function valuesOf(a: Aval): Aval {
  const [n] = matrixDims(a);
  return { type: a.type, layout: rowMajor([...batchDims(a), n]) };
}

function decompose(op: string, a: NDArray, values: NDArray, vectors: NDArray | null): void {
  requireFinite(op, "a", a);
  const [n] = matrixDims(a);
  const lambda = new Float64Array(n);
  let count = 0;
  for (const [matrix, basis] of matrices(vectors === null ? [a] : [a, vectors])) {
    const remaining = symmetricEigen(matrix, lambda, vectors === null ? null : basis);
    if (remaining > 0) throw new ConvergenceError(op, remaining, n - 1, batchIndex(count, batchDims(a)));
    elements(values.storage, values.type).set(lambda, values.offset + count * n);
    count++;
  }
}

/** V·diag(x)·Vᵀ. */
function scaledSandwich(V: NDArray, x: NDArray): NDArray {
  return matmul(mul(V, expandDims(x, -2)), matrixTranspose(V));
}

function symmetrize(x: NDArray): NDArray {
  return mul(add(x, matrixTranspose(x)), 0.5);
}
