import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ValueError,
  adjoint,
  matmul,
  matrixTranspose,
  neg,
  sub,
  tril,
  triu,
} from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  kindOf,
  matrices,
  matrixDims,
  primitive,
  requireOptions,
  requireSquare,
  rowMajor,
  sumTo,
} from "@linnet/core/extend";
import { batchIndex } from "../operand/batch.js";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { divideByTriangle } from "../blocked/matrix/product.js";
import { SingularMatrixError } from "../errors.js";
import { byColumns, requireFiniteMatrices, requireRows, sameInexact } from "../operand/operands.js";
import type { SolvedSquare } from "../operand/typed-shape.js";

/** Which triangle of a matrix is meant; the other is not read. */
export type Triangle = "lower" | "upper";

/** Options of `solveTriangular`. */
export interface TriangularOptions {
  readonly unitDiagonal?: boolean;
  readonly adjoint?: boolean;
}

/**
 * X with A·X = B for triangular A, by substitution, or with Aᴴ·X = B.
 *
 * @param a shape `[…, n, n]`; only the named triangle is used
 * @param b shape `[n]` or `[…, n, k]`
 * @param triangle that of A, `"lower"` or `"upper"`
 * @param options `unitDiagonal`: take the diagonal as ones, whatever is stored there; `adjoint`: solve with Aᴴ, the transpose of a
 *   real A
 * @returns shape of b, leading axes broadcast
 * @throws {ShapeError} when A is not square or its rows and those of B differ in number
 * @throws {SingularMatrixError} when an entry of the diagonal is zero
 * @throws {ValueError} when an entry of a or b is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks n²·k flops, for complex numbers four times as many. Componentwise backward stable: (A + E)·x = b with |E| ≤ γₙ·|A|.
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §8.1
 * @example
 * solveTriangular(array([[2, 0], [1, 4]]), array([2, 9]), "lower").toArray(); // [1, 2]
 */
export function solveTriangular<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<SolvedSquare<A, B>, "solveTriangular">,
  triangle: Triangle,
  options?: TriangularOptions,
): NDArray<Divided<Promote<D, E>>, Result<SolvedSquare<A, B>>> {
  requireSquare("solveTriangular", a as NDArray);
  requireRows("solveTriangular", a as NDArray, b as NDArray);
  const [x, y] = sameInexact("solveTriangular", a as NDArray, b as NDArray);
  const { unitDiagonal = false, adjoint: turned = false } = requireOptions("solveTriangular", options);
  if (triangle !== "lower" && triangle !== "upper") {
    throw new ValueError("solveTriangular", 'triangle must be "lower" or "upper"', kindOf(triangle));
  }
  const diag = unitDiagonal ? "unit" : "nonunit";
  const [t, side] = turned ? [adjoint(x), otherTriangle(triangle)] : [x, triangle];
  return byColumns(y, (rhs) => solveTriangle("solveTriangular", t, rhs, side, diag));
}

/** The same on matrices of one real or complex float dtype, in the name of `op`. */
export function solveTriangle(
  op: string,
  a: NDArray,
  b: NDArray,
  triangle: Triangle,
  diag: "unit" | "nonunit",
): NDArray {
  return bind(solveTriangularP, [a, b], { op, triangle, diag });
}

interface TriangularParams {
  readonly op: string;
  readonly triangle: Triangle;
  readonly diag: "unit" | "nonunit";
}

const solveTriangularP: Primitive<TriangularParams> = /* @__PURE__ */ primitive<TriangularParams>("solveTriangular", {
  batch: [2],
  abstract([a, b], { op }) {
    const batch = broadcastShapes(op, batchDims(a), batchDims(b));
    return { type: a.type, layout: rowMajor([...batch, ...matrixDims(b)]) };
  },

  evaluate([a, b], x, { op, triangle, diag }) {
    requireTriangle(op, a, triangle, diag);
    requireFiniteMatrices(op, "b", b);
    for (const [t, rhs, out] of matrices([a, b, x])) {
      copyMatrix(rhs, out);
      divideByTriangle(t, triangle, diag, out);
    }
  },

  derivative: {
    // A·X = B ⇒ B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ, of which the triangle counts (Giles 2008)
    vjp(ct, [a, b], x, { op, triangle, diag }) {
      const ctB = solveTriangle(op, matrixTranspose(a), ct, otherTriangle(triangle), diag);
      return [
        () => sumTo(neg(part(matmul(ctB, matrixTranspose(x)), triangle, diag)), a.shape),
        () => sumTo(ctB, b.shape),
      ];
    },
    // dX = A⁻¹·(dB − dA·X)
    jvp: ([da, db], [a], x, { op, triangle, diag }) =>
      solveTriangle(op, a, sub(db, matmul(part(da, triangle, diag), x)), triangle, diag),
  },
});

function otherTriangle(triangle: Triangle): Triangle {
  return triangle === "lower" ? "upper" : "lower";
}

/** The entries that a triangular solve reads. */
function part(x: NDArray, triangle: Triangle, diag: "unit" | "nonunit"): NDArray {
  const strict = diag === "unit" ? 1 : 0;
  return triangle === "lower" ? tril(x, { k: -strict }) : triu(x, { k: strict });
}

/** Refuses NaN, infinities, and a zero on the diagonal, among the entries that are read. */
function requireTriangle(op: string, a: NDArray, triangle: Triangle, diag: "unit" | "nonunit"): void {
  let count = 0;
  for (const [t] of matrices([a])) {
    const zero = diag === "nonunit" ? firstZero(t) : -1;
    if (zero >= 0) throw new SingularMatrixError(op, zero, batchIndex(count, batchDims(a)));
    const bad = firstNotFinite(t, triangle, diag === "unit" ? 1 : 0);
    if (bad !== null) {
      const index = [...batchIndex(count, batchDims(a)), ...bad.index].join(", ");
      throw new ValueError(
        op,
        "a must be finite",
        `${bad.value} at index [${index}]`,
        "Remove or impute such entries.",
      );
    }
    count++;
  }
}

/** The first zero on the diagonal, or −1. */
function firstZero({ type, data, offset, rows, rowStride, colStride }: MatrixView): number {
  const parts = type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < rows; i++) {
    const at = parts * (offset + i * (rowStride + colStride));
    if (data[at] === 0 && data[at + parts - 1] === 0) return i;
  }
  return -1;
}

function firstNotFinite(
  t: MatrixView,
  triangle: Triangle,
  strict: 0 | 1,
): { readonly value: number; readonly index: readonly number[] } | null {
  const { data, offset, rows, rowStride, colStride } = t;
  const parts = t.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < rows; i++) {
    const start = triangle === "lower" ? 0 : i + strict;
    const end = triangle === "lower" ? i + 1 - strict : rows;
    for (let j = start; j < end; j++) {
      const at = parts * (offset + i * rowStride + j * colStride);
      for (let part = at; part < at + parts; part++) {
        if (!Number.isFinite(data[part])) return { value: data[part], index: [i, j] };
      }
    }
  }
  return null;
}
