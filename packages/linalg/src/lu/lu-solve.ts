import { type NDArray, matmul, matrixTranspose, neg, sub } from "@linnet/core";
import {
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  matrices,
  matrixDims,
  primitive,
  rowMajor,
  sumTo,
} from "@linnet/core/extend";
import { release, unsetWorkspace } from "@linnet/kernels";
import { luSolveMany } from "@linnet/kernels/lapack";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { putRows, takeRows } from "../blocked/matrix/permute.js";
import { divideByTriangle } from "../blocked/matrix/product.js";
import { inFewCalls } from "../operand/few-rows.js";
import { type LuFactors, indicesOf, requireNonsingular } from "./lu-factor.js";
import { requireFiniteMatrices } from "../operand/operands.js";

/** Params of a solve from factors. */
interface SolveParams {
  /** The public operation, for messages. */
  readonly op: string;
  /** Solve with Aᵀ. */
  readonly transposed: boolean;
}

/**
 * X with A·X = B (Aᵀ·X = B when `transposed`) from the factors of A.
 *
 * @param b shape `[…, n, k]`, of a's dtype
 * @throws {SingularMatrixError} when a pivot is exactly zero
 * @remarks 2·n²·k flops.
 */
export function solveFactored(op: string, factors: LuFactors, b: NDArray, transposed = false): NDArray {
  return bind(luSolveP, [factors.a, factors.packed, factors.order, b], { op, transposed });
}

const luSolveP: Primitive<SolveParams> = /* @__PURE__ */ primitive<SolveParams>("luSolve", {
  batch: [2],
  abstract([a, , , b], { op }) {
    const batch = broadcastShapes(op, batchDims(a), batchDims(b));
    return { type: a.type, layout: rowMajor([...batch, ...matrixDims(b)]) };
  },

  evaluate([, packed, order, b], x, { op, transposed }) {
    if (!transposed && solveFew(packed, order, b, x)) return;
    requireFiniteMatrices(op, "b", b);
    requireNonsingular(op, packed);
    for (const [lu, rows, rhs, out] of matrices([packed, order, b, x])) {
      if (transposed) solveTransposed(lu, indicesOf(rows), rhs, out);
      else solveInto(lu, indicesOf(rows), rhs, out);
    }
  },

  derivative: {
    // A·X = B ⇒ B̄ = A⁻ᵀ·X̄ and Ā = −B̄·Xᵀ (Giles 2008); the transposed system has the transposed Ā.
    vjp(ct, [a, packed, order, b], x, { op, transposed }) {
      const adjoint = solveFactored(op, { a, packed, order }, ct, !transposed);
      const outer = (y: NDArray): NDArray =>
        transposed ? matmul(x, matrixTranspose(y)) : matmul(y, matrixTranspose(x));
      return [() => sumTo(outer(neg(adjoint)), a.shape), null, null, () => sumTo(adjoint, b.shape)];
    },
    // dX = A⁻¹·(dB − dA·X)
    jvp([da, , , db], [a, packed, order], x, { op, transposed }) {
      const moved = matmul(transposed ? matrixTranspose(da) : da, x);
      return solveFactored(op, { a, packed, order }, sub(db, moved), transposed);
    },
  },
});

function solveFew(packed: NDArray, order: NDArray, b: NDArray, x: NDArray): boolean {
  return inFewCalls([packed, order, b, x], (count, [lu, rows, rhs, out], [luStep, rowsStep, rhsStep]) =>
    luSolveMany(
      count,
      { first: lu, step: luStep },
      { first: rows, step: rowsStep },
      { first: rhs, step: rhsStep },
      out,
    ),
  );
}

/** X = U⁻¹·L⁻¹·(P·B). */
export function solveInto(lu: MatrixView, rows: Int32Array, b: MatrixView, x: MatrixView): void {
  takeRows(b, rows, x);
  divideByTriangle(lu, "lower", "unit", x);
  divideByTriangle(lu, "upper", "nonunit", x);
}

/** X = Pᵀ·L⁻ᵀ·U⁻ᵀ·B. */
export function solveTransposed(lu: MatrixView, rows: Int32Array, b: MatrixView, x: MatrixView): void {
  const y = unsetWorkspace(x.type, x.rows, x.cols);
  copyMatrix(b, y);
  divideByTriangle(lu.T, "lower", "nonunit", y);
  divideByTriangle(lu.T, "upper", "unit", y);
  putRows(y, rows, x);
  release(y.storage);
}
