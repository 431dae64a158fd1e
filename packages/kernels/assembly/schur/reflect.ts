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
  for (; m > 0; m--, x += row) {
    const y = x + sizeof<T>();
    const z = y + sizeof<T>();
    const s = load<T>(x) + (v2 * load<T>(y) + v3 * load<T>(z));
    store<T>(x, load<T>(x) - s * tau);
    store<T>(y, load<T>(y) - s * t2);
    store<T>(z, load<T>(z) - s * t3);
  }
}
