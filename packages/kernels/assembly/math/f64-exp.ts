import { EXP2_TABLE } from "./exp2-table";
import { EXP, EXPM1 } from "./op";
import { patchExp } from "./special-exp";
import { all, mad, storeFour } from "./vector";

/** 128/ln 2, 1.5·2⁵² (rounds to an integer), ln 2/128 in two parts, coefficients of (eʳ − 1 − r)/r², 1, −0. */
const EXP_CONSTANTS: usize = memory.data<f64>(
  [
    184.6649652337873, 6755399441055744, 0.0054152123475432745, 5.812982117197185e-13, 0.0080954381801384,
    0.04166668105720839, 0.16666666818848788, 0.49999999999996764, 708, 1, -0.0,
  ],
  16,
);
/** The same for expm1, one coefficient more. */
const EXPM1_CONSTANTS: usize = memory.data<f64>(
  [
    184.6649652337873, 6755399441055744, 0.0054152123475432745, 5.812982117197185e-13, 0.008333335159215766,
    0.04166666666666625, 0.1666666666666633, 0.5, 700, 1, -0.0, 0.0013888891171241883,
  ],
  16,
);

/**
 * o ← eˣ for blocks of 8 numbers: x = k·ln 2/128 + r, eˣ = 2^(k/128)·eʳ with 2^(k/128) from a table that also holds
 * the error of its rounding. Error < 0.79 ulp. `saved` has room for a block.
 */
export function f64_exp(count: i32, x: usize, o: usize, saved: usize): void {
  expBlocks(EXP, count, x, o, saved);
}

/** o ← eˣ − 1, likewise. Error < 2.1 ulp. */
export function f64_expm1(count: i32, x: usize, o: usize, saved: usize): void {
  expBlocks(EXPM1, count, x, o, saved);
}

/** @inline */
function expBlocks(op: i32, count: i32, x: usize, o: usize, saved: usize): void {
  const k = op == EXP ? EXP_CONSTANTS : EXPM1_CONSTANTS;
  const inverse = v128.load64_splat(k);
  const round = v128.load64_splat(k, 8);
  const high = v128.load64_splat(k, 16);
  const low = v128.load64_splat(k, 24);
  const c5 = v128.load64_splat(k, 32);
  const c4 = v128.load64_splat(k, 40);
  const c3 = v128.load64_splat(k, 48);
  const c2 = v128.load64_splat(k, 56);
  const limit = v128.load64_splat(k, 64);
  for (; count > 0; count--, x += 64, o += 64) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    const x2 = v128.load(x, 32);
    const x3 = v128.load(x, 48);
    const ordinary = all(below(x0, limit), below(x1, limit), below(x2, limit), below(x3, limit));
    if (!ordinary) storeFour(saved, x0, x1, x2, x3);
    v128.store(o, one(op, x0, inverse, round, high, low, c5, c4, c3, c2));
    v128.store(o, one(op, x1, inverse, round, high, low, c5, c4, c3, c2), 16);
    v128.store(o, one(op, x2, inverse, round, high, low, c5, c4, c3, c2), 32);
    v128.store(o, one(op, x3, inverse, round, high, low, c5, c4, c3, c2), 48);
    if (!ordinary) patchExp<f64>(op, 64, saved, o, load<f64>(k, 64));
  }
}

/** @inline */
function below(x: v128, limit: v128): v128 {
  return f64x2.lt(f64x2.abs(x), limit);
}

/** @inline */
function one(
  op: i32,
  x: v128,
  inverse: v128,
  round: v128,
  high: v128,
  low: v128,
  c5: v128,
  c4: v128,
  c3: v128,
  c2: v128,
): v128 {
  const t = mad<f64>(x, inverse, round);
  const k = f64x2.sub(t, round);
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, high)), f64x2.mul(k, low));
  const e = v128.load(EXP2_TABLE + ((<usize>i64x2.extract_lane(t, 0) & 127) << 4));
  const f = v128.load(EXP2_TABLE + ((<usize>i64x2.extract_lane(t, 1) & 127) << 4));
  const tail = v128.shuffle<f64>(e, f, 0, 2);
  const s = i64x2.add(v128.shuffle<f64>(e, f, 1, 3), i64x2.shl(t, 45));
  const z = f64x2.mul(r, r);
  let p = mad<f64>(c5, r, c4);
  if (op == EXPM1) p = mad<f64>(mad<f64>(v128.load64_splat(EXPM1_CONSTANTS, 88), r, c5), r, c4);
  const w = f64x2.add(mad<f64>(mad<f64>(p, z, mad<f64>(c3, r, c2)), z, tail), r);
  if (op == EXP) return mad<f64>(s, w, s);
  const y = mad<f64>(s, w, f64x2.sub(s, v128.load64_splat(EXPM1_CONSTANTS, 72)));
  return v128.or(y, v128.and(x, v128.load64_splat(EXPM1_CONSTANTS, 80))); // keeps −0
}
