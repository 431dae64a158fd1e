import {
  type NDArray,
  add,
  concat,
  expandDims,
  matmul,
  matrixTranspose,
  mul,
  real,
  sum,
  zeros,
  zerosLike,
} from "@linnet/core";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { hermitianPart } from "../operand/mirror.js";
import { vectorNorm } from "../norms/vector-norm.js";
import { type SpectrumRules, reciprocalGaps } from "./repeated-values.js";

const rules: SpectrumRules = {
  op: "eigh",
  noun: "eigenvalue",
  instead: "eigvalsh",
  smooth: "funmh for V·diag(f(λ))·Vᴴ",
  invariants: ["v·vᴴ", "V·Vᴴ"],
  changes: "unitary",
};

/**
 * With Fᵢⱼ = 1/(λⱼ − λᵢ), and all eigenvectors in V:
 *
 *     Ā = conj(V)·(diag(λ̄) + F∘(Vᵀ·V̄))·Vᵀ, its Hermitian part
 *
 * @param valuesElsewhere whether the loss uses values from another call
 * @see Giles 2008; Boeddeker et al. 2017 for complex matrices
 */
export function eighPullBack(
  a: NDArray,
  values: NDArray,
  V: NDArray,
  [ctValues, ctVectors]: readonly (NDArray | null)[],
  valuesElsewhere: boolean,
): NDArray {
  const parts: NDArray[] = [];
  if (ctValues !== null) parts.push(conjugate(scaledSandwich(V, ctValues)));
  if (ctVectors !== null) {
    const turns = matmul(matrixTranspose(V), ctVectors);
    const used = ctValues ?? (valuesElsewhere ? zerosLike(values) : null);
    const F = reciprocalGaps(rules, values, { turns, sizes: columnNorms(ctVectors), ctValues: used });
    parts.push(matmul(matmul(conjugate(V), hermitianPart(mul(F, turns))), matrixTranspose(V)));
  }
  return parts.length === 0 ? zerosLike(a) : parts.reduce((x, y) => add(x, y));
}

/** dP = Vᴴ·dA·V of the Hermitian part of dA: dλ = diag(dP), dV = V·(F∘dP), whose columns do not turn their phase: Im vᴴ·dv = 0. */
export function eighPushForward(values: NDArray, V: NDArray, da: NDArray): readonly [NDArray, NDArray] {
  const dP = matmul(matmul(adjoint(V), hermitianPart(da)), V);
  return [valuesPushForward(V, da), matmul(V, mul(reciprocalGaps(rules, values, null), dP))];
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

/** Norms of the columns of a cotangent, constant to differentiation. */
export function columnNorms(ct: NDArray): NDArray {
  return vectorNorm(ct, { axis: -2 });
}
