import {
  type NDArray,
  add,
  any,
  diagonal,
  equal,
  expandDims,
  logicalAnd,
  matmul,
  matrixTranspose,
  mul,
  notEqual,
  real,
  reciprocal,
  sub,
  sum,
  where,
  zerosLike,
} from "@linnet/core";
import { matrixDims, withElements } from "@linnet/core/extend";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { DerivativeError } from "../errors.js";
import { columns, rows } from "../operand/parts.js";
import { type GapRules, reciprocalGaps } from "./spectral-gaps.js";

const gaps: GapRules = { op: "svd", noun: "singular values", instead: "svdvals", squared: true };

/**
 * With J = UᵀŪ − ŪᵀU, K = VᵀV̄ − V̄ᵀV and Fᵢⱼ = 1/(sⱼ² − sᵢ²):
 *
 *     Ā = U·((F∘J)·S + S·(F∘K) + diag(S̄))·Vᵀ + (I − U·Uᵀ)·Ū·S⁻¹·Vᵀ + U·S⁻¹·V̄ᵀ·(I − V·Vᵀ)
 *
 * @see Townsend 2016, *Differentiating the singular value decomposition*
 */
export function svdPullBack(
  a: NDArray,
  [U, S, Vh]: readonly NDArray[],
  [ctU, ctS, ctVh]: readonly (NDArray | null)[],
  full: boolean,
): NDArray {
  if (ctU !== null || ctVh !== null) {
    requireReal(a);
    requireThin(a, full);
  }
  const [m, n] = matrixDims(a);
  const k = Math.min(m, n);
  const ctV = ctVh === null ? null : matrixTranspose(ctVh);
  const V = matrixTranspose(Vh);
  const s = expandDims(S, -2); // scales columns
  const parts: NDArray[] = [];
  if (ctS !== null) parts.push(conjugate(matmul(mul(columns(U, 0, k), expandDims(ctS, -2)), rows(Vh, 0, k))));
  const used = [ctU, ctV].filter((ct) => ct !== null);
  if (used.length > 0) {
    const F = reciprocalGaps(gaps, S, used);
    const middle: NDArray[] = [];
    if (ctU !== null) middle.push(mul(mul(F, turning(U, ctU)), s));
    if (ctV !== null) middle.push(mul(expandDims(S, -1), mul(F, turning(V, ctV))));
    parts.push(matmul(matmul(U, sumOf(middle)), Vh));
  }
  if (ctU !== null && m > k) parts.push(matmul(outside(U, divided(ctU, S)), Vh));
  if (ctV !== null && n > k) parts.push(matrixTranspose(matmul(outside(V, divided(ctV, S)), matrixTranspose(U))));
  return parts.length === 0 ? zerosLike(a) : sumOf(parts);
}

/**
 * With dP = Uᵀ·dA·V: dS = diag(dP), dU = U·(F∘(dP·S + S·dPᵀ)) + (I − U·Uᵀ)·dA·V·S⁻¹,
 * dV = V·(F∘(S·dP + dPᵀ·S)) + (I − V·Vᵀ)·dAᵀ·U·S⁻¹.
 */
export function svdPushForward(
  a: NDArray,
  [U, S, Vh]: readonly NDArray[],
  da: NDArray,
  full: boolean,
): readonly NDArray[] {
  requireReal(a);
  requireThin(a, full);
  const [m, n] = matrixDims(a);
  const k = Math.min(m, n);
  const V = matrixTranspose(Vh);
  const dP = matmul(matmul(matrixTranspose(U), da), V);
  const dPt = matrixTranspose(dP);
  const F = reciprocalGaps(gaps, S, null);
  const s = expandDims(S, -2);
  const t = expandDims(S, -1);
  let dU = matmul(U, mul(F, add(mul(dP, s), mul(t, dPt))));
  let dV = matmul(V, mul(F, add(mul(t, dP), mul(dPt, s))));
  if (m > k) dU = add(dU, outside(U, divided(matmul(da, V), S)));
  if (n > k) dV = add(dV, outside(V, divided(matmul(matrixTranspose(da), U), S)));
  return [dU, diagonal(dP), matrixTranspose(dV)];
}

/** dS = Re diag(Uᴴ·dA·V), without the off-diagonal products. */
export function valuesPushForward(U: NDArray, Vh: NDArray, da: NDArray): NDArray {
  return real(sum(mul(conjugate(U), matmul(da, adjoint(Vh))), { axis: -2 }));
}

function requireReal(a: NDArray): void {
  if (a.type.kind !== "complex") return;
  throw new DerivativeError(
    "svd",
    "the derivative of vectors needs a real matrix",
    `${a.dtype}, where phases of the vectors are not unique`,
    "Use svdvals where only the values matter.",
  );
}

function requireThin(a: NDArray, full: boolean): void {
  const [m, n] = matrixDims(a);
  if (!full || m === n) return;
  throw new DerivativeError(
    "svd",
    "the derivative needs the thin factors",
    `the full factors of a [${a.shape.join(", ")}], of which ${Math.abs(m - n)} vectors are not unique`,
    "Use svd(a).",
  );
}

/** QᵀQ̄ − Q̄ᵀQ. */
function turning(Q: NDArray, ct: NDArray): NDArray {
  const x = matmul(matrixTranspose(Q), ct);
  return sub(x, matrixTranspose(x));
}

/** (I − Q·Qᵀ)·X. */
function outside(Q: NDArray, x: NDArray): NDArray {
  return sub(x, matmul(Q, matmul(matrixTranspose(Q), x)));
}

/** X·S⁻¹. A column of zeros stays one where its singular value is zero; another column there has no derivative. */
function divided(x: NDArray, S: NDArray): NDArray {
  const zero = equal(S, 0);
  const bad = logicalAnd(zero, any(notEqual(x, 0), { axis: -2 }));
  if (any(withElements(bad)).item() !== 0) {
    throw new DerivativeError(
      "svd",
      "the derivative of the thin factors of a rectangular matrix needs full rank",
      "a singular value of 0",
      "Use svdvals where only the values matter, or keep the leading columns only.",
    );
  }
  return mul(x, expandDims(reciprocal(where(zero, 1, S)), -2));
}

function sumOf(parts: readonly NDArray[]): NDArray {
  return parts.reduce((x, y) => add(x, y));
}
