import type { NDArray } from "@linnet/core";
import { type Primitive, batchDims, bind, elements, matrices, primitive, rowMajor } from "@linnet/core/extend";
import { int32 } from "@linnet/kernels";
import { parity } from "./lu-diagonal.js";
import { indicesOf } from "./lu-factor.js";

/** The determinant of a permutation, 1 or −1: int32, one per column of `order`, int32 `[…, n, 1]`. */
export function permutationSign(order: NDArray): NDArray {
  return bind(permutationSignP, [order], undefined);
}

const permutationSignP: Primitive = /* @__PURE__ */ primitive("permutationSign", {
  batch: [2],
  abstract: ([order]) => ({ type: int32, layout: rowMajor(batchDims(order)) }),

  evaluate([order], out) {
    const signs = elements(out.storage, out.type);
    let count = out.offset;
    for (const [places] of matrices([order])) signs[count++] = parity(indicesOf(places));
  },

  derivative: false,
});
