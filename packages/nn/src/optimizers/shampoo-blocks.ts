import { type NDArray, add, concat, eye, matmul, matrixTranspose, maximum, mul, pow, slice } from "@linnet/core";
import { requireFinite } from "@linnet/core/extend";
import { funmh } from "@linnet/linalg";

/** What is known of a block of a matrix: sums of G·Gᵀ and Gᵀ·G, and their roots as last computed. */
export interface BlockState {
  readonly left: NDArray;
  readonly right: NDArray;
  readonly leftRoot: NDArray;
  readonly rightRoot: NDArray;
}

/** From where to where the blocks of an axis reach: as few as can be, of nearly one length. */
export function rangesOf(n: number, blockSize: number): (readonly [from: number, to: number])[] {
  const count = Math.ceil(n / blockSize);
  return Array.from({ length: count }, (_, i) => [Math.floor((i * n) / count), Math.floor(((i + 1) * n) / count)]);
}

/** Blocks that have seen nothing yet, row by row. */
export function freshBlocks(matrix: NDArray, blockSize: number, epsilon: number): BlockState[] {
  const [m, n] = matrix.shape as readonly number[]; // it is a matrix
  const dtype = matrix.dtype as "float32" | "float64"; // a real one
  const ridge = (from: number, to: number, scale: number): NDArray => mul(eye(to - from, { dtype }), scale);
  return rangesOf(m, blockSize).flatMap(([top, bottom]) =>
    rangesOf(n, blockSize).map(([from, to]) => ({
      left: ridge(top, bottom, epsilon),
      right: ridge(from, to, epsilon),
      leftRoot: ridge(top, bottom, epsilon ** -0.25),
      rightRoot: ridge(from, to, epsilon ** -0.25),
    })),
  );
}

/**
 * The gradient between the roots of both sums, block by block, and what is known after it.
 *
 *     L ← L + G·Gᵀ,  R ← R + Gᵀ·G,  P = L^(−1/4)·G·R^(−1/4)
 *
 * @param refresh whether to compute the roots anew
 * @throws {ValueError} when they are, and the gradient is not finite
 */
export function precondition(
  matrix: NDArray,
  blocks: readonly BlockState[],
  blockSize: number,
  epsilon: number,
  refresh: boolean,
): { direction: NDArray; blocks: BlockState[] } {
  if (refresh) requireFinite("shampoo", "the gradient", matrix);
  const [m, n] = matrix.shape as readonly number[]; // it is a matrix
  const next: BlockState[] = [];
  const rows = rangesOf(m, blockSize).map(([top, bottom]) => {
    const parts = rangesOf(n, blockSize).map(([from, to]) => {
      const part = slice(matrix, `${top}:${bottom}`, `${from}:${to}`) as NDArray;
      const state = learned(blocks[next.length], part, epsilon, refresh);
      next.push(state);
      return matmul(matmul(state.leftRoot, part), state.rightRoot);
    });
    return concat(parts, { axis: 1 });
  });
  return { direction: concat(rows, { axis: 0 }), blocks: next };
}

function learned(before: BlockState, part: NDArray, epsilon: number, refresh: boolean): BlockState {
  const left = add(before.left, matmul(part, matrixTranspose(part)));
  const right = add(before.right, matmul(matrixTranspose(part), part));
  if (!refresh) return { ...before, left, right };
  return { left, right, leftRoot: inverseFourthRoot(left, epsilon), rightRoot: inverseFourthRoot(right, epsilon) };
}

/** A^(−1/4) in float64; no eigenvalue is below ε but for rounding. */
function inverseFourthRoot(a: NDArray, epsilon: number): NDArray {
  const root = funmh(a.astype("float64") as NDArray, (values) => pow(maximum(values, epsilon), -0.25));
  return root.astype(a.dtype) as NDArray;
}
