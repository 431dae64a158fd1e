/** Codes of the operations, the same as in `src/ops/reduce-ops.ts`. */
export const SUM: i32 = 0;
export const PROD: i32 = 1;
export const MAX: i32 = 2;
export const MIN: i32 = 3;

/** What an empty reduction gives. @inline */
export function identity<T>(op: i32): T {
  if (op == SUM) return <T>0;
  if (op == PROD) return <T>1;
  return <T>(op == MAX ? -Infinity : Infinity);
}

/** One vector of a ∘ b. @inline */
export function combine<T>(op: i32, a: v128, b: v128): v128 {
  if (op == SUM) return v128.add<T>(a, b);
  if (op == PROD) return v128.mul<T>(a, b);
  if (op == MAX) return v128.max<T>(a, b);
  return v128.min<T>(a, b);
}

/** a ∘ b for numbers. @inline */
export function combineNumbers<T>(op: i32, a: T, b: T): T {
  if (op == SUM) return a + b;
  if (op == PROD) return a * b;
  return <T>(op == MAX ? max<T>(a, b) : min<T>(a, b));
}
