import { storeBools } from "../block";
import { complexProduct } from "./complex";

// Codes that are more than the name of a loop.
export const MUL: i32 = 2;
export const POWER: i32 = 6;
/** The first code of an operation that answers bools. */
export const EQUAL: i32 = 7;
/** From this code on, an operation is the one two codes before with its operands exchanged. */
export const GREATER: i32 = 11;
/** From this code on, operands are complex, pairs of a real and an imaginary part. */
export const COMPLEX: i32 = 13;

// Operations as types: conditions on them vanish when a loop is compiled, so that each operation has a loop of its own.
class Add {}
class Sub {}
class Mul {}
class Div {}
class Maximum {}
class Minimum {}
class Equal {}
class NotEqual {}
class Less {}
class LessEqual {}
class ComplexMul {}

/**
 * o ← a ∘ b for whole blocks; the codes are those of `src/ops/zip-ops.ts`. A step is 64 bytes, or 0 for a block that repeats.
 */
export function blocks<T>(op: i32, count: i32, a: usize, aStep: usize, b: usize, bStep: usize, o: usize): void {
  switch (op) {
    case 0:
    case COMPLEX:
      return loop<T, Add>(count, a, aStep, b, bStep, o);
    case 1:
    case COMPLEX + 1:
      return loop<T, Sub>(count, a, aStep, b, bStep, o);
    case MUL:
    case COMPLEX + 4:
      return loop<T, Mul>(count, a, aStep, b, bStep, o);
    case 3:
      return loop<T, Div>(count, a, aStep, b, bStep, o);
    case 4:
      return loop<T, Maximum>(count, a, aStep, b, bStep, o);
    case 5:
      return loop<T, Minimum>(count, a, aStep, b, bStep, o);
    case 7:
      return loop<T, Equal>(count, a, aStep, b, bStep, o);
    case 8:
      return loop<T, NotEqual>(count, a, aStep, b, bStep, o);
    case 9:
      return loop<T, Less>(count, a, aStep, b, bStep, o);
    case COMPLEX + 2:
      return vectors<T, ComplexMul>(count, a, aStep, b, bStep, o);
    default:
      return loop<T, LessEqual>(count, a, aStep, b, bStep, o);
  }
}

function loop<T, Op>(count: i32, a: usize, aStep: usize, b: usize, bStep: usize, o: usize): void {
  for (; count > 0; count--, a += aStep, b += bStep) {
    const v0 = apply<T, Op>(v128.load(a), v128.load(b));
    const v1 = apply<T, Op>(v128.load(a, 16), v128.load(b, 16));
    const v2 = apply<T, Op>(v128.load(a, 32), v128.load(b, 32));
    const v3 = apply<T, Op>(v128.load(a, 48), v128.load(b, 48));
    if (isComparison<Op>()) {
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

/** The same, a vector at a time, where the operation is long. */
function vectors<T, Op>(count: i32, a: usize, aStep: usize, b: usize, bStep: usize, o: usize): void {
  for (; count > 0; count--, a += aStep, b += bStep) {
    let p = a;
    let q = b;
    for (const end = o + 64; o < end; o += 16, p += 16, q += 16) {
      v128.store(o, apply<T, Op>(v128.load(p), v128.load(q)));
    }
  }
}

/** @inline */
function isComparison<Op>(): bool {
  return (
    idof<Op>() == idof<Equal>() ||
    idof<Op>() == idof<NotEqual>() ||
    idof<Op>() == idof<Less>() ||
    idof<Op>() == idof<LessEqual>()
  );
}

/** One vector of a ∘ b. @inline */
function apply<T, Op>(a: v128, b: v128): v128 {
  if (idof<Op>() == idof<Add>()) return v128.add<T>(a, b);
  if (idof<Op>() == idof<Sub>()) return v128.sub<T>(a, b);
  if (idof<Op>() == idof<Mul>()) return v128.mul<T>(a, b);
  if (idof<Op>() == idof<Div>()) return v128.div<T>(a, b);
  if (idof<Op>() == idof<Maximum>()) return v128.max<T>(a, b);
  if (idof<Op>() == idof<Minimum>()) return v128.min<T>(a, b);
  if (idof<Op>() == idof<Equal>()) return v128.eq<T>(a, b);
  if (idof<Op>() == idof<NotEqual>()) return v128.ne<T>(a, b);
  if (idof<Op>() == idof<Less>()) return v128.lt<T>(a, b);
  if (idof<Op>() == idof<ComplexMul>()) return complexProduct<T>(a, b);
  return v128.le<T>(a, b);
}
