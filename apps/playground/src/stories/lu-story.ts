import { type NDArray, abs, matmul, tril, triu } from "@linnet/core";
import { lu as explainLu } from "@linnet/explain";
import { inv, lu } from "@linnet/linalg";
import { distance, gamma, largest } from "./distance.js";
import type { ToldStory } from "./told-story.js";

/** LU with pivoting, of nine pixels of the ninth digit, whose first cannot be a pivot: it is zero. */
export function luStory(images: NDArray): ToldStory {
  const a: NDArray = images.slice(8, "2:5", "4:7");
  const told = explainLu(a, { arithmetic: "exact" });
  const found = lu(a);
  const [L, U]: NDArray[] = [told.result("L"), told.result("U")];
  const sameOrder = distance(told.result("p").reshape([-1]), found.p) === 0;
  return {
    story: told.toJSON(),
    difference: sameOrder ? Math.max(distance(found.L, L), distance(found.U, U)) : Infinity,
    bound: sensitivity(L, U),
  };
}

/**
 * How far rounding can move the factors of an n×n matrix:
 *
 *     |ΔL| ≤ |L|·stril(G),  |ΔU| ≤ triu(G)·|U|,  G = |L⁻¹|·γₙ·|L|·|U|·|U⁻¹|
 *
 * @remarks To first order; twice that covers the rest, which is of the order γₙ².
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §9.11
 */
function sensitivity(L: NDArray, U: NDArray): number {
  const product = (...factors: NDArray[]): NDArray =>
    factors.map((x): NDArray => abs(x)).reduce((a, b) => matmul(a, b));
  const G: NDArray = product(inv(L), L, U, inv(U)).mul(gamma(L.shape[0] as number));
  return 2 * Math.max(largest(matmul(abs(L), tril(G, { k: -1 }))), largest(matmul(triu(G), abs(U))));
}
