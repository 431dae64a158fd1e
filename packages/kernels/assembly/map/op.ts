import { storeBools } from "../block";

/** Codes of the operations, the same as in `src/ops/map-ops.ts`. Those from IS_NAN on answer bools. */
export const NEGATE: i32 = 0;
export const ABS: i32 = 1;
export const SIGN: i32 = 2;
export const SQUARE: i32 = 3;
export const SQRT: i32 = 4;
export const RECIPROCAL: i32 = 5;
export const FLOOR: i32 = 6;
export const CEIL: i32 = 7;
export const ROUND: i32 = 8;
export const TRUNC: i32 = 9;
export const RELU: i32 = 10;
export const STEP: i32 = 11;
export const IS_NAN: i32 = 12;
export const IS_FINITE: i32 = 13;
export const LOGICAL_NOT: i32 = 14;

/** o ← f(x) for whole blocks. */
export function blocks<T>(op: i32, count: i32, x: usize, o: usize): void {
  switch (op) {
    case NEGATE:
      return loop<T>(NEGATE, count, x, o);
    case ABS:
      return loop<T>(ABS, count, x, o);
    case SIGN:
      return loop<T>(SIGN, count, x, o);
    case SQUARE:
      return loop<T>(SQUARE, count, x, o);
    case SQRT:
      return loop<T>(SQRT, count, x, o);
    case RECIPROCAL:
      return loop<T>(RECIPROCAL, count, x, o);
    case FLOOR:
      return loop<T>(FLOOR, count, x, o);
    case CEIL:
      return loop<T>(CEIL, count, x, o);
    case ROUND:
      return loop<T>(ROUND, count, x, o);
    case TRUNC:
      return loop<T>(TRUNC, count, x, o);
    case RELU:
      return loop<T>(RELU, count, x, o);
    case STEP:
      return loop<T>(STEP, count, x, o);
    case IS_NAN:
      return loop<T>(IS_NAN, count, x, o);
    case IS_FINITE:
      return loop<T>(IS_FINITE, count, x, o);
    default:
      return loop<T>(LOGICAL_NOT, count, x, o);
  }
}

/** The loop of one operation, which is known when this is compiled. @inline */
function loop<T>(op: i32, count: i32, x: usize, o: usize): void {
  for (; count > 0; count--, x += 64) {
    const v0 = apply<T>(op, v128.load(x));
    const v1 = apply<T>(op, v128.load(x, 16));
    const v2 = apply<T>(op, v128.load(x, 32));
    const v3 = apply<T>(op, v128.load(x, 48));
    if (op >= IS_NAN) {
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

/** One vector of f(x). @inline */
function apply<T>(op: i32, x: v128): v128 {
  if (op == NEGATE) return v128.neg<T>(x);
  if (op == ABS) return v128.abs<T>(x);
  if (op == SIGN) return sign<T>(x);
  if (op == SQUARE) return v128.mul<T>(x, x);
  if (op == SQRT) return v128.sqrt<T>(x);
  if (op == RECIPROCAL) return v128.div<T>(v128.splat<T>(<T>1), x);
  if (op == FLOOR) return v128.floor<T>(x);
  if (op == CEIL) return v128.ceil<T>(x);
  if (op == ROUND) return v128.nearest<T>(x);
  if (op == TRUNC) return v128.trunc<T>(x);
  if (op == RELU) return v128.andnot(x, v128.lt<T>(x, v128.splat<T>(<T>0)));
  if (op == STEP) return v128.and(v128.gt<T>(x, v128.splat<T>(<T>0)), v128.splat<T>(<T>1));
  if (op == IS_NAN) return v128.ne<T>(x, x);
  if (op == IS_FINITE) return v128.lt<T>(v128.abs<T>(x), v128.splat<T>(<T>Infinity));
  return v128.eq<T>(x, v128.splat<T>(<T>0));
}

/** −1, +0, 1, or NaN of NaN. @inline */
function sign<T>(x: v128): v128 {
  const one = v128.splat<T>(<T>1);
  const zero = v128.splat<T>(<T>0);
  const positive = v128.and(v128.gt<T>(x, zero), one);
  const negative = v128.and(v128.lt<T>(x, zero), v128.neg<T>(one));
  return v128.bitselect(x, v128.or(positive, negative), v128.ne<T>(x, x));
}
