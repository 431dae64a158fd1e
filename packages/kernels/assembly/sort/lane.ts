/** Codes of the dtypes, as in src/element-type.ts. */
export const INT8: i32 = 1;
export const INT16: i32 = 3;
export const UINT16: i32 = 4;
export const INT32: i32 = 5;
export const UINT32: i32 = 6;
export const FLOAT32: i32 = 7;
export const FLOAT64: i32 = 8;

/** n numbers of a lane, `step` bytes apart, as float64. */
export function readWide(code: i32, n: i32, x: usize, step: usize, to: usize): void {
  if (code == FLOAT64) read<f64, f64>(n, x, step, to);
  else if (code == FLOAT32) read<f32, f64>(n, x, step, to);
  else if (code == INT32) read<i32, f64>(n, x, step, to);
  else if (code == UINT32) read<u32, f64>(n, x, step, to);
  else if (code == INT16) read<i16, f64>(n, x, step, to);
  else if (code == UINT16) read<u16, f64>(n, x, step, to);
  else if (code == INT8) read<i8, f64>(n, x, step, to);
  else read<u8, f64>(n, x, step, to);
}

/** The way back from float64; whole numbers by way of int64, whose low bytes are those of any. */
export function writeWide(code: i32, n: i32, from: usize, o: usize, step: usize): void {
  for (const end = from + ((<usize>n) << 3); from < end; from += 8, o += step) {
    const x = load<f64>(from);
    if (code == FLOAT64) store<f64>(o, x);
    else if (code >= INT32) store<i32>(o, <i32>(<i64>x));
    else if (code >= INT16) store<i16>(o, <i16>(<i64>x));
    else store<i8>(o, <i8>(<i64>x));
  }
}

/** n numbers, `step` bytes apart, as another type. */
export function read<S, T>(n: i32, x: usize, step: usize, to: usize): void {
  for (const end = to + <usize>n * sizeof<T>(); to < end; to += sizeof<T>(), x += step) store<T>(to, <T>load<S>(x));
}

/** The way back to numbers `step` bytes apart. */
export function writeFloats(n: i32, from: usize, o: usize, step: usize): void {
  for (; n > 0; n--, from += 4, o += step) store<f32>(o, load<f32>(from));
}

/**
 * Copies n numbers and answers whether all can be told apart by comparing them: whether none is NaN, nor −0.
 */
export function copyPlain<T>(n: i32, from: usize, to: usize): bool {
  const end = from + <usize>n * sizeof<T>();
  let odd = v128.splat<i32>(0);
  const negativeZero = v128.splat<T>(<T>-0.0);
  for (const last = end - 16; from <= last && n >= 16 / <i32>sizeof<T>(); from += 16, to += 16) {
    const v = v128.load(from);
    const zero = sizeof<T>() == 8 ? i64x2.eq(v, negativeZero) : i32x4.eq(v, negativeZero);
    odd = v128.or(odd, v128.or(zero, v128.ne<T>(v, v)));
    v128.store(to, v);
  }
  let plain = !v128.any_true(odd);
  for (; from < end; from += sizeof<T>(), to += sizeof<T>()) {
    const x = load<T>(from);
    if (x != x || 1 / x == <T>-Infinity) plain = false;
    store<T>(to, x);
  }
  return plain;
}

/** Copies those of n numbers that are not NaN, and answers how many these are. */
export function copyNumbers<T>(n: i32, from: usize, to: usize): i32 {
  const start = to;
  for (const end = from + <usize>n * sizeof<T>(); from < end; from += sizeof<T>()) {
    const x = load<T>(from);
    store<T>(to, x);
    to += <usize>(x == x) * sizeof<T>();
  }
  return <i32>((to - start) / sizeof<T>());
}

/** Bytes of an element of a dtype. */
export function bytesOf(code: i32): usize {
  return code == FLOAT64 ? 8 : code >= INT32 ? 4 : code == INT16 || code == UINT16 ? 2 : 1;
}
