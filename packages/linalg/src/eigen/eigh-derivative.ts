import {
  type NDArray,
  abs,
  add,
  any,
  concat,
  expandDims,
  greater,
  imag,
  matmul,
  mul,
  real,
  sub,
  sum,
  zeros,
  zerosLike,
} from "@linnet/core";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { DerivativeError } from "../errors.js";
import { hermitianPart } from "../operand/mirror.js";
import { type GapRules, reciprocalGaps } from "../svd/spectral-gaps.js";

const gaps: GapRules = { op: "eigh", noun: "eigenvalues", instead: "eigvalsh", squared: false };

/**
 * With Fᵢⱼ = 1/(λⱼ − λᵢ), and all eigenvectors in V:
 *
 *     Ā = conj(V)·(diag(λ̄) + F∘(Vᵀ·V̄))·Vᵀ, its Hermitian part
 *
 * @see Giles 2008; Boeddeker et al. 2017 for complex matrices
 */
export function eighPullBack(
  a: NDArray,
  values: NDArray,
  V: NDArray,
  ctValues: NDArray | null,
  ctVectors: NDArray | null,
): NDArray {
  const parts: NDArray[] = [];
  if (ctValues !== null) parts.push(conjugate(scaledSandwich(V, ctValues)));
  if (ctVectors !== null) {
    requireNoPhase(V, ctVectors);
    const F = reciprocalGaps(gaps, values, [ctVectors]);
    const inner = mul(F, matmul(conjugate(adjoint(V)), ctVectors));
    parts.push(matmul(matmul(conjugate(V), hermitianPart(inner)), conjugate(adjoint(V))));
  }
  return parts.length === 0 ? zerosLike(a) : parts.reduce((x, y) => add(x, y));
}

/** dP = Vᴴ·dA·V of the Hermitian part of dA: dλ = diag(dP), dV = V·(F∘dP), whose columns do not turn their phase: Im vᴴ·dv = 0. */
export function eighPushForward(values: NDArray, V: NDArray, da: NDArray): readonly [NDArray, NDArray] {
  const dP = matmul(matmul(adjoint(V), hermitianPart(da)), V);
  return [valuesPushForward(V, da), matmul(V, mul(reciprocalGaps(gaps, values, null), dP))];
}

/** dλ = diag(Vᴴ·dA·V), without the products off the diagonal. */
export function valuesPushForward(V: NDArray, da: NDArray): NDArray {
  const product = sum(mul(conjugate(V), matmul(hermitianPart(da), V)), { axis: -2 });
  return product.type.kind === "complex" ? real(product) : product;
}

/** V·diag(x)·Vᴴ. */
export function scaledSandwich(V: NDArray, x: NDArray): NDArray {
  return matmul(mul(V, expandDims(x, -2)), adjoint(V));
}

/** Zeros before and behind the last axis of a cotangent, of the columns that were left out. */
export function padColumns(ct: NDArray | null, start: number, n: number): NDArray | null {
  if (ct === null) return null;
  const end = n - start - ct.shape[ct.ndim - 1];
  const gap = (count: number): NDArray => zeros([...ct.shape.slice(0, -1), count], { dtype: ct.dtype });
  return concat([gap(start), ct, gap(end)], { axis: -1 });
}

/** Refuses the cotangent of a function that changes when an eigenvector is multiplied by a phase e^{iφ}: vᵀ·v̄ is not real then. */
function requireNoPhase(V: NDArray, ct: NDArray): void {
  if (V.type.kind !== "complex") return;
  const turning = abs(imag(sum(mul(V, ct), { axis: -2 })));
  const size = sum(mul(abs(V), abs(ct)), { axis: -2 });
  if (any(greater(sub(turning, mul(size, Math.sqrt(epsilonOf(V.type)))), 0)).item() === 0) return;
  throw new DerivativeError(
    "eigh",
    "a function of complex eigenvectors must not depend on their phases",
    "one whose value changes with e^{iφ}·v",
    "Use what is the same for all phases, as v·vᴴ, or eigvalsh where only the values matter.",
  );
}
