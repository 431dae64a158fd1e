import { f32_map, f64_map } from "../logistic/index";

/** A vector; or, where `count` is not 0, so many numbers and zeros. @inline */
export function get<T>(p: usize, count: i32): v128 {
  return count == 0 ? v128.load(p) : part<T>(p, count);
}

/** Stores a vector; or, where `count` is not 0, its first numbers. @inline */
export function put<T>(p: usize, v: v128, count: i32): void {
  if (count == 0) v128.store(p, v);
  else putPart<T>(p, v, count);
}

function part<T>(p: usize, count: i32): v128 {
  if (sizeof<T>() == 8) return v128.load64_zero(p);
  let v = v128.load32_zero(p);
  if (count > 1) v = v128.load32_lane(p, v, 1, 4);
  if (count > 2) v = v128.load32_lane(p, v, 2, 8);
  return v;
}

function putPart<T>(p: usize, v: v128, count: i32): void {
  if (sizeof<T>() == 8) {
    v128.store64_lane(p, v, 0);
    return;
  }
  v128.store32_lane(p, v, 0);
  if (count > 1) v128.store32_lane(p, v, 1, 4);
  if (count > 2) v128.store32_lane(p, v, 2, 8);
}

/** x ← f(x) for n numbers; `op` is TANH or SIGMOID. @inline */
export function activate<T>(op: i32, n: i32, x: usize, o: usize): void {
  if (sizeof<T>() == 4) f32_map(op, n, x, o);
  else f64_map(op, n, x, o);
}

/** o ← a + b + c, a row of so many bytes. */
export function addThree<T>(bytes: i32, a: usize, b: usize, c: usize, o: usize): void {
  let at = 0;
  for (; at + 16 <= bytes; at += 16) {
    v128.store(o + at, v128.add<T>(v128.add<T>(v128.load(a + at), v128.load(b + at)), v128.load(c + at)));
  }
  for (; at < bytes; at += sizeof<T>()) store<T>(o + at, load<T>(a + at) + load<T>(b + at) + load<T>(c + at));
}

/** The slope of the logistic function where its value is y, times z. @inline */
export function timesSigmoidSlope<T>(z: v128, y: v128, one: v128): v128 {
  return v128.mul<T>(z, v128.mul<T>(y, v128.sub<T>(one, y)));
}

/** The slope of tanh where its value is y, times z. @inline */
export function timesTanhSlope<T>(z: v128, y: v128, one: v128): v128 {
  return v128.mul<T>(z, v128.sub<T>(one, v128.mul<T>(y, y)));
}
