// Right-hand sides side by side: number i of all of them is vector i, of two float64 or four float32. The factors are packed, U on and
// above the diagonal and the unit lower triangle L below it, of contiguous rows `row` bytes apart; `reciprocals` are those of U's diagonal.

/** X ← U⁻¹·L⁻¹·X, where the first numbers of X, `from` of them, are zero. */
export function solveSides<T>(n: i32, from: i32, lu: usize, row: isize, reciprocals: usize, x: usize): void {
  const start = from & ~3;
  solveLower<T>(n - start, lu + start * (row + sizeof<T>()), row, x + (start << 4));
  solveUpper<T>(n, lu, row, reciprocals, x);
}

/** X ← L⁻ᵀ·U⁻ᵀ·X. */
export function solveSidesTransposed<T>(n: i32, lu: usize, row: isize, reciprocals: usize, x: usize): void {
  solveUpperTransposed<T>(n, lu, row, reciprocals, x);
  solveLowerTransposed<T>(n, lu, row, x);
}

/** X ← U⁻¹·U⁻ᵀ·X, of which only U is read. */
export function solveDefiniteSides<T>(n: i32, u: usize, row: isize, reciprocals: usize, x: usize): void {
  solveUpperTransposed<T>(n, u, row, reciprocals, x);
  solveUpper<T>(n, u, row, reciprocals, x);
}

function solveLower<T>(n: i32, l: usize, row: isize, x: usize): void {
  const z = sizeof<T>();
  const fours = n & ~3;
  let at = x;
  for (let i = 0; i < fours; i += 4, l += 4 * row, at += 64) {
    lessFourProducts<T>(i, l, row, x, at);
    const x0 = v128.load(at);
    const x1 = less<T>(v128.load(at, 16), l + row + i * z, x0);
    const x2 = less<T>(less<T>(v128.load(at, 32), l + 2 * row + i * z, x0), l + 2 * row + (i + 1) * z, x1);
    const last = l + 3 * row + i * z;
    v128.store(at, x1, 16);
    v128.store(at, x2, 32);
    v128.store(at, less<T>(less<T>(less<T>(v128.load(at, 48), last, x0), last + z, x1), last + 2 * z, x2), 48);
  }
  for (let i = fours; i < n; i++, l += row, at += 16) lessProduct<T>(i, l, x, at);
}

function solveUpper<T>(n: i32, u: usize, row: isize, reciprocals: usize, x: usize): void {
  const z = sizeof<T>();
  let i = n;
  while (i & 3) {
    i--;
    const at = x + (i << 4);
    lessProduct<T>(n - i - 1, u + i * (row + z) + z, at + 16, at);
    v128.store(at, v128.mul<T>(v128.load(at), v128.load_splat<T>(reciprocals + i * z)));
  }
  for (i -= 4; i >= 0; i -= 4) {
    const at = x + (i << 4);
    const d = u + i * (row + z);
    const r = reciprocals + i * z;
    lessFourProducts<T>(n - i - 4, d + 4 * z, row, at + 64, at);
    const x3 = v128.mul<T>(v128.load(at, 48), v128.load_splat<T>(r + 3 * z));
    const x2 = v128.mul<T>(less<T>(v128.load(at, 32), d + 2 * row + 3 * z, x3), v128.load_splat<T>(r + 2 * z));
    const s1 = less<T>(less<T>(v128.load(at, 16), d + row + 3 * z, x3), d + row + 2 * z, x2);
    const x1 = v128.mul<T>(s1, v128.load_splat<T>(r + z));
    const s0 = less<T>(less<T>(less<T>(v128.load(at), d + 3 * z, x3), d + 2 * z, x2), d + z, x1);
    v128.store(at, v128.mul<T>(s0, v128.load_splat<T>(r)));
    v128.store(at, x1, 16);
    v128.store(at, x2, 32);
    v128.store(at, x3, 48);
  }
}

function solveUpperTransposed<T>(n: i32, u: usize, row: isize, reciprocals: usize, x: usize): void {
  const z = sizeof<T>();
  let i = 0;
  for (; i + 4 <= n; i += 4, u += 4 * (row + z), x += 64, reciprocals += 4 * z) {
    const x0 = v128.mul<T>(v128.load(x), v128.load_splat<T>(reciprocals));
    const x1 = v128.mul<T>(less<T>(v128.load(x, 16), u + z, x0), v128.load_splat<T>(reciprocals + z));
    const s2 = less<T>(less<T>(v128.load(x, 32), u + 2 * z, x0), u + row + 2 * z, x1);
    const x2 = v128.mul<T>(s2, v128.load_splat<T>(reciprocals + 2 * z));
    const s3 = less<T>(less<T>(v128.load(x, 48), u + 3 * z, x0), u + row + 3 * z, x1);
    const x3 = v128.mul<T>(less<T>(s3, u + 2 * row + 3 * z, x2), v128.load_splat<T>(reciprocals + 3 * z));
    v128.store(x, x0);
    v128.store(x, x1, 16);
    v128.store(x, x2, 32);
    v128.store(x, x3, 48);
    lessFourMultiples<T>(n - i - 4, u + 4 * z, row, x, x + 64);
  }
  for (; i < n; i++, u += row + z, x += 16, reciprocals += z) {
    v128.store(x, v128.mul<T>(v128.load(x), v128.load_splat<T>(reciprocals)));
    lessMultiple<T>(n - i - 1, u + z, x, x + 16);
  }
}

function solveLowerTransposed<T>(n: i32, l: usize, row: isize, x: usize): void {
  const z = sizeof<T>();
  let i = n;
  while (i & 3) {
    i--;
    lessMultiple<T>(i, l + i * row, x + (i << 4), x);
  }
  for (i -= 4; i >= 0; i -= 4) {
    const at = x + (i << 4);
    const d = l + i * (row + z);
    const x3 = v128.load(at, 48);
    const x2 = less<T>(v128.load(at, 32), d + 3 * row + 2 * z, x3);
    const x1 = less<T>(less<T>(v128.load(at, 16), d + 3 * row + z, x3), d + 2 * row + z, x2);
    v128.store(at, less<T>(less<T>(less<T>(v128.load(at), d + 3 * row, x3), d + 2 * row, x2), d + row, x1));
    v128.store(at, x1, 16);
    v128.store(at, x2, 32);
    lessFourMultiples<T>(i, d - i * z, row, at, x);
  }
}

/** s − f·x for the number f at an address. @inline */
function less<T>(s: v128, f: usize, x: v128): v128 {
  return v128.sub<T>(s, v128.mul<T>(v128.load_splat<T>(f), x));
}

/** Four vectors o ← o − A·X, for four rows of k numbers. */
function lessFourProducts<T>(k: i32, a: usize, row: isize, x: usize, o: usize): void {
  let s0 = v128.load(o);
  let s1 = v128.load(o, 16);
  let s2 = v128.load(o, 32);
  let s3 = v128.load(o, 48);
  for (const end = a + k * sizeof<T>(); a < end; a += sizeof<T>(), x += 16) {
    const v = v128.load(x);
    s0 = less<T>(s0, a, v);
    s1 = less<T>(s1, a + row, v);
    s2 = less<T>(s2, a + 2 * row, v);
    s3 = less<T>(s3, a + 3 * row, v);
  }
  v128.store(o, s0);
  v128.store(o, s1, 16);
  v128.store(o, s2, 32);
  v128.store(o, s3, 48);
}

/** The same for one row. */
function lessProduct<T>(k: i32, a: usize, x: usize, o: usize): void {
  let s = v128.load(o);
  for (; k > 0; k--, a += sizeof<T>(), x += 16) s = less<T>(s, a, v128.load(x));
  v128.store(o, s);
}

/** O ← O − Aᵀ·X for four rows of k numbers and four vectors X. */
function lessFourMultiples<T>(k: i32, a: usize, row: isize, x: usize, o: usize): void {
  const x0 = v128.load(x);
  const x1 = v128.load(x, 16);
  const x2 = v128.load(x, 32);
  const x3 = v128.load(x, 48);
  for (const end = o + (k << 4); o < end; o += 16, a += sizeof<T>()) {
    const s = less<T>(less<T>(v128.load(o), a, x0), a + row, x1);
    v128.store(o, less<T>(less<T>(s, a + 2 * row, x2), a + 3 * row, x3));
  }
}

/** The same for one row. */
function lessMultiple<T>(k: i32, a: usize, x: usize, o: usize): void {
  const v = v128.load(x);
  for (; k > 0; k--, a += sizeof<T>(), o += 16) v128.store(o, less<T>(v128.load(o), a, v));
}
