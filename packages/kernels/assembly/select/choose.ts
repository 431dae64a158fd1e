import { splatBlock } from "../block";
import { scratch } from "../scratch";

/** n numbers o ← where c then a else b, contiguous; c is one byte an element. A step is 1, or 0 for one number for all. */
export function select<T>(n: i32, c: usize, a: usize, aStep: i32, b: usize, bStep: i32, o: usize): void {
  const aBytes = aStep * sizeof<T>();
  const bBytes = bStep * sizeof<T>();
  if (aStep == 0) {
    splatBlock<T>(a, scratch);
    a = scratch;
  }
  if (bStep == 0) {
    splatBlock<T>(b, scratch + 64);
    b = scratch + 64;
  }
  const lanes: i32 = 16 / sizeof<T>();
  for (; n >= lanes; n -= lanes, c += lanes, a += lanes * aBytes, b += lanes * bBytes, o += 16) {
    v128.store(o, v128.bitselect(v128.load(a), v128.load(b), mask<T>(c)));
  }
  for (; n > 0; n--, c++, a += aBytes, b += bBytes, o += sizeof<T>()) {
    store<T>(o, load<u8>(c) ? load<T>(a) : load<T>(b));
  }
}

/** Bytes that are not 0 as masks of a vector's lanes. @inline */
function mask<T>(c: usize): v128 {
  const zero = i32x4.splat(0);
  if (sizeof<T>() == 4) return i32x4.ne(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(c))), zero);
  const both = v128.load16_splat(c);
  const spread = i8x16.shuffle(both, both, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
  return i8x16.ne(spread, zero);
}
