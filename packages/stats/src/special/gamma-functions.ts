/** ln |Γ(x)|, and its derivative ψ(x). */
export { default as digamma } from "@stdlib/math-base-special-digamma";
export { default as logGamma } from "@stdlib/math-base-special-gammaln";
