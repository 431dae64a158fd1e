import { type NDArray, add, matmul, matrixTranspose, mul, neg, reshape, square, sub, sum } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  broadcastShapes,
  elements,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
  sameShape,
  sumTo,
  withElements,
} from "@linnet/core/extend";
import { int32 } from "@linnet/kernels";
import { leastSquaresMany } from "@linnet/kernels/lapack";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { relativeTolerance } from "../norms/rank-tolerance.js";
import { type Run, inFewCalls } from "../operand/few-rows.js";
import { orthogonalInverse } from "../qr/complete-orthogonal.js";
import { applyPseudoInverse, pullBack, pushForward, requireFullRank } from "./pseudo-inverse.js";

/** Numbers of A and B up to which a kernel without blocks is faster: they fit in the cache. */
const FEW = 2 ** 17;

interface FewParams {
  readonly op: string;
  readonly rtol: number;
}

/** Whether `lstsqFew` is meant for them: real, of at least as many rows as columns, not large, each A with its own B. */
export function areFewColumns(a: NDArray, b: NDArray): boolean {
  const [m, n] = matrixDims(a);
  if (a.type.kind !== "float" || m < n || m * (n + matrixDims(b)[1]) > FEW || a.ndim < b.ndim) return false;
  return b.ndim === 2 || sameShape(batchDims(a), broadcastShapes("lstsq", batchDims(a), batchDims(b)));
}

/**
 * X, ‖A·X − B‖² of each column and the rank, for A and B which `areFewColumns`: of full rank in one call of a kernel.
 *
 * @param b shape `[…, m, k]`, of a's dtype
 * @returns shapes `[…, n, k]`, `[…, k]` and `[…]`
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 */
export function lstsqFew(
  op: string,
  a: NDArray,
  b: NDArray,
  rtol: number | undefined,
): readonly [x: NDArray, squares: NDArray, rank: NDArray<"int32">] {
  const [x, squares, rank] = bindMany(lstsqFewP, [a, b], { op, rtol: relativeTolerance(op, a, rtol) });
  const batch = batchDims(a);
  return [x, reshape(squares, [...batch, matrixDims(x)[1]]), reshape(rank, batch) as NDArray<"int32">];
}

const lstsqFewP: PrimitiveMany<FewParams> = /* @__PURE__ */ primitiveMany<FewParams>("lstsq", {
  batch: [2],
  abstract([a, b]) {
    const [, n] = matrixDims(a);
    const [, k] = matrixDims(b);
    const batch = batchDims(a);
    return [
      { type: a.type, layout: rowMajor([...batch, n, k]) },
      { type: a.type, layout: rowMajor([...batch, 1, k]) },
      { type: int32, layout: rowMajor([...batch, 1, 1]) },
    ];
  },

  evaluate([a, b], [x, squares, rank], { op, rtol }) {
    if (byKernel(a, b, x, squares, rtol)) {
      elements(rank.storage, rank.type).fill(matrixDims(a)[1], rank.offset, rank.offset + rank.size);
      return;
    }
    // of deficient rank, or something is wrong, or spilled
    const inverse = orthogonalInverse(op, a, rtol, true);
    const solution = applyPseudoInverse(inverse, b);
    const rest = sum(square(sub(matmul(a, solution), b)), { axis: -2, keepDims: true }) as NDArray;
    for (const views of matrices([solution, rest, inverse.factors[6], x, squares, rank])) {
      for (let i = 0; i < 3; i++) copyMatrix(views[i], views[3 + i]);
    }
  },

  // A is factored once more, with the factors that the derivatives of A⁺·B take.
  derivative: {
    // R = A·X − B is orthogonal to the columns of A, so that ‖R‖² moves by 2·R·(dA·X − dB) alone
    vjp([ctX, ctSquares], [a, b], [x, , rank], { op, rtol }) {
      const direct = ctX === null ? null : pullBack(orthogonalInverse(op, a, rtol, true), b, x, ctX);
      const g = ctSquares === null ? null : mul(mul(sub(matmul(a, x), b), ctSquares), 2);
      const byA = (ct: NDArray): NDArray => {
        requireFullRank(op, a, Array.from(withElements(rank).toTypedArray(), Number));
        return sumTo(matmul(ct, matrixTranspose(x)), a.shape);
      };
      const ctA = g === null ? null : () => byA(g);
      const ctB = g === null ? null : () => sumTo(neg(g), b.shape);
      return [both(direct?.[0] ?? null, ctA), both(direct?.[1] ?? null, ctB)];
    },
    jvp([da, db], [a, b], [x, , rank], { op, rtol }) {
      const dx = pushForward(orthogonalInverse(op, a, rtol, true), b, x, [da, db]);
      const moved = mul(sub(matmul(a, x), b), sub(matmul(da, x), db));
      return [dx, mul(sum(moved, { axis: -2, keepDims: true }) as NDArray, 2), rank];
    },
  },
});

function byKernel(a: NDArray, b: NDArray, x: NDArray, squares: NDArray, rtol: number): boolean {
  const run: Run = (count, [matrix, rhs, solution, sums], [step, rhsStep]) =>
    leastSquaresMany(count, { first: matrix, step }, { first: rhs, step: rhsStep }, solution, sums, rtol);
  return inFewCalls([a, b, x, squares], run, Infinity);
}

/** The sum of two cotangents that may not be asked for. */
function both(f: (() => NDArray) | null, g: (() => NDArray) | null): (() => NDArray) | null {
  return f === null ? g : g === null ? f : () => add(f(), g());
}
