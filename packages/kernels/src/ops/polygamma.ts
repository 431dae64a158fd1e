import { digammaFamily } from "../wasm/map-families.js";
import type { MapOp } from "./op.js";

/** ψ⁽ⁿ⁾(x), the n-th derivative of ψ = (ln Γ)′: NaN at 0 and negative integers for ψ, ∞ or NaN for its derivatives. ψ alone has a kernel. */
export function polygamma(order: number): MapOp {
  const op: MapOp = { name: "polygamma", reference: (x) => derivative(order, x), result: "same", code: -1 };
  return order === 0 ? { ...op, code: 0, family: digammaFamily } : op;
}

/** B₂, B₄, …: the Bernoulli numbers 1/6, −1/30, 1/42, −1/30, 5/66, −691/2730, 7/6. */
const BERNOULLI: readonly number[] = [
  0.16666666666666666, -0.03333333333333333, 0.023809523809523808, -0.03333333333333333, 0.07575757575757576,
  -0.2531135531135531, 1.1666666666666667,
];

/**
 * Up by ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x + 1) − (−1)ⁿ·n!/xⁿ⁺¹, then the asymptotic series; far below 0 by reflection.
 *
 * @see DLMF, 5.11 and 5.15
 */
function derivative(n: number, x: number): number {
  if (x === -Infinity || (x <= 0 && Number.isInteger(x) && n % 2 === 0)) return NaN;
  const sign = n % 2 === 0 ? 1 : -1;
  if (x < -20) return sign * derivative(n, 1 - x) - Math.PI ** (n + 1) * cotangent(n, x - Math.round(x));
  let steps = 0;
  for (; x < 14 + n; x++) steps += x ** -(n + 1);
  return -sign * (factorial(n) * steps + asymptotic(n, x));
}

/** (−1)ⁿ⁺¹·ψ⁽ⁿ⁾(x) for large x. */
function asymptotic(n: number, x: number): number {
  let term = factorial(n + 1) * x ** -(n + 2); // (2k + n − 1)!/(2k − 1)!·x^(−2k − n), so far for k = 1
  let sum = factorial(n) * 0.5 * x ** -(n + 1);
  BERNOULLI.forEach((b, i) => {
    const k = 2 * i + 2;
    sum += (b / k) * term;
    term *= ((k + n) * (k + n + 1)) / (k * (k + 1) * x * x);
  });
  return sum + (n === 0 ? -Math.log(x) : factorial(n - 1) * x ** -n);
}

/** The n-th derivative of cot in θ = π·f, a polynomial in c = cot θ: dc/dθ = −(1 + c²). */
function cotangent(n: number, f: number): number {
  let p = [0, 1];
  for (let i = 0; i < n; i++) {
    const slope = p.slice(1).map((a, k) => -(k + 1) * a);
    p = [...slope, 0, 0].map((a, k) => a + (k >= 2 ? slope[k - 2] : 0));
  }
  const c = 1 / Math.tan(Math.PI * f);
  return p.reduceRight((sum, a) => sum * c + a, 0);
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
