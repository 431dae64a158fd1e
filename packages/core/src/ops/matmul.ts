import { type ElementType, MatrixView, gemm, gemmBatch, rowMajor } from "@linnet/kernels";
import { requireArray } from "../array/argument.js";
import type { DType, Promote } from "../array/dtype.js";
import { promote } from "../array/dtype.js";
import { batchDims, broadcastShapes, requireNdim } from "../array/layout.js";
import { type Run, matrixRuns, matrixViewOf } from "../array/matrices.js";
import type { NDArray } from "../array/ndarray.js";
import type { Check, MatMul, Result, Shape } from "../array/typed-shape.js";
import { DTypeError, ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { add } from "./arithmetic.js";
import { astype } from "./astype.js";
import { reshape } from "./reshape.js";
import { sumTo } from "./sum-broadcast.js";
import { matrixTranspose } from "./transpose.js";

/**
 * Matrix product over the last two axes; leading axes broadcast. A vector on the left is a row, one on the right a column,
 * and the result is without that axis.
 *
 *     C[…, i, j] = Σₖ A[…, i, k] · B[…, k, j]
 *
 * @param a shape `[…, m, k]`, or `[k]`
 * @param b shape `[…, k, n]`, or `[k]`
 * @returns shape `[…, m, n]`, without m or n where that operand is a vector; promoted dtype
 * @throws {ShapeError} when the inner dimensions differ, an operand has no axis, or the leading axes do not broadcast; known
 *   dimensions that differ do not compile
 * @throws {DTypeError} for bool operands
 * @remarks 2·m·k·n flops per matrix, four times as many for complex ones. Transposed views are read in place, not
 *   copied. Integers are multiplied in float64 and converted back, exact while every sum stays below 2⁵³.
 * @example
 * matmul(ones([2, 3]), ones([3, 4])).shape; // [2, 4]
 * matmul(ones([2, 3]), ones([3])).shape; // [2]
 */
export function matmul<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<MatMul<A, B>, "matmul">,
): NDArray<Promote<D, E>, Result<MatMul<A, B>>> {
  return product(a as NDArray, b as NDArray);
}

function product(a: NDArray, b: NDArray): NDArray {
  requireArray("matmul", "a", a);
  requireArray("matmul", "b", b);
  const type = promote(a.type, b.type);
  if (a.layout.shape.length === 1 || b.layout.shape.length === 1) return withVector(a, b);
  if (type.kind === "float" || type.kind === "complex") return bind(matmulP, [as(type, a), as(type, b)], undefined);
  if (type.kind === "bool") {
    throw new DTypeError(
      "matmul",
      "operands must be numbers",
      { a: a.dtype, b: b.dtype },
      'Convert first: x.astype("int32").',
    );
  }
  return astype(product(astype(a, "float64"), astype(b, "float64")), type.name);
}

/** A product with a vector, as a matrix of one row or column. */
function withVector(a: NDArray, b: NDArray): NDArray {
  const [s, t] = [a.layout.shape, b.layout.shape];
  requireNdim("matmul", "a", a, 1);
  requireNdim("matmul", "b", b, 1);
  requireInner(s, t, t.length === 1 ? t[0] : t[t.length - 2]);
  const c = product(s.length === 1 ? reshape(a, [1, ...s]) : a, t.length === 1 ? reshape(b, [...t, 1]) : b);
  const { shape } = c.layout;
  const rows = s.length === 1 ? [] : [shape[shape.length - 2]];
  const cols = t.length === 1 ? [] : [shape[shape.length - 1]];
  return reshape(c, [...shape.slice(0, -2), ...rows, ...cols]);
}

function requireInner(a: readonly number[], b: readonly number[], inner: number): void {
  const k = a[a.length - 1];
  if (k !== inner) throw new ShapeError("matmul", `inner dimensions ${k} and ${inner} differ`, { a, b });
}

const matmulP: Primitive = /* @__PURE__ */ primitive("matmul", {
  abstract([a, b]) {
    requireNdim("matmul", "a", a, 1); // vectors have become matrices
    requireNdim("matmul", "b", b, 1);
    const [s, t] = [a.layout.shape, b.layout.shape];
    requireInner(s, t, t[t.length - 2]);
    const [m, n] = [s[s.length - 2], t[t.length - 1]];
    const isPair = s.length === 2 && t.length === 2;
    const shape = isPair ? [m, n] : [...broadcastShapes("matmul", batchDims(a), batchDims(b)), m, n];
    return { type: a.type, layout: rowMajor(shape) };
  },

  evaluate([a, b], c) {
    if (c.layout.shape.length === 2) gemm(1, matrixViewOf(a), matrixViewOf(b), 0, matrixViewOf(c));
    else for (const run of matrixRuns([a, b, c])) multiplyRun(run);
  },

  derivative: {
    // C = A·B ⇒ Ā = C̄·Bᵀ and B̄ = Aᵀ·C̄ (Giles 2008); sumTo undoes the broadcast.
    vjp: (ct, [a, b]) => [
      () => sumTo(matmul(ct, matrixTranspose(b)), a.shape),
      () => sumTo(matmul(matrixTranspose(a), ct), b.shape),
    ],
    // dC = dA·B + A·dB
    jvp: ([da, db], [a, b]) => add(matmul(da, b), matmul(a, db)),
  },
});

/** Many products of one shape. With one B for all of them, and rows of A that go on from one to the next, they are one. */
function multiplyRun({ count, first: [a, b, c], steps: [aStep, bStep, cStep] }: Run): void {
  const isOne = bStep === 0 && a.rows > 1 && aStep === a.rows * a.rowStride && cStep === c.rows * c.rowStride;
  if (isOne) gemm(1, stacked(a, count), b, 0, stacked(c, count));
  else gemmBatch(count, 1, a, aStep, b, bStep, 0, c, cStep);
}

function stacked({ type, storage, offset, rows, cols, rowStride, colStride }: MatrixView, count: number): MatrixView {
  return new MatrixView(type, storage, offset, rows * count, cols, rowStride, colStride);
}

function as(type: ElementType, x: NDArray): NDArray {
  return x.type === type ? x : astype(x, type.name);
}
