import { SIGMOID, TANH } from "../math/op";
import { activate, addThree, get, put, timesSigmoidSlope, timesTanhSlope } from "./vector";

/** A row: gates ← i, f, g, o of x + r + bias; c ← f·c₋ + i·g; h ← o·tanh c. `work` has room for a state. */
export function lstmRow<T>(
  n: i32,
  x: usize,
  r: usize,
  bias: usize,
  before: usize,
  gates: usize,
  c: usize,
  h: usize,
  work: usize,
): void {
  const bytes: i32 = n * sizeof<T>();
  addThree<T>(4 * bytes, x, r, bias, gates);
  activate<T>(SIGMOID, 2 * n, gates, gates);
  activate<T>(TANH, n, gates + 2 * bytes, gates + 2 * bytes);
  activate<T>(SIGMOID, n, gates + 3 * bytes, gates + 3 * bytes);
  let at = 0;
  for (; at + 16 <= bytes; at += 16) state<T>(at, bytes, before, gates, c, 0);
  if (at < bytes) state<T>(at, bytes, before, gates, c, (bytes - at) / sizeof<T>());
  activate<T>(TANH, n, c, work);
  for (at = 0; at + 16 <= bytes; at += 16) output<T>(at, bytes, gates, work, h, 0);
  if (at < bytes) output<T>(at, bytes, gates, work, h, (bytes - at) / sizeof<T>());
}

/** @inline */
function state<T>(at: i32, bytes: i32, before: usize, gates: usize, c: usize, count: i32): void {
  const i = get<T>(gates + at, count);
  const f = get<T>(gates + at + bytes, count);
  const g = get<T>(gates + at + 2 * bytes, count);
  const kept = v128.mul<T>(f, get<T>(before + at, count));
  put<T>(c + at, v128.add<T>(kept, v128.mul<T>(i, g)), count);
}

/** @inline */
function output<T>(at: i32, bytes: i32, gates: usize, tanhC: usize, h: usize, count: i32): void {
  put<T>(h + at, v128.mul<T>(get<T>(gates + at + 3 * bytes, count), get<T>(tanhC + at, count)), count);
}

/**
 * A row backwards, from cotangents of h and c: `dGates` ← those of the arguments of the gates, `dc` ← that of c₋.
 * `dy` and, where it is not null, `dOwn` are what comes from outside for h and c; `dh` what comes from the step after.
 */
export function lstmBackRow<T>(
  n: i32,
  dy: usize,
  dOwn: usize,
  dh: usize,
  dc: usize,
  before: usize,
  gates: usize,
  c: usize,
  dGates: usize,
  work: usize,
): void {
  const bytes: i32 = n * sizeof<T>();
  activate<T>(TANH, n, c, work);
  const one = v128.splat<T>(<T>1);
  let at = 0;
  for (; at + 16 <= bytes; at += 16) back<T>(at, bytes, dy, dOwn, dh, dc, before, gates, work, dGates, one, 0);
  if (at == bytes) return;
  back<T>(at, bytes, dy, dOwn, dh, dc, before, gates, work, dGates, one, (bytes - at) / sizeof<T>());
}

/** @inline */
function back<T>(
  at: i32,
  bytes: i32,
  dy: usize,
  dOwn: usize,
  dh: usize,
  dc: usize,
  before: usize,
  gates: usize,
  tanhC: usize,
  dGates: usize,
  one: v128,
  count: i32,
): void {
  const i = get<T>(gates + at, count);
  const f = get<T>(gates + at + bytes, count);
  const g = get<T>(gates + at + 2 * bytes, count);
  const o = get<T>(gates + at + 3 * bytes, count);
  const t = get<T>(tanhC + at, count);
  const ct = v128.add<T>(get<T>(dy + at, count), get<T>(dh + at, count));
  let own = v128.add<T>(get<T>(dc + at, count), timesTanhSlope<T>(v128.mul<T>(ct, o), t, one));
  if (dOwn != 0) own = v128.add<T>(own, get<T>(dOwn + at, count));
  put<T>(dGates + at, timesSigmoidSlope<T>(v128.mul<T>(own, g), i, one), count);
  put<T>(dGates + at + bytes, timesSigmoidSlope<T>(v128.mul<T>(own, get<T>(before + at, count)), f, one), count);
  put<T>(dGates + at + 2 * bytes, timesTanhSlope<T>(v128.mul<T>(own, i), g, one), count);
  put<T>(dGates + at + 3 * bytes, timesSigmoidSlope<T>(v128.mul<T>(ct, t), o, one), count);
  put<T>(dc + at, v128.mul<T>(own, f), count);
}
