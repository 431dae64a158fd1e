import type { Arithmetic } from "../arithmetic/arithmetic.js";
import type { Eigenvalue } from "./spectrum.js";

/**
 * The roots of λ² + b·λ + c, of which the discriminant d = b² − 4·c is known.
 *
 *     q = −(b + sign(b)·√d)/2,   λ = q and c/q
 *
 * so that nothing cancels.
 *
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §1.8
 */
export function rootsOfQuadratic<T>(arithmetic: Arithmetic<T>, b: T, c: T, d: T): Eigenvalue<T>[] {
  const { add, sub, div, sqrt, read, value, isZero } = arithmetic;
  const half = (x: T): T => div(x, read(2));
  const minus = (x: T): T => sub(read(0), x);
  if (isZero(d)) return [{ re: half(minus(b)), im: null, times: 2 }];
  if (value(d) < 0) return [{ re: half(minus(b)), im: half(sqrt(minus(d))), times: 1 }];
  const q = minus(half(value(b) < 0 ? sub(b, sqrt(d)) : add(b, sqrt(d))));
  return [q, div(c, q)].map((re) => ({ re, im: null, times: 1 }));
}

/** b² − 4·c */
export function discriminantOf<T>({ sub, mul, read }: Arithmetic<T>, b: T, c: T): T {
  return sub(mul(b, b), mul(read(4), c));
}
