import type { NDArray } from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  elements,
  matrices,
  primitive,
  rowMajor,
} from "@linnet/core/extend";
import { int32 } from "@linnet/kernels";
import { diagonalOf } from "../blocked/matrix/copy.js";
import { hypot } from "../blocked/vector/vector.js";
import { epsilonOf } from "../operand/epsilon.js";

/** How many pivots of factors by full pivoting exceed max(m, n)·ε times the first: int32 `[…]`. */
export function rankFromFullLu(packed: NDArray): NDArray {
  return bind(luRankP, [packed], undefined);
}

const luRankP: Primitive = /* @__PURE__ */ primitive("rank", {
  batch: [2],
  abstract: ([packed]) => ({ type: int32, layout: rowMajor(batchDims(packed)) }),

  evaluate([packed], out) {
    const data = elements(out.storage, out.type);
    let count = 0;
    for (const [lu] of matrices([packed])) data[count++] = countPivots(lu);
  },

  derivative: false,
});

function countPivots(lu: MatrixView): number {
  const { data, offset, rows, rowStride, type } = diagonalOf(lu);
  const sizes = Array.from({ length: rows }, (_, i) => {
    const at = offset + i * rowStride;
    return type.kind === "complex" ? hypot(data[2 * at], data[2 * at + 1]) : Math.abs(data[at]);
  });
  const least = Math.max(lu.rows, lu.cols) * epsilonOf(type) * (sizes[0] ?? 0);
  return sizes.filter((size) => size > least).length;
}
