import {
  type NDArray,
  add,
  diag,
  div,
  expandDims,
  matmul,
  matrixTranspose,
  mul,
  reciprocal,
  real,
  sub,
  sum,
  zerosLike,
} from "@linnet/core";
import { matrixDims } from "@linnet/core/extend";
import { type SpectrumRules, reciprocalGaps } from "../eigen/repeated-values.js";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { DerivativeError } from "../errors.js";
import { vectorNorm } from "../norms/vector-norm.js";
import { columns, rows } from "../operand/parts.js";
import { type SideLoss, zeroPairs } from "./zero-values.js";

const rules: SpectrumRules = {
  op: "svd",
  noun: "singular value",
  instead: "svdvals",
  smooth: "polar for U·Vᴴ, funmh of [[0, A], [Aᴴ, 0]] for U·diag(f(S))·Vᴴ",
  invariants: ["u·vᴴ", "U·Vᴴ"],
  changes: "unitary",
};

/**
 * With gradients Ũ, Ṽ (the conjugates of cotangents), J = UᴴŨ − ŨᴴU, K = VᴴṼ − ṼᴴV:
 *
 *     Xᵢⱼ = ½·(J + K)ᵢⱼ/(sⱼ − sᵢ) + ½·(J − K)ᵢⱼ/(sⱼ + sᵢ)
 *     Ã = U·(X + diag(s̃))·Vᴴ + (I − U·Uᴴ)·Ũ·S⁻¹·Vᴴ + U·S⁻¹·Ṽᴴ·(I − V·Vᴴ)
 *
 * Both denominators instead of sⱼ² − sᵢ² keep apart what a repeated value makes singular, and the second one of the diagonal
 * is what phases of complex vectors add.
 *
 * @param valuesElsewhere whether the loss uses values from another call
 * @see Townsend 2016, *Differentiating the singular value decomposition*; Wan & Zhang 2019 for complex matrices
 */
export function svdPullBack(
  a: NDArray,
  [U, S, Vh]: readonly NDArray[],
  [ctU, ctS, ctVh]: readonly (NDArray | null)[],
  { full, valuesElsewhere }: { readonly full: boolean; readonly valuesElsewhere: boolean },
): NDArray {
  const [m, n] = matrixDims(a);
  const k = Math.min(m, n);
  if (ctU === null && ctVh === null) {
    if (ctS === null) return zerosLike(a);
    return conjugate(matmul(mul(columns(U, 0, k), expandDims(ctS, -2)), rows(Vh, 0, k)));
  }
  requireThin(a, full);
  const gU = ctU === null ? zerosLike(U) : conjugate(ctU);
  const gV = ctVh === null ? zerosLike(adjoint(Vh)) : matrixTranspose(ctVh);
  return conjugate(gradient(a, [U, S, adjoint(Vh)], [gU, ctS, gV], valuesElsewhere));
}

/** Ã where vectors have cotangents: what two terms multiply from the same side is added before, a product less. */
function gradient(
  a: NDArray,
  [U, S, V]: readonly NDArray[],
  [gU, ctS, gV]: readonly [NDArray, NDArray | null, NDArray],
  valuesElsewhere: boolean,
): NDArray {
  const [m, n] = matrixDims(a);
  const [inU, inV] = [matmul(adjoint(U), gU), matmul(adjoint(V), gV)];
  const outU = m > n ? sub(gU, matmul(U, inU)) : null;
  const outV = n > m ? sub(gV, matmul(V, inV)) : null;
  const [left, right] = [sideLoss(inU, gU, outU), sideLoss(inV, gV, outV)];
  const used = ctS ?? (valuesElsewhere ? zerosLike(S) : null);
  const loss = { turns: add(inU, inV), sizes: add(left.sizes, right.sizes), ctValues: used };
  const apart = reciprocalGaps(rules, S, loss);
  const [together, inverse] = reciprocalSums(S, zeroPairs(a, S, [left, right], used));
  const [J, K] = [left.turning, right.turning];
  const X = mul(add(mul(add(J, K), apart), mul(sub(J, K), together)), 0.5);
  const middle = ctS === null ? X : add(X, diag(ctS));
  if (outV !== null) return matmul(U, add(matmul(middle, adjoint(V)), adjoint(mul(outV, inverse))));
  const leftHalf = matmul(U, middle);
  return matmul(outU === null ? leftHalf : add(leftHalf, mul(outU, inverse)), adjoint(V));
}

/**
 * With dP = Uᴴ·dA·V, its Hermitian part p and the rest q: dS = Re diag(dP),
 * dU = U·(pᵢⱼ/(sⱼ − sᵢ) + qᵢⱼ/(sⱼ + sᵢ)) + (I − U·Uᴴ)·dA·V·S⁻¹, dV = V·(pᵢⱼ/(sⱼ − sᵢ) − qᵢⱼ/(sⱼ + sᵢ)) + (I − V·Vᴴ)·dAᴴ·U·S⁻¹.
 */
export function svdPushForward(
  a: NDArray,
  [U, S, Vh]: readonly NDArray[],
  da: NDArray,
  full: boolean,
): readonly NDArray[] {
  requireThin(a, full);
  const [m, n] = matrixDims(a);
  const V = adjoint(Vh);
  const [dAV, dAhU] = [matmul(da, V), matmul(adjoint(da), U)];
  const dP = matmul(adjoint(U), dAV);
  const dPh = adjoint(dP);
  const [together, inverse] = reciprocalSums(S, zeroPairs(a, S, null, null));
  const common = mul(add(dP, dPh), mul(reciprocalGaps(rules, S, null), 0.5));
  const opposite = mul(sub(dP, dPh), mul(together, 0.5));
  let dU = matmul(U, add(common, opposite));
  let dV = matmul(V, sub(common, opposite));
  if (m > n) dU = add(dU, mul(sub(dAV, matmul(U, dP)), inverse));
  if (n > m) dV = add(dV, mul(sub(dAhU, matmul(V, dPh)), inverse));
  return [dU, valuesPushForward(U, Vh, da), adjoint(dV)];
}

/** dS = Re diag(Uᴴ·dA·V), without the off-diagonal products. */
export function valuesPushForward(U: NDArray, Vh: NDArray, da: NDArray): NDArray {
  return real(sum(mul(conjugate(U), matmul(da, adjoint(Vh))), { axis: -2 }));
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

/** @param inside Qᴴ·G of the gradient G by Q; `out` (I − Q·Qᴴ)·G, null where Q is square */
function sideLoss(inside: NDArray, g: NDArray, out: NDArray | null): SideLoss {
  const sizes = vectorNorm(g, { axis: -2 });
  const outside = out === null ? zerosLike(sizes) : vectorNorm(out, { axis: -2 });
  return { turning: sub(inside, adjoint(inside)), sizes, outside };
}

/** 1/(sᵢ + sⱼ) and, for columns, 1/sⱼ, 0 where that is 1/0. */
function reciprocalSums(S: NDArray, [pairs, zeros]: readonly [NDArray, NDArray]): readonly [NDArray, NDArray] {
  const sums = add(add(expandDims(S, -1), expandDims(S, -2)), pairs);
  return [mul(reciprocal(sums), sub(1, pairs)), expandDims(div(sub(1, zeros), add(S, zeros)), -2)];
}
