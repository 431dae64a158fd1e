import { storeBools } from "../block";

/** The first code of an operation that answers bools. */
export const IS_NAN: i32 = 12;

// Operations as types: conditions on them vanish when a loop is compiled, so that each operation has a loop of its own.
class Negate {}
class Abs {}
class Sign {}
class Square {}
class Sqrt {}
class Reciprocal {}
class Floor {}
class Ceil {}
class Round {}
class Trunc {}
class Relu {}
class Step {}
class IsNan {}
class IsFinite {}
class LogicalNot {}

/** o ← f(x) for whole blocks; the codes are those of `src/ops/map-ops.ts`. */
export function blocks<T>(op: i32, count: i32, x: usize, o: usize): void {
  switch (op) {
    case 0:
      return loop<T, Negate>(count, x, o);
    case 1:
      return loop<T, Abs>(count, x, o);
    case 2:
      return loop<T, Sign>(count, x, o);
    case 3:
      return loop<T, Square>(count, x, o);
    case 4:
      return loop<T, Sqrt>(count, x, o);
    case 5:
      return loop<T, Reciprocal>(count, x, o);
    case 6:
      return loop<T, Floor>(count, x, o);
    case 7:
      return loop<T, Ceil>(count, x, o);
    case 8:
      return loop<T, Round>(count, x, o);
    case 9:
      return loop<T, Trunc>(count, x, o);
    case 10:
      return loop<T, Relu>(count, x, o);
    case 11:
      return loop<T, Step>(count, x, o);
    case 12:
      return loop<T, IsNan>(count, x, o);
    case 13:
      return loop<T, IsFinite>(count, x, o);
    default:
      return loop<T, LogicalNot>(count, x, o);
  }
}

function loop<T, Op>(count: i32, x: usize, o: usize): void {
  for (; count > 0; count--, x += 64) {
    const v0 = apply<T, Op>(v128.load(x));
    const v1 = apply<T, Op>(v128.load(x, 16));
    const v2 = apply<T, Op>(v128.load(x, 32));
    const v3 = apply<T, Op>(v128.load(x, 48));
    if (answersBools<Op>()) {
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

/** @inline */
function answersBools<Op>(): bool {
  return idof<Op>() == idof<IsNan>() || idof<Op>() == idof<IsFinite>() || idof<Op>() == idof<LogicalNot>();
}

/** One vector of f(x). @inline */
function apply<T, Op>(x: v128): v128 {
  if (idof<Op>() == idof<Negate>()) return v128.neg<T>(x);
  if (idof<Op>() == idof<Abs>()) return v128.abs<T>(x);
  if (idof<Op>() == idof<Sign>()) return sign<T>(x);
  if (idof<Op>() == idof<Square>()) return v128.mul<T>(x, x);
  if (idof<Op>() == idof<Sqrt>()) return v128.sqrt<T>(x);
  if (idof<Op>() == idof<Reciprocal>()) return v128.div<T>(v128.splat<T>(<T>1), x);
  if (idof<Op>() == idof<Floor>()) return v128.floor<T>(x);
  if (idof<Op>() == idof<Ceil>()) return v128.ceil<T>(x);
  if (idof<Op>() == idof<Round>()) return v128.nearest<T>(x);
  if (idof<Op>() == idof<Trunc>()) return v128.trunc<T>(x);
  if (idof<Op>() == idof<Relu>()) return v128.andnot(x, v128.lt<T>(x, v128.splat<T>(<T>0)));
  if (idof<Op>() == idof<Step>()) return v128.and(v128.gt<T>(x, v128.splat<T>(<T>0)), v128.splat<T>(<T>1));
  if (idof<Op>() == idof<IsNan>()) return v128.ne<T>(x, x);
  if (idof<Op>() == idof<IsFinite>()) return v128.lt<T>(v128.abs<T>(x), v128.splat<T>(<T>Infinity));
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
