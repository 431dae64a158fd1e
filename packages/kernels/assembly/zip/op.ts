import { storeBools } from "../block";

/** Codes of the operations, the same as in `src/ops/zip-ops.ts`. Those from EQUAL on answer bools. */
export const ADD: i32 = 0;
export const SUB: i32 = 1;
export const MUL: i32 = 2;
export const DIV: i32 = 3;
export const MAXIMUM: i32 = 4;
export const MINIMUM: i32 = 5;
export const EQUAL: i32 = 6;
export const NOT_EQUAL: i32 = 7;
export const LESS: i32 = 8;
export const LESS_EQUAL: i32 = 9;
export const GREATER: i32 = 10;

/** o ← a ∘ b for whole blocks. A step is 64 bytes, or 0 for a block that repeats. */
export function blocks<T>(op: i32, count: i32, a: usize, aStep: usize, b: usize, bStep: usize, o: usize): void {
  switch (op) {
    case ADD:
      return loop<T>(ADD, count, a, aStep, b, bStep, o);
    case SUB:
      return loop<T>(SUB, count, a, aStep, b, bStep, o);
    case MUL:
      return loop<T>(MUL, count, a, aStep, b, bStep, o);
    case DIV:
      return loop<T>(DIV, count, a, aStep, b, bStep, o);
    case MAXIMUM:
      return loop<T>(MAXIMUM, count, a, aStep, b, bStep, o);
    case MINIMUM:
      return loop<T>(MINIMUM, count, a, aStep, b, bStep, o);
    case EQUAL:
      return loop<T>(EQUAL, count, a, aStep, b, bStep, o);
    case NOT_EQUAL:
      return loop<T>(NOT_EQUAL, count, a, aStep, b, bStep, o);
    case LESS:
      return loop<T>(LESS, count, a, aStep, b, bStep, o);
    default:
      return loop<T>(LESS_EQUAL, count, a, aStep, b, bStep, o);
  }
}

/** The loop of one operation, which is known when this is compiled. @inline */
function loop<T>(op: i32, count: i32, a: usize, aStep: usize, b: usize, bStep: usize, o: usize): void {
  for (; count > 0; count--, a += aStep, b += bStep) {
    const v0 = apply<T>(op, v128.load(a), v128.load(b));
    const v1 = apply<T>(op, v128.load(a, 16), v128.load(b, 16));
    const v2 = apply<T>(op, v128.load(a, 32), v128.load(b, 32));
    const v3 = apply<T>(op, v128.load(a, 48), v128.load(b, 48));
    if (op >= EQUAL) {
      storeBools<T>(o, v0, v1, v2, v3);
      o += 64 / sizeof<T>();
    } else {
      v128.store(o, v0);
      v128.store(o, v1, 16);
      v128.store(o, v2, 32);
      v128.store(o, v3, 48);
      o += 64;
    }
  }
}

/** One vector of a ∘ b. @inline */
function apply<T>(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return v128.add<T>(a, b);
  if (op == SUB) return v128.sub<T>(a, b);
  if (op == MUL) return v128.mul<T>(a, b);
  if (op == DIV) return v128.div<T>(a, b);
  if (op == MAXIMUM) return v128.max<T>(a, b);
  if (op == MINIMUM) return v128.min<T>(a, b);
  if (op == EQUAL) return v128.eq<T>(a, b);
  if (op == NOT_EQUAL) return v128.ne<T>(a, b);
  if (op == LESS) return v128.lt<T>(a, b);
  return v128.le<T>(a, b);
}
