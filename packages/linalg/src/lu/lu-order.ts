import { type NDArray, arange, broadcastTo, reshape } from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  elements,
  matrices,
  matrixDims,
  primitive,
  rowMajor,
} from "@linnet/core/extend";
import { parity } from "./lu-diagonal.js";
import { indicesOf } from "./lu-factor.js";

/** The columns of matrices in place: 0, 1, …, n − 1 for each, int32 `[…, n, 1]`. */
export function naturalOrder(a: NDArray): NDArray {
  const [, n] = matrixDims(a);
  return broadcastTo(reshape(arange(n, { dtype: "int32" }), [n, 1]), [...batchDims(a), n, 1]);
}

/** 1 for even permutations, −1 for odd ones: int32 `[…]`, for orders `[…, n, 1]`. */
export function parityOf(order: NDArray): NDArray {
  return bind(parityP, [order], undefined);
}

const parityP: Primitive = /* @__PURE__ */ primitive("parity", {
  batch: [2],
  abstract: ([order]) => ({ type: order.type, layout: rowMajor(batchDims(order)) }),

  evaluate([order], out) {
    const data = elements(out.storage, out.type);
    let count = 0;
    for (const [rows] of matrices([order])) data[count++] = parity(indicesOf(rows));
  },

  derivative: false,
});
