import { gemm, rowMajor } from "@linnet/kernels";
import { requireArray } from "../array/argument.js";
import type { DType, Promote } from "../array/dtype.js";
import { promote } from "../array/dtype.js";
import { batchDims, broadcastShapes, matrixDims, requireNdim } from "../array/layout.js";
import { matrices } from "../array/matrices.js";
import type { NDArray } from "../array/ndarray.js";
import type { Check, MatMul, Result, Shape } from "../array/typed-shape.js";
import { DTypeError, ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { add } from "./arithmetic.js";
import { astype } from "./astype.js";
import { sumTo } from "./sum-broadcast.js";
import { matrixTranspose } from "./transpose.js";

/**
 * Matrix product over the last two axes; leading axes broadcast.
 *
 *     C[…, i, j] = Σₖ A[…, i, k] · B[…, k, j]
 *
 * @param a shape `[…, m, k]`
 * @param b shape `[…, k, n]`
 * @returns shape `[…, m, n]`, promoted dtype
 * @throws {ShapeError} when the inner dimensions differ or the leading axes do not broadcast; known dimensions that
 *   differ do not compile
 * @throws {DTypeError} for bool operands
 * @remarks 2·m·k·n flops per matrix, four times as many for complex ones. Transposed views are read in place, not copied. Integers are multiplied in
 *   float64 and converted back, exact while every sum stays below 2⁵³.
 * @example
 * matmul(ones([2, 3]), ones([3, 4])).shape; // [2, 4]
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
  if (type.kind === "float" || type.kind === "complex")
    return bind(matmulP, [astypeIfOther(a, type.name), astypeIfOther(b, type.name)], undefined);
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

const matmulP: Primitive = /* @__PURE__ */ primitive("matmul", {
  abstract([a, b]) {
    requireNdim("matmul", "a", a, 2);
    requireNdim("matmul", "b", b, 2);
    const [m, k] = matrixDims(a);
    const [inner, n] = matrixDims(b);
    if (k !== inner) {
      const shapes = { a: a.layout.shape, b: b.layout.shape };
      throw new ShapeError("matmul", `inner dimensions ${k} and ${inner} differ`, shapes);
    }
    const batch = broadcastShapes("matmul", batchDims(a), batchDims(b));
    return { type: a.type, layout: rowMajor(batch.length === 0 ? [m, n] : [...batch, m, n]) };
  },

  evaluate([a, b], c) {
    for (const [lhs, rhs, out] of matrices([a, b, c])) gemm(1, lhs, rhs, 0, out);
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

function astypeIfOther(x: NDArray, dtype: DType): NDArray {
  return x.dtype === dtype ? x : astype(x, dtype);
}
