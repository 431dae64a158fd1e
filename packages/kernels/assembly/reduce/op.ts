// Operations as types: conditions on them vanish when a loop is compiled, so that each operation has a loop of its own.
export class Sum {}
export class Max {}
export class Min {}

/** What an empty reduction gives, in every lane. @inline */
export function identities<Op>(bytes: i32): v128 {
  if (idof<Op>() == idof<Sum>()) return f64x2.splat(0);
  const end = <f64>(idof<Op>() == idof<Max>() ? -Infinity : Infinity);
  return bytes == 8 ? f64x2.splat(end) : f32x4.splat(<f32>end);
}

/**
 * One vector of a ∘ b. Maxima and minima keep NaN of either: `pmax` answers a where a comparison with NaN fails, and the mask of a
 * NaN in b is a NaN itself. The instructions that do so alone take twice the time on x86-64. @inline
 */
export function combine<T, Op>(a: v128, b: v128): v128 {
  if (idof<Op>() == idof<Sum>()) return v128.add<T>(a, b);
  return v128.or(extreme<T, Op>(a, b), v128.ne<T>(b, b));
}

/** One vector of a ∘ b, where it does not matter what the choice costs. */
export function either<Op>(a: v128, b: v128, bytes: i32): v128 {
  return bytes == 8 ? combine<f64, Op>(a, b) : combine<f32, Op>(a, b);
}

/** The larger or smaller of numbers that are not NaN. @inline */
export function extreme<T, Op>(a: v128, b: v128): v128 {
  return idof<Op>() == idof<Max>() ? v128.pmax<T>(a, b) : v128.pmin<T>(a, b);
}

/** a ∘ b for numbers. @inline */
export function combineNumbers<T, Op>(a: T, b: T): T {
  if (idof<Op>() == idof<Sum>()) return a + b;
  if (idof<Op>() == idof<Max>()) return max<T>(a, b);
  return min<T>(a, b);
}
