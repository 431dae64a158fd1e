import { type Pair, divide, multiply } from "./arithmetic.js";
import { exp, log } from "./log.js";

/** zʷ = exp(w·log z); integers |w| ≤ 100 by repeated squaring, so that powers of Gaussian integers are exact. 0⁰ = 1. */
export function power(re: number, im: number, wRe: number, wIm: number): Pair {
  const n = Math.abs(wRe);
  if (wIm === 0 && n <= 100 && Number.isInteger(n)) {
    let [result, square]: Pair[] = [
      [1, 0],
      [re, im],
    ];
    for (let k = n; k > 0; k >>= 1) {
      if (k & 1) result = multiply(...result, ...square);
      square = multiply(...square, ...square);
    }
    return wRe < 0 ? divide(1, 0, ...result) : result;
  }
  if (re === 0 && im === 0 && wRe > 0) return [0, 0];
  return exp(...multiply(wRe, wIm, ...log(re, im)));
}
