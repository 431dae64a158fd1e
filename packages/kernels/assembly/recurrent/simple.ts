import { TANH } from "../math/op";
import { activate, addThree, get, put, timesTanhSlope } from "./vector";

/** A row: h ← tanh(x + r + bias), or its positive part. */
export function simpleRow<T>(n: i32, isTanh: bool, x: usize, r: usize, bias: usize, h: usize): void {
  const bytes: i32 = n * sizeof<T>();
  addThree<T>(bytes, x, r, bias, h);
  if (isTanh) {
    activate<T>(TANH, n, h, h);
    return;
  }
  for (const end = h + bytes; h < end; h += sizeof<T>()) {
    const z = load<T>(h);
    store<T>(h, z <= <T>0 ? <T>0 : z); // NaN stays
  }
}

/** A row backwards: `dGates` ← the cotangent of the argument. */
export function simpleBackRow<T>(n: i32, isTanh: bool, dy: usize, dh: usize, h: usize, dGates: usize): void {
  const bytes: i32 = n * sizeof<T>();
  const one = v128.splat<T>(<T>1);
  let at = 0;
  for (; at + 16 <= bytes; at += 16) back<T>(at, isTanh, dy, dh, h, dGates, one, 0);
  if (at < bytes) back<T>(at, isTanh, dy, dh, h, dGates, one, (bytes - at) / sizeof<T>());
}

/** @inline */
function back<T>(at: i32, isTanh: bool, dy: usize, dh: usize, h: usize, dGates: usize, one: v128, count: i32): void {
  const ct = v128.add<T>(get<T>(dy + at, count), get<T>(dh + at, count));
  const y = get<T>(h + at, count);
  const zero = v128.xor(one, one);
  put<T>(dGates + at, isTanh ? timesTanhSlope<T>(ct, y, one) : v128.and(ct, v128.gt<T>(y, zero)), count);
}
