import { SIGMOID, TANH } from "../math/op";
import { activate, addThree, get, put, timesSigmoidSlope, timesTanhSlope } from "./vector";

/**
 * A row: r, z ← σ(x + ρ + bias), q ← ρₙ + its bias, n ← tanh(xₙ + bias + r·q), h ← n + z·(h₋ − n). `gates` holds r, z, n and q, as
 * `bias` has a part for each.
 */
export function gruRow<T>(n: i32, x: usize, r: usize, bias: usize, before: usize, gates: usize, h: usize): void {
  const bytes: i32 = n * sizeof<T>();
  addThree<T>(2 * bytes, x, r, bias, gates);
  activate<T>(SIGMOID, 2 * n, gates, gates);
  let at = 0;
  for (; at + 16 <= bytes; at += 16) candidate<T>(at, bytes, x, r, bias, gates, 0);
  if (at < bytes) candidate<T>(at, bytes, x, r, bias, gates, (bytes - at) / sizeof<T>());
  activate<T>(TANH, n, gates + 2 * bytes, gates + 2 * bytes);
  for (at = 0; at + 16 <= bytes; at += 16) mix<T>(at, bytes, before, gates, h, 0);
  if (at < bytes) mix<T>(at, bytes, before, gates, h, (bytes - at) / sizeof<T>());
}

/** @inline */
function candidate<T>(at: i32, bytes: i32, x: usize, r: usize, bias: usize, gates: usize, count: i32): void {
  const last = at + 2 * bytes;
  const q = v128.add<T>(get<T>(r + last, count), get<T>(bias + at + 3 * bytes, count));
  const own = v128.add<T>(get<T>(x + last, count), get<T>(bias + last, count));
  put<T>(gates + last, v128.add<T>(own, v128.mul<T>(get<T>(gates + at, count), q)), count);
  put<T>(gates + at + 3 * bytes, q, count);
}

/** @inline */
function mix<T>(at: i32, bytes: i32, before: usize, gates: usize, h: usize, count: i32): void {
  const z = get<T>(gates + at + bytes, count);
  const n = get<T>(gates + at + 2 * bytes, count);
  put<T>(h + at, v128.add<T>(n, v128.mul<T>(z, v128.sub<T>(get<T>(before + at, count), n))), count);
}

/**
 * A row backwards: `dGates` ← cotangents of the arguments of r, z and n and of q; `dh`, which holds what comes from the step after, ←
 * what h₋ has of h directly.
 */
export function gruBackRow<T>(n: i32, dy: usize, dh: usize, before: usize, gates: usize, dGates: usize): void {
  const bytes: i32 = n * sizeof<T>();
  const one = v128.splat<T>(<T>1);
  let at = 0;
  for (; at + 16 <= bytes; at += 16) back<T>(at, bytes, dy, dh, before, gates, dGates, one, 0);
  if (at < bytes) back<T>(at, bytes, dy, dh, before, gates, dGates, one, (bytes - at) / sizeof<T>());
}

/** @inline */
function back<T>(
  at: i32,
  bytes: i32,
  dy: usize,
  dh: usize,
  before: usize,
  gates: usize,
  dGates: usize,
  one: v128,
  count: i32,
): void {
  const r = get<T>(gates + at, count);
  const z = get<T>(gates + at + bytes, count);
  const n = get<T>(gates + at + 2 * bytes, count);
  const q = get<T>(gates + at + 3 * bytes, count);
  const ct = v128.add<T>(get<T>(dy + at, count), get<T>(dh + at, count));
  const dn = timesTanhSlope<T>(v128.mul<T>(ct, v128.sub<T>(one, z)), n, one);
  const dz = v128.mul<T>(ct, v128.sub<T>(get<T>(before + at, count), n));
  put<T>(dGates + at, timesSigmoidSlope<T>(v128.mul<T>(dn, q), r, one), count);
  put<T>(dGates + at + bytes, timesSigmoidSlope<T>(dz, z, one), count);
  put<T>(dGates + at + 2 * bytes, dn, count);
  put<T>(dGates + at + 3 * bytes, v128.mul<T>(dn, r), count);
  put<T>(dh + at, v128.mul<T>(ct, z), count);
}
