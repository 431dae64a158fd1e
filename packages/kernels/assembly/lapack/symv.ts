import { axpy, dot, lanesSum } from "./vectors";

/**
 * y ← y + α·A·x for a symmetric A of which one triangle is read, once: each element serves its row and its column. Rows of A, x
 * and y are contiguous; `aRow` in bytes.
 */
export function symv<T>(n: i32, upper: bool, alpha: T, a: usize, aRow: isize, x: usize, y: usize): void {
  const z = sizeof<T>();
  if (upper && n > 0 && (x & 15) == 8 && z == 8) {
    // row and column 0 by themselves: then vectors do not cross lines of the cache
    store<T>(y, load<T>(y) + alpha * dot<T>(n, a, x));
    axpy<T>(n - 1, alpha * load<T>(x), a + z, y + z);
    n--;
    a += aRow + z;
    x += z;
    y += z;
  }
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const from = upper ? i + 4 : 0;
    const to = upper ? n : i;
    fourRows<T>(to - from, alpha, a + i * aRow + from * z, aRow, x + from * z, x + i * z, y + from * z, y + i * z);
    diagonalFour<T>(upper, alpha, a + i * (aRow + z), aRow, x + i * z, y + i * z);
  }
  if (!upper) {
    for (let r = i; r < n; r++) for (let j = 0; j < i; j++) pair<T>(alpha, load<T>(a + r * aRow + j * z), x, y, r, j);
  }
  diagonal<T>(n - i, upper, alpha, a + i * (aRow + z), aRow, x + i * z, y + i * z);
}

/** A 4×4 block on the diagonal, in registers. */
function diagonalFour<T>(upper: bool, alpha: T, a: usize, aRow: isize, x: usize, y: usize): void {
  const z = sizeof<T>();
  const right = upper ? <isize>z : aRow; // from aᵢⱼ to aᵢ,ⱼ₊₁ in the triangle that is read
  const down = upper ? aRow : <isize>z;
  const x0 = load<T>(x);
  const x1 = load<T>(x + z);
  const x2 = load<T>(x + 2 * z);
  const x3 = load<T>(x + 3 * z);
  const a01 = load<T>(a + right);
  const a02 = load<T>(a + 2 * right);
  const a03 = load<T>(a + 3 * right);
  const a12 = load<T>(a + down + 2 * right);
  const a13 = load<T>(a + down + 3 * right);
  const a23 = load<T>(a + 2 * down + 3 * right);
  const next = aRow + z;
  store<T>(y, load<T>(y) + alpha * (load<T>(a) * x0 + a01 * x1 + (a02 * x2 + a03 * x3)));
  store<T>(y + z, load<T>(y + z) + alpha * (a01 * x0 + load<T>(a + next) * x1 + (a12 * x2 + a13 * x3)));
  store<T>(y + 2 * z, load<T>(y + 2 * z) + alpha * (a02 * x0 + a12 * x1 + (load<T>(a + 2 * next) * x2 + a23 * x3)));
  store<T>(y + 3 * z, load<T>(y + 3 * z) + alpha * (a03 * x0 + a13 * x1 + (a23 * x2 + load<T>(a + 3 * next) * x3)));
}

/** A small block on the diagonal. */
function diagonal<T>(n: i32, upper: bool, alpha: T, a: usize, aRow: isize, x: usize, y: usize): void {
  const z = sizeof<T>();
  for (let i = 0; i < n; i++) {
    store<T>(y + i * z, load<T>(y + i * z) + alpha * load<T>(a + i * (aRow + z)) * load<T>(x + i * z));
    for (let j = 0; j < i; j++)
      pair<T>(alpha, load<T>(upper ? a + j * aRow + i * z : a + i * aRow + j * z), x, y, i, j);
  }
}

/** What aᵢⱼ = aⱼᵢ adds to yᵢ and yⱼ. @inline */
function pair<T>(alpha: T, value: T, x: usize, y: usize, i: i32, j: i32): void {
  const z = sizeof<T>();
  store<T>(y + i * z, load<T>(y + i * z) + alpha * value * load<T>(x + j * z));
  store<T>(y + j * z, load<T>(y + j * z) + alpha * value * load<T>(x + i * z));
}

/** n columns of four rows: y ← y + α·(rows)ᵀ·x₄ and y₄ ← y₄ + α·(rows)·x. */
function fourRows<T>(n: i32, alpha: T, a: usize, aRow: isize, x: usize, x4: usize, y: usize, y4: usize): void {
  const z = sizeof<T>();
  const f0 = alpha * load<T>(x4);
  const f1 = alpha * load<T>(x4 + z);
  const f2 = alpha * load<T>(x4 + 2 * z);
  const f3 = alpha * load<T>(x4 + 3 * z);
  const v0 = v128.splat<T>(f0);
  const v1 = v128.splat<T>(f1);
  const v2 = v128.splat<T>(f2);
  const v3 = v128.splat<T>(f3);
  let s0 = v128.splat<T>(<T>0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let p1 = a + aRow;
  let p2 = p1 + aRow;
  let p3 = p2 + aRow;
  const end = y + n * z;
  for (const last = end - 16; y <= last; y += 16, x += 16, a += 16, p1 += 16, p2 += 16, p3 += 16) {
    const t = v128.load(x);
    const m0 = v128.load(a);
    const m1 = v128.load(p1);
    const m2 = v128.load(p2);
    const m3 = v128.load(p3);
    s0 = v128.add<T>(s0, v128.mul<T>(m0, t));
    s1 = v128.add<T>(s1, v128.mul<T>(m1, t));
    s2 = v128.add<T>(s2, v128.mul<T>(m2, t));
    s3 = v128.add<T>(s3, v128.mul<T>(m3, t));
    const low = v128.add<T>(v128.mul<T>(v0, m0), v128.mul<T>(v1, m1));
    const high = v128.add<T>(v128.mul<T>(v2, m2), v128.mul<T>(v3, m3));
    v128.store(y, v128.add<T>(v128.load(y), v128.add<T>(low, high)));
  }
  let r0 = lanesSum<T>(s0);
  let r1 = lanesSum<T>(s1);
  let r2 = lanesSum<T>(s2);
  let r3 = lanesSum<T>(s3);
  for (; y < end; y += z, x += z, a += z, p1 += z, p2 += z, p3 += z) {
    const t = load<T>(x);
    const m0 = load<T>(a);
    const m1 = load<T>(p1);
    const m2 = load<T>(p2);
    const m3 = load<T>(p3);
    r0 += m0 * t;
    r1 += m1 * t;
    r2 += m2 * t;
    r3 += m3 * t;
    store<T>(y, load<T>(y) + (f0 * m0 + f1 * m1 + (f2 * m2 + f3 * m3)));
  }
  store<T>(y4, load<T>(y4) + alpha * r0);
  store<T>(y4 + z, load<T>(y4 + z) + alpha * r1);
  store<T>(y4 + 2 * z, load<T>(y4 + 2 * z) + alpha * r2);
  store<T>(y4 + 3 * z, load<T>(y4 + 3 * z) + alpha * r3);
}
