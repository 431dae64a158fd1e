import { scratch } from "../scratch";

export { scratch } from "../scratch";

// Codes of the operations, the same as in `src/ops/reduce-ops.ts`.
const MAX: i32 = 0;
const MIN: i32 = 1;
const ARGMAX: i32 = 2;

/** o ← contiguous x of shape [outer, n, inner], n ≥ 1, reduced along n; an arg reduction has `inner` 1 and answers int32. */
function reduceAs<T>(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  const greatest = op == MAX || op == ARGMAX;
  const bytes = n * inner * sizeof<T>();
  for (; outer > 0; outer--, x += bytes) {
    if (op > MIN) {
      store<i32>(o, indexOf<T>(x, row<T>(greatest, bytes, x)));
      o += 4;
    } else if (inner == 1) {
      store<T>(o, row<T>(greatest, bytes, x));
      o += sizeof<T>();
    } else {
      columns<T>(greatest, n, inner * sizeof<T>(), x, o);
      o += inner * sizeof<T>();
    }
  }
}

/** One vector, or number, of the greater or the lesser. @inline */
function better<T>(greatest: bool, a: v128, b: v128): v128 {
  return greatest ? v128.max<T>(a, b) : v128.min<T>(a, b);
}

/** The greatest or least of contiguous numbers; no order matters, so the last vector may overlap the one before. */
function row<T>(greatest: bool, bytes: i32, x: usize): T {
  let lanes = x;
  if (bytes >= 16) {
    const last = x + bytes - 16;
    let v = v128.load(last);
    for (; x + 48 < last; x += 64) {
      const low = better<T>(greatest, v128.load(x), v128.load(x, 16));
      const high = better<T>(greatest, v128.load(x, 32), v128.load(x, 48));
      v = better<T>(greatest, v, better<T>(greatest, low, high));
    }
    for (; x < last; x += 16) v = better<T>(greatest, v, v128.load(x));
    lanes = scratch;
    v128.store(lanes, v);
    bytes = 16;
  }
  let best = load<T>(lanes);
  for (const end = lanes + bytes; lanes < end; lanes += sizeof<T>()) {
    const value = load<T>(lanes);
    best = greatest ? max<T>(best, value) : min<T>(best, value);
  }
  return best;
}

/** o[i] ← the greatest or least of column i of n contiguous rows. */
function columns<T>(greatest: bool, n: i32, rowBytes: i32, x: usize, o: usize): void {
  memory.copy(o, x, rowBytes);
  for (let i = 1; i < n; i++) {
    x += rowBytes;
    let p = x;
    let q = o;
    const end = o + rowBytes;
    for (; q + 16 <= end; p += 16, q += 16) v128.store(q, better<T>(greatest, v128.load(q), v128.load(p)));
    for (; q < end; p += sizeof<T>(), q += sizeof<T>()) {
      store<T>(q, greatest ? max<T>(load<T>(q), load<T>(p)) : min<T>(load<T>(q), load<T>(p)));
    }
  }
}

/** The first index of a number that is there. */
function indexOf<T>(x: usize, value: T): i32 {
  let p = x;
  while (load<T>(p) != value) p += sizeof<T>();
  return (p - x) / sizeof<T>();
}

/** `code` of the element type, as in `src/element-type.ts`; a bool is a byte. */
export function reduce(op: i32, outer: i32, n: i32, inner: i32, x: usize, o: usize, code: i32): void {
  switch (code) {
    case 1:
      return reduceAs<i8>(op, outer, n, inner, x, o);
    case 3:
      return reduceAs<i16>(op, outer, n, inner, x, o);
    case 4:
      return reduceAs<u16>(op, outer, n, inner, x, o);
    case 5:
      return reduceAs<i32>(op, outer, n, inner, x, o);
    case 6:
      return reduceAs<u32>(op, outer, n, inner, x, o);
    default:
      return reduceAs<u8>(op, outer, n, inner, x, o);
  }
}
