import { mad } from "./vector";

/**
 * Σ cₙ·xⁿ of an even number of coefficients, the first at `from` and the last two at `last`: even and odd powers side by side.
 * @inline
 */
export function series(x: v128, from: usize, last: usize): v128 {
  const z = f64x2.mul(x, x);
  let even = v128.load64_splat(last);
  let odd = v128.load64_splat(last, 8);
  for (let at = last - 16; at >= from; at -= 16) {
    even = mad<f64>(even, z, v128.load64_splat(at));
    odd = mad<f64>(odd, z, v128.load64_splat(at, 8));
  }
  return mad<f64>(odd, x, even);
}
