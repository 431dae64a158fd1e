import { type NDArray, matrixTranspose, mul, reshape, sum } from "@linnet/core";
import { type BatchRule, bind } from "@linnet/core/extend";
import { inFront } from "./batch-axes.js";

/**
 * Products of matrices. Where one factor is the same for all members and the other a vector for each, the vectors are the rows of
 * one matrix, and all products are one:
 *
 *     xᵢᵀ·B, i = 1 … → X·B;   A·xᵢ, i = 1 … → X·Aᵀ;   (xᵢ)ₖ = X[i, k]
 */
export const products: BatchRule<undefined> = (p, inputs, isBatched, params, size) => {
  const [a, b] = inputs;
  const [left, right] = [membersOf(a, isBatched[0]), membersOf(b, isBatched[1])];
  const [m, k, n]: number[] = [left[left.length - 2], left[left.length - 1], right[right.length - 1]];
  if (left.length === 2 && right.length === 2) {
    if (!isBatched[1] && m === 1) return reshape(bind(p, [reshape(a, [size, k]), b], params), [size, 1, n]);
    if (!isBatched[0] && n === 1) {
      return reshape(bind(p, [reshape(b, [size, k]), matrixTranspose(a)], params), [size, m, 1]);
    }
    // What is little work for each member costs less over the whole batch, element by element.
    if (isBatched[0] && isBatched[1]) {
      if (k === 1 && (m === 1 || n === 1)) return mul(a, b); // a column times a number, or a number times a row
      if (m === 1 && n === 1) return sum(mul(a, matrixTranspose(b)), { axis: -1, keepDims: true }) as NDArray;
    }
  }
  return bind(p, inFront(inputs, isBatched, [2, 2], size), params);
};

function membersOf(x: NDArray, isBatched: boolean): readonly number[] {
  return isBatched ? x.layout.shape.slice(1) : x.layout.shape;
}
