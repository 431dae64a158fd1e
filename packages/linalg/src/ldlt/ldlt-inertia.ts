import type { NDArray } from "@linnet/core";
import {
  type MatrixView,
  type PrimitiveMany,
  batchDims,
  bindMany,
  elements,
  matrices,
  primitiveMany,
  rowMajor,
} from "@linnet/core/extend";
import { int32 } from "@linnet/kernels";
import { eachBlock } from "../blocked/ldlt/ldlt-blocks.js";
import { epsilonOf } from "../operand/epsilon.js";
import type { LdltFactored } from "./ldlt-factor.js";

/** How many eigenvalues of D are positive, negative, and exactly zero. */
export function inertiaOf({ factors: [packed] }: LdltFactored): readonly NDArray[] {
  return bindMany(inertiaP, [packed], undefined).slice(0, 3);
}

/** How many eigenvalues of D exceed n·ε times the largest. */
export function rankOf({ factors: [packed] }: LdltFactored): NDArray {
  return bindMany(inertiaP, [packed], undefined)[3];
}

const inertiaP: PrimitiveMany = /* @__PURE__ */ primitiveMany("inertia", {
  batch: [2],
  abstract([packed]) {
    const count = { type: int32, layout: rowMajor(batchDims(packed)) };
    return [count, count, count, count];
  },

  evaluate([packed], counts) {
    let index = 0;
    for (const [matrix] of matrices([packed])) {
      const values = blockEigenvalues(matrix);
      const tolerance =
        matrix.rows * epsilonOf(matrix.type) * values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
      const found = [
        values.filter((v) => v > 0).length,
        values.filter((v) => v < 0).length,
        values.filter((v) => v === 0).length,
        values.filter((v) => Math.abs(v) > tolerance).length,
      ];
      counts.forEach((count, i) => {
        elements(count.storage, count.type)[count.offset + index] = found[i];
      });
      index++;
    }
  },

  derivative: false,
});

/** The eigenvalues of D, those of a 2×2 block as (a + b)/2 ± √(((a − b)/2)² + c²), one of each sign. */
function blockEigenvalues(packed: MatrixView): number[] {
  const values: number[] = [];
  eachBlock(packed, (_k, a, b, c) => {
    if (c === 0) values.push(a);
    else {
      const [middle, radius] = [a / 2 + b / 2, Math.hypot(a / 2 - b / 2, c)];
      values.push(middle + radius, middle - radius);
    }
  });
  return values;
}
