import { type NDArray, add, concat, matmul, matrixTranspose, sub, tril, triu, zeros, zerosLike } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
  withElements,
} from "@linnet/core/extend";
import { copyMatrix, keepTriangle, setUnitDiagonal } from "../blocked/matrix/copy.js";
import { firstZeroPivot } from "../blocked/lu/lu.js";
import { DerivativeError, ofMatrix } from "../errors.js";
import { batchIndex } from "../operand/batch.js";
import { productOfParts } from "../operand/product-of-parts.js";
import type { LuFactors } from "./lu-factor.js";
import { columns, rows } from "../operand/parts.js";
import { permuteRows } from "../operand/permute-rows.js";
import { solveTriangle } from "../solve/solve-triangular.js";

/** L `[…, m, k]`, unit lower triangular, and U `[…, k, n]`, k = min(m, n), differentiated with respect to A. */
export function luTriangles({ a, packed, order }: LuFactors): readonly [L: NDArray, U: NDArray] {
  const [L, U] = bindMany(luTrianglesP, [a, packed, order], undefined);
  return [L, U];
}

const luTrianglesP: PrimitiveMany = /* @__PURE__ */ primitiveMany("lu", {
  batch: [2],
  abstract([a]) {
    const [m, n] = matrixDims(a);
    const k = Math.min(m, n);
    return [
      { type: a.type, layout: rowMajor([...batchDims(a), m, k]) },
      { type: a.type, layout: rowMajor([...batchDims(a), k, n]) },
    ];
  },

  evaluate([, packed], [L, U]) {
    for (const [lu, lower, upper] of matrices([packed, L, U])) {
      const k = lower.cols;
      copyMatrix(lu.block(0, 0, lu.rows, k), lower);
      copyMatrix(lu.block(0, 0, k, lu.cols), upper);
      keepTriangle(lower, "lower");
      keepTriangle(upper, "upper");
      setUnitDiagonal(lower);
    }
  },

  derivative: {
    vjp([ctL, ctU], [, , order], [L, U]) {
      const pull = matrixDims(L)[0] > matrixDims(U)[1] ? pullBackTall : pullBack;
      return [() => permuteRows(pull(L, U, ctL ?? zerosLike(L), ctU ?? zerosLike(U)), order, "putBack"), null, null];
    },
    jvp([da], [, , order], [L, U]) {
      const push = matrixDims(L)[0] > matrixDims(U)[1] ? pushForwardTall : pushForward;
      return push(L, U, permuteRows(da, order, "take"));
    },
  },
});

/**
 * Of a square or wide matrix, whose last pivot may be zero: with G = L⁻¹·P·dA, U₁ and G₁ without their last rows and columns but the first
 * m − 1, K = L⁻¹·dL = tril₋₁(G₁·U₁⁻¹) with a last column of zeros, dU = triu(G − K·U).
 * Transposed: K̄ = tril₋₁(Lᵀ·L̄ − Ū·Uᵀ), P·Ā = L⁻ᵀ·(triu(Ū) + [K̄·U₁⁻ᵀ 0]).
 */
function pullBack(L: NDArray, U: NDArray, ctL: NDArray, ctU: NDArray): NDArray {
  const [m, n] = matrixDims(U);
  const s = Math.max(0, m - 1);
  requirePivots(U, s);
  const ofL = productOfParts(matrixTranspose(L), ctL, { a: "upper", b: "lower", product: "lower" });
  const ofU = productOfParts(ctU, matrixTranspose(U), { a: "upper", b: "lower", product: "lower" });
  const K = columns(tril(sub(ofL, ofU), { k: -1 }), 0, s);
  const moved = divideByUpperTransposed(K, corner(U, s));
  const rest: NDArray = zeros([...batchDims(moved), m, n - s], { dtype: U.dtype });
  const G = add(triu(ctU), concat([moved, rest], { axis: -1 }));
  return solveTriangle("lu", matrixTranspose(L), G, "upper", "unit");
}

function pushForward(L: NDArray, U: NDArray, da: NDArray): readonly NDArray[] {
  const [m] = matrixDims(U);
  const s = Math.max(0, m - 1);
  requirePivots(U, s);
  const G = solveTriangle("lu", L, da, "lower", "unit");
  const K = tril(divideByUpper(columns(G, 0, s), corner(U, s)), { k: -1 });
  const last: NDArray = zeros([...batchDims(K), m, m - s], { dtype: L.dtype });
  const dU = triu(sub(G, matmul(K, rows(U, 0, s))));
  return [concat([matmul(L, K), last], { axis: -1 }), dU];
}

/**
 * With P·A = [[L₁], [L₂]]·U: P·Ā = [[L₁⁻ᵀ·(tril₋₁(L₁ᵀ·L̄₁) + triu(Ū·Uᵀ − L₂ᵀ·L̄₂))], [L̄₂]]·U⁻ᵀ.
 */
function pullBackTall(L: NDArray, U: NDArray, ctL: NDArray, ctU: NDArray): NDArray {
  const [m, n] = matrixDims(L);
  requirePivots(U, n);
  const turned = matrixTranspose(rows(L, 0, n));
  const lower = productOfParts(turned, rows(ctL, 0, n), { a: "upper", b: "lower", product: "lower" });
  const upper = productOfParts(ctU, matrixTranspose(U), { a: "upper", b: "lower", product: "upper" });
  const below = productOfParts(matrixTranspose(rows(L, n, m)), rows(ctL, n, m), {
    a: "all",
    b: "all",
    product: "upper",
  });
  const middle = add(tril(lower, { k: -1 }), sub(upper, below));
  const top = solveTriangle("lu", turned, middle, "upper", "unit");
  return divideByUpperTransposed(concat([top, rows(ctL, n, m)], { axis: -2 }), U);
}

/** With F = L₁⁻¹·(P·dA)₁·U⁻¹: dL₁ = L₁·tril₋₁(F), dU = triu(F)·U, dL₂ = ((P·dA)₂ − L₂·dU)·U⁻¹. */
function pushForwardTall(L: NDArray, U: NDArray, da: NDArray): readonly NDArray[] {
  const [m, n] = matrixDims(L);
  requirePivots(U, n);
  const L1 = rows(L, 0, n);
  const F = divideByUpper(solveTriangle("lu", L1, rows(da, 0, n), "lower", "unit"), U);
  const dU = matmul(triu(F), U);
  const below = divideByUpper(sub(rows(da, n, m), matmul(rows(L, n, m), dU)), U);
  return [concat([matmul(L1, tril(F, { k: -1 })), below], { axis: -2 }), dU];
}

/** The first s rows and columns. */
function corner(U: NDArray, s: number): NDArray {
  return columns(rows(U, 0, s), 0, s);
}

/** Refuses a zero among the first `count` pivots. @throws {DerivativeError} */
function requirePivots(U: NDArray, count: number): void {
  let index = 0;
  for (const [u] of matrices([withElements(U)])) {
    const zero = firstZeroPivot(u.block(0, 0, count, count));
    if (zero >= 0) {
      throw new DerivativeError(
        "lu",
        "the derivative divides by the pivots, of a square or wide matrix by all but the last",
        `pivot 0 at index ${zero}${ofMatrix(batchIndex(index, batchDims(U)))}`,
        "Differentiate det or reconstruct, or use qr or svd.",
      );
    }
    index++;
  }
}

/** X·U⁻¹. */
function divideByUpper(x: NDArray, U: NDArray): NDArray {
  return matrixTranspose(solveTriangle("lu", matrixTranspose(U), matrixTranspose(x), "lower", "nonunit"));
}

/** X·U⁻ᵀ. */
function divideByUpperTransposed(x: NDArray, U: NDArray): NDArray {
  return matrixTranspose(solveTriangle("lu", U, matrixTranspose(x), "upper", "nonunit"));
}
