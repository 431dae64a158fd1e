/** a·b + c, rounded twice. @inline */
export function mad<T>(a: v128, b: v128, c: v128): v128 {
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** Whether every lane of four masks is set. @inline */
export function all(m0: v128, m1: v128, m2: v128, m3: v128): bool {
  return i32x4.all_true(v128.and(v128.and(m0, m1), v128.and(m2, m3)));
}

/** Stores four vectors side by side. @inline */
export function storeFour(to: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  v128.store(to, v0);
  v128.store(to, v1, 16);
  v128.store(to, v2, 32);
  v128.store(to, v3, 48);
}
