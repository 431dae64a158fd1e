import { lanesSum } from "../lapack/vectors";

/** What `timesPair` found. */
export let first: f64 = 0;
export let second: f64 = 0;

/** x·v and y·v. */
export function timesPair(n: i32, x: usize, y: usize, v: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let t0 = s0;
  let t1 = s0;
  const end = v + (n << 3);
  for (const last = end - 32; v <= last; v += 32, x += 32, y += 32) {
    const low = v128.load(v);
    const high = v128.load(v, 16);
    s0 = f64x2.add(s0, f64x2.mul(v128.load(x), low));
    t0 = f64x2.add(t0, f64x2.mul(v128.load(y), low));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(x, 16), high));
    t1 = f64x2.add(t1, f64x2.mul(v128.load(y, 16), high));
  }
  let s = lanesSum<f64>(f64x2.add(s0, s1));
  let t = lanesSum<f64>(f64x2.add(t0, t1));
  for (; v < end; v += 8, x += 8, y += 8) {
    s += load<f64>(x) * load<f64>(v);
    t += load<f64>(y) * load<f64>(v);
  }
  first = s;
  second = t;
}

/** x ← x + p·v and y ← y + q·v. */
export function addToPair(n: i32, p: f64, x: usize, q: f64, y: usize, v: usize): void {
  const pp = f64x2.splat(p);
  const qq = f64x2.splat(q);
  const end = v + (n << 3);
  for (const last = end - 16; v <= last; v += 16, x += 16, y += 16) {
    const w = v128.load(v);
    v128.store(x, f64x2.add(v128.load(x), f64x2.mul(pp, w)));
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(qq, w)));
  }
  if (v < end) {
    store<f64>(x, load<f64>(x) + p * load<f64>(v));
    store<f64>(y, load<f64>(y) + q * load<f64>(v));
  }
}

/** v ← v + p·x + q·y. */
export function addPair(n: i32, p: f64, x: usize, q: f64, y: usize, v: usize): void {
  const pp = f64x2.splat(p);
  const qq = f64x2.splat(q);
  const end = v + (n << 3);
  for (const last = end - 16; v <= last; v += 16, x += 16, y += 16) {
    const sum = f64x2.add(f64x2.mul(pp, v128.load(x)), f64x2.mul(qq, v128.load(y)));
    v128.store(v, f64x2.add(v128.load(v), sum));
  }
  if (v < end) store<f64>(v, load<f64>(v) + (p * load<f64>(x) + q * load<f64>(y)));
}
