import {
  type NDArray,
  add,
  concat,
  diag,
  expandDims,
  matmul,
  matrixTranspose,
  mul,
  real,
  sum,
  tril,
  zeros,
  zerosLike,
} from "@linnet/core";
import { matrixDims } from "@linnet/core/extend";
import { adjoint, conjugate } from "../operand/adjoint.js";
import { hermitianPart } from "../operand/mirror.js";
import { productOfParts } from "../operand/product-of-parts.js";
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
  if (ctVectors === null) return ctValues === null ? zerosLike(a) : conjugate(scaledSandwich(V, ctValues));
  const turns = matmul(matrixTranspose(V), ctVectors);
  const used = ctValues ?? (valuesElsewhere ? zerosLike(values) : null);
  const F = reciprocalGaps(rules, values, { turns, sizes: columnNorms(ctVectors), ctValues: used });
  const turned = hermitianPart(mul(F, turns));
  const middle = ctValues === null ? turned : add(turned, diag(ctValues));
  return hermitianProduct(matmul(conjugate(V), middle), matrixTranspose(V));
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

/** V·diag(x)·Vᴴ, of a real x. */
export function scaledSandwich(V: NDArray, x: NDArray): NDArray {
  return hermitianProduct(mul(V, expandDims(x, -2)), adjoint(V));
}

/** Rows from which half of a product saves more than mirroring it costs. */
const HALVED_FROM = 128;

/** X·Y where that is known to be Hermitian: of large real matrices the lower triangle, mirrored. */
function hermitianProduct(x: NDArray, y: NDArray): NDArray {
  if (x.type.kind === "complex" || Math.min(...matrixDims(x)) < HALVED_FROM) return matmul(x, y);
  const lower = productOfParts(x, y, { a: "all", b: "all", product: "lower" });
  return add(lower, matrixTranspose(tril(lower, { k: -1 })));
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
