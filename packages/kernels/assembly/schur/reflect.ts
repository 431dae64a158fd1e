/** Rows x, x + row, x + 2·row of n contiguous numbers ← (I − τ·v·vᵀ)·rows, v = (1, v2, v3); `row` in bytes. */
export function reflectRows<T>(n: i32, x: usize, row: isize, tau: T, v2: T, v3: T): void {
  let y = x + row;
  let z = y + row;
  const end = x + n * sizeof<T>();
  const a2 = v128.splat<T>(v2);
  const a3 = v128.splat<T>(v3);
  const t1 = v128.splat<T>(tau);
  const t2 = v128.splat<T>(tau * v2);
  const t3 = v128.splat<T>(tau * v3);
  for (const last = end - 16; x <= last; x += 16, y += 16, z += 16) {
    const p = v128.load(x);
    const q = v128.load(y);
    const r = v128.load(z);
    const s = v128.add<T>(p, v128.add<T>(v128.mul<T>(a2, q), v128.mul<T>(a3, r)));
    v128.store(x, v128.sub<T>(p, v128.mul<T>(s, t1)));
    v128.store(y, v128.sub<T>(q, v128.mul<T>(s, t2)));
    v128.store(z, v128.sub<T>(r, v128.mul<T>(s, t3)));
  }
  for (; x < end; x += sizeof<T>(), y += sizeof<T>(), z += sizeof<T>()) {
    const s = load<T>(x) + (v2 * load<T>(y) + v3 * load<T>(z));
    store<T>(x, load<T>(x) - s * tau);
    store<T>(y, load<T>(y) - s * (tau * v2));
    store<T>(z, load<T>(z) - s * (tau * v3));
  }
}

/** m rows of three contiguous numbers each ← rows·(I − τ·v·vᵀ), v = (1, v2, v3); `row` in bytes. */
export function reflectColumns<T>(m: i32, x: usize, row: isize, tau: T, v2: T, v3: T): void {
  const t2 = tau * v2;
  const t3 = tau * v3;
  if (sizeof<T>() == 8) {
    for (; m > 1; m -= 2, x += 2 * row) reflectTwo(x, x + row, <f64>tau, <f64>v2, <f64>v3, <f64>t2, <f64>t3);
  }
  for (; m > 0; m--, x += row) {
    const y = x + sizeof<T>();
    const z = y + sizeof<T>();
    const s = load<T>(x) + (v2 * load<T>(y) + v3 * load<T>(z));
    store<T>(x, load<T>(x) - s * tau);
    store<T>(y, load<T>(y) - s * t2);
    store<T>(z, load<T>(z) - s * t3);
  }
}

/** Two rows at once, a lane each. @inline */
function reflectTwo(x: usize, y: usize, tau: f64, v2: f64, v3: f64, t2: f64, t3: f64): void {
  const p = v128.load(x);
  const q = v128.load(y);
  const a = v128.shuffle<f64>(p, q, 0, 2);
  const b = v128.shuffle<f64>(p, q, 1, 3);
  const c = v128.load64_lane(y, v128.load64_zero(x, 16), 1, 16);
  const s = f64x2.add(a, f64x2.add(f64x2.mul(f64x2.splat(v2), b), f64x2.mul(f64x2.splat(v3), c)));
  const d = f64x2.sub(a, f64x2.mul(s, f64x2.splat(tau)));
  const e = f64x2.sub(b, f64x2.mul(s, f64x2.splat(t2)));
  const f = f64x2.sub(c, f64x2.mul(s, f64x2.splat(t3)));
  v128.store(x, v128.shuffle<f64>(d, e, 0, 2));
  v128.store(y, v128.shuffle<f64>(d, e, 1, 3));
  v128.store64_lane(x, f, 0, 16);
  v128.store64_lane(y, f, 1, 16);
}

/**
 * Four rows of n contiguous numbers, `row` bytes apart: the first three ← (I − τ·v·vᵀ)·rows, then the last three likewise with σ and
 * w. Half as many loads and stores as one after the other.
 */
export function reflectRowsTwice(
  n: i32,
  x: usize,
  row: isize,
  tau: f64,
  v2: f64,
  v3: f64,
  sigma: f64,
  w2: f64,
  w3: f64,
): void {
  const t = f64x2.splat(tau);
  const a = f64x2.splat(v2);
  const b = f64x2.splat(v3);
  const u = f64x2.splat(sigma);
  const c = f64x2.splat(w2);
  const d = f64x2.splat(w3);
  const end = x + (n << 3);
  const two = 2 * row;
  for (const last = end - 16; x <= last; x += 16) {
    const y = x + two;
    let p = v128.load(x);
    let q = v128.load(x + row);
    let r = v128.load(y);
    let s = v128.load(y + row);
    let m = f64x2.mul(t, f64x2.add(p, f64x2.add(f64x2.mul(a, q), f64x2.mul(b, r))));
    v128.store(x, f64x2.sub(p, m));
    q = f64x2.sub(q, f64x2.mul(m, a));
    r = f64x2.sub(r, f64x2.mul(m, b));
    m = f64x2.mul(u, f64x2.add(q, f64x2.add(f64x2.mul(c, r), f64x2.mul(d, s))));
    v128.store(x + row, f64x2.sub(q, m));
    v128.store(y, f64x2.sub(r, f64x2.mul(m, c)));
    v128.store(y + row, f64x2.sub(s, f64x2.mul(m, d)));
  }
  if (x >= end) return;
  reflectRows<f64>(1, x, row, tau, v2, v3);
  reflectRows<f64>(1, x + row, row, sigma, w2, w3);
}
