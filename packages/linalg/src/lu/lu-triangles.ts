import { type NDArray, add, concat, matmul, matrixTranspose, sub, tril, triu, zerosLike } from "@linnet/core";
import {
  type PrimitiveMany,
  batchDims,
  bindMany,
  matrices,
  matrixDims,
  primitiveMany,
  rowMajor,
} from "@linnet/core/extend";
import { copyMatrix, keepTriangle, setUnitDiagonal } from "../blocked/matrix/copy.js";
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
    // With P·A = [[L₁], [L₂]]·[U₁ U₂], L₁ and U₁ square (one of L₂, U₂ is empty):
    // Ā₁₁ = L₁⁻ᵀ·(tril₋₁(L₁ᵀ·L̄₁ − Ū₂·U₂ᵀ) + triu(Ū₁·U₁ᵀ − L₂ᵀ·L̄₂))·U₁⁻ᵀ, Ā₁₂ = L₁⁻ᵀ·Ū₂, Ā₂₁ = L̄₂·U₁⁻ᵀ
    vjp([ctL, ctU], [, , order], [L, U]) {
      return [
        () => permuteRows(pullBack(L, U, ctL ?? zerosLike(L), ctU ?? zerosLike(U)), order, "putBack"),
        null,
        null,
      ];
    },
    // With F = L₁⁻¹·(P·dA)₁₁·U₁⁻¹: dL₁ = L₁·tril₋₁(F), dU₁ = triu(F)·U₁, dU₂ = L₁⁻¹·((P·dA)₁₂ − dL₁·U₂), dL₂ likewise
    jvp: ([da], [, , order], [L, U]) => pushForward(L, U, permuteRows(da, order, "take")),
  },
});

function pullBack(L: NDArray, U: NDArray, ctL: NDArray, ctU: NDArray): NDArray {
  const [m, k] = matrixDims(L);
  const [, n] = matrixDims(U);
  const L1 = rows(L, 0, k);
  const U1 = columns(U, 0, k);
  let lower = matmul(matrixTranspose(L1), rows(ctL, 0, k));
  let upper = matmul(columns(ctU, 0, k), matrixTranspose(U1));
  if (n > k) lower = sub(lower, matmul(columns(ctU, k, n), matrixTranspose(columns(U, k, n))));
  if (m > k) upper = sub(upper, matmul(matrixTranspose(rows(L, k, m)), rows(ctL, k, m)));
  const middle = add(tril(lower, { k: -1 }), triu(upper));
  const corner = divideByUpperTransposed(solveTriangle("lu", matrixTranspose(L1), middle, "upper", "unit"), U1);
  if (n > k) {
    return concat([corner, solveTriangle("lu", matrixTranspose(L1), columns(ctU, k, n), "upper", "unit")], {
      axis: -1,
    });
  }
  return m > k ? concat([corner, divideByUpperTransposed(rows(ctL, k, m), U1)], { axis: -2 }) : corner;
}

function pushForward(L: NDArray, U: NDArray, da: NDArray): readonly NDArray[] {
  const [m, k] = matrixDims(L);
  const [, n] = matrixDims(U);
  const L1 = rows(L, 0, k);
  const U1 = columns(U, 0, k);
  const corner = columns(rows(da, 0, k), 0, k);
  const f = divideByUpper(solveTriangle("lu", L1, corner, "lower", "unit"), U1);
  let dL = matmul(L1, tril(f, { k: -1 }));
  let dU = matmul(triu(f), U1);
  if (n > k) {
    const rest = sub(columns(da, k, n), matmul(dL, columns(U, k, n)));
    dU = concat([dU, solveTriangle("lu", L1, rest, "lower", "unit")], { axis: -1 });
  } else if (m > k) {
    const rest = sub(rows(da, k, m), matmul(rows(L, k, m), dU));
    dL = concat([dL, divideByUpper(rest, U1)], { axis: -2 });
  }
  return [dL, dU];
}

/** X·U⁻¹. */
function divideByUpper(x: NDArray, U: NDArray): NDArray {
  return matrixTranspose(solveTriangle("lu", matrixTranspose(U), matrixTranspose(x), "lower", "nonunit"));
}

/** X·U⁻ᵀ. */
function divideByUpperTransposed(x: NDArray, U: NDArray): NDArray {
  return matrixTranspose(solveTriangle("lu", U, matrixTranspose(x), "upper", "nonunit"));
}
