import { EXP2_TABLE } from "./exp2-table";
import { EXPM1 } from "./op";

/**
 * Recomputes the elements that the vector kernel does not serve: |x| ≥ limit and NaN. `x` holds the operands, `o` the vector
 * kernel's results. So what an element becomes never depends on its neighbours.
 */
export function patchExp<T>(op: i32, bytes: i32, x: usize, o: usize, limit: f64): void {
  for (let i = 0; i < bytes; i += sizeof<T>()) {
    const v = <f64>load<T>(x + i);
    if (!(Math.abs(v) < limit)) store<T>(o + i, <T>(op == EXPM1 && v < 0 ? -1 : scaledExp(v, 0)));
  }
}

/**
 * eˣ·2^doublings for every x, also where eˣ alone would overflow: 2^(k/128)·e^r with k from a table, |r| ≤ ln 2/256, and the
 * power of two applied in two steps.
 */
export function scaledExp(x: f64, doublings: i64): f64 {
  if (x != x) return x;
  if (x > 711) return Infinity;
  if (x < -746) return 0;
  const t = nearest(x * 184.6649652337873);
  const r = x - t * 0.0054152123475432745 - t * 5.812982117197185e-13;
  const k = <i64>t;
  const j = k & 127;
  const tail = load<f64>(EXP2_TABLE + ((<usize>j) << 4));
  const s = reinterpret<f64>(load<i64>(EXP2_TABLE + ((<usize>j) << 4), 8) + (j << 45));
  const z = r * r;
  const p = 0.49999999999996764 + 0.16666666818848788 * r + (0.04166668105720839 + 0.0080954381801384 * r) * z;
  const y = s + s * (r + (tail + p * z));
  const e = (k >> 7) + doublings;
  return y * powerOfTwo(e >> 1) * powerOfTwo(e - (e >> 1));
}

function powerOfTwo(e: i64): f64 {
  return reinterpret<f64>((e + 1023) << 52);
}
