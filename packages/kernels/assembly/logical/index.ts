// Codes of the operations, the same as in `src/ops/zip-ops.ts`.
const AND: i32 = 0;
const OR: i32 = 1;

/** n bools o ← a ∘ b, one byte each, 0 or 1. A step is 1, or 0 where one bool meets all of the other operand. */
export function u8_zip(op: i32, n: i32, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  const end = o + n;
  for (const last = end - 16; o <= last; o += 16, a += aStep << 4, b += bStep << 4) {
    v128.store(o, apply(op, load16(a, aStep), load16(b, bStep)));
  }
  for (; o < end; o++, a += aStep, b += bStep) {
    const x = load<u8>(a);
    const y = load<u8>(b);
    store<u8>(o, op == AND ? x & y : op == OR ? x | y : x ^ y);
  }
}

/** @inline */
function load16(x: usize, step: i32): v128 {
  return step == 0 ? v128.load8_splat(x) : v128.load(x);
}

/** @inline */
function apply(op: i32, a: v128, b: v128): v128 {
  return op == AND ? v128.and(a, b) : op == OR ? v128.or(a, b) : v128.xor(a, b);
}
