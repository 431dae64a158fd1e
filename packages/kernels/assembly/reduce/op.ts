// Operations as types: conditions on them vanish when a loop is compiled, so that each operation has a loop of its own.
export class Sum {}
export class Max {}
export class Min {}

/** What an empty reduction gives. @inline */
export function identity<T, Op>(): T {
  if (idof<Op>() == idof<Sum>()) return <T>0;
  return <T>(idof<Op>() == idof<Max>() ? -Infinity : Infinity);
}

/**
 * One vector of a ∘ b. Maxima and minima keep NaN of either: `pmax` answers a where a comparison with NaN fails, and the mask of a
 * NaN in b is a NaN itself. The instructions that do so alone take twice the time on x86-64. @inline
 */
export function combine<T, Op>(a: v128, b: v128): v128 {
  if (idof<Op>() == idof<Sum>()) return v128.add<T>(a, b);
  if (idof<Op>() == idof<Max>()) return v128.or(v128.pmax<T>(a, b), v128.ne<T>(b, b));
  return v128.or(v128.pmin<T>(a, b), v128.ne<T>(b, b));
}

/** a ∘ b for numbers. @inline */
export function combineNumbers<T, Op>(a: T, b: T): T {
  if (idof<Op>() == idof<Sum>()) return a + b;
  if (idof<Op>() == idof<Max>()) return max<T>(a, b);
  return min<T>(a, b);
}
