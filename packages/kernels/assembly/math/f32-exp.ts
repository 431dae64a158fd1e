import { EXP, EXPM1 } from "./op";
import { patchExp } from "./special-exp";
import { all, mad, storeFour } from "./vector";

/** 1/ln 2, 1.5·2²³ (rounds to an integer), ln 2 in two parts, minimax coefficients of (eʳ − 1 − r)/r², 1, −0. */
const CONSTANTS: usize = memory.data<f32>(
  [
    1.44269504088896341, 12582912, 0.693145751953125, 1.428606765330187e-6, 0.0014033918268978596, 0.008372261188924313,
    0.04166555777192116, 0.16666488349437714, 0.5, 1, 87, -0.0,
  ],
  16,
);

/**
 * o ← eˣ for blocks of 16 numbers: x = k·ln 2 + r, eˣ = 2ᵏ·eʳ with a polynomial of degree 6 and 1 + r compensated.
 * Error < 0.84 ulp (all float32 tried). `saved` has room for a block.
 */
export function f32_exp(count: i32, x: usize, o: usize, saved: usize): void {
  expBlocks(EXP, count, x, o, saved);
}

/** o ← eˣ − 1, likewise. Error < 1.8 ulp (all float32 tried). */
export function f32_expm1(count: i32, x: usize, o: usize, saved: usize): void {
  expBlocks(EXPM1, count, x, o, saved);
}

/** @inline */
function expBlocks(op: i32, count: i32, x: usize, o: usize, saved: usize): void {
  const inverse = v128.load32_splat(CONSTANTS);
  const round = v128.load32_splat(CONSTANTS, 4);
  const high = v128.load32_splat(CONSTANTS, 8);
  const low = v128.load32_splat(CONSTANTS, 12);
  const c6 = v128.load32_splat(CONSTANTS, 16);
  const c5 = v128.load32_splat(CONSTANTS, 20);
  const c4 = v128.load32_splat(CONSTANTS, 24);
  const c3 = v128.load32_splat(CONSTANTS, 28);
  const c2 = v128.load32_splat(CONSTANTS, 32);
  const unit = v128.load32_splat(CONSTANTS, 36);
  const limit = v128.load32_splat(CONSTANTS, 40);
  for (; count > 0; count--, x += 64, o += 64) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    const ordinary = all(below(x0, limit), below(x1, limit), below(x2, limit), below(x3, limit));
    if (!ordinary) storeFour(saved, x0, x1, x2, x3);
    v128.store(o, one(op, x0, inverse, round, high, low, c6, c5, c4, c3, c2, unit));
    v128.store(o, one(op, x1, inverse, round, high, low, c6, c5, c4, c3, c2, unit), 16);
    v128.store(o, one(op, x2, inverse, round, high, low, c6, c5, c4, c3, c2, unit), 32);
    v128.store(o, one(op, x3, inverse, round, high, low, c6, c5, c4, c3, c2, unit), 48);
    if (!ordinary) patchExp<f32>(op, 64, saved, o, load<f32>(CONSTANTS, 40));
  }
}

/** @inline */
function below(x: v128, limit: v128): v128 {
  return f32x4.lt(f32x4.abs(x), limit);
}

/** @inline */
function one(
  op: i32,
  x: v128,
  inverse: v128,
  round: v128,
  high: v128,
  low: v128,
  c6: v128,
  c5: v128,
  c4: v128,
  c3: v128,
  c2: v128,
  unit: v128,
): v128 {
  const t = mad<f32>(x, inverse, round);
  const k = f32x4.sub(t, round);
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(k, high)), f32x4.mul(k, low));
  const z = f32x4.mul(r, r);
  const q = mad<f32>(mad<f32>(mad<f32>(c6, r, c5), r, c4), z, mad<f32>(c3, r, c2));
  const exponent = i32x4.shl(t, 23);
  if (op == EXP) {
    const h = f32x4.add(r, unit);
    const l = f32x4.add(f32x4.sub(unit, h), r); // what h lost
    return i32x4.add(f32x4.add(h, mad<f32>(q, z, l)), exponent);
  }
  const s = i32x4.add(exponent, unit);
  const y = f32x4.add(f32x4.mul(mad<f32>(q, z, r), s), f32x4.sub(s, unit));
  return v128.or(y, v128.and(x, v128.load32_splat(CONSTANTS, 44))); // keeps −0
}
