/** ln |Γ(x)| and ln B(a, b), and the derivatives of the first: ψ(x) and ψ′(x). */
export { default as logBeta } from "@stdlib/math-base-special-betaln";
export { default as digamma } from "@stdlib/math-base-special-digamma";
export { default as logGamma } from "@stdlib/math-base-special-gammaln";
export { default as trigamma } from "@stdlib/math-base-special-trigamma";
