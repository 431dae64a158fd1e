/**
 * C ← C − L·U for an m×n matrix C whose columns are contiguous, as those of L (m×k) are; k is small, and all lie in one matrix of which
 * columns are `step` bytes apart. Of U the next row is `uRow` and the next column `uCol` bytes on. Tiles of two vectors by four columns.
 */
export function subtractProduct<T>(
  m: i32,
  n: i32,
  k: i32,
  l: usize,
  u: usize,
  uRow: isize,
  uCol: isize,
  c: usize,
  step: isize,
): void {
  for (; n >= 4; n -= 4, u += 4 * uCol, c += 4 * step) fourColumns<T>(m, k, l, u, uRow, uCol, c, step);
  for (; n > 0; n--, u += uCol, c += step) column<T>(m, k, l, u, uRow, c, step);
}

/** Four columns of C. */
function fourColumns<T>(m: i32, k: i32, l: usize, u: usize, uRow: isize, uCol: isize, c: usize, step: isize): void {
  const height: i32 = 32 / sizeof<T>();
  for (; m >= height; m -= height, l += 32, c += 32) tile<T>(k, l, u, uRow, uCol, c, step);
  for (; m > 0; m--, l += sizeof<T>(), c += sizeof<T>()) {
    for (let j = 0; j < 4; j++) lessDot<T>(k, l, step, u + j * uCol, uRow, c + j * step);
  }
}

function tile<T>(k: i32, l: usize, u: usize, uRow: isize, uCol: isize, c: usize, step: isize): void {
  const c1 = c + step;
  const c2 = c1 + step;
  const c3 = c2 + step;
  let s00 = v128.load(c);
  let s10 = v128.load(c, 16);
  let s01 = v128.load(c1);
  let s11 = v128.load(c1, 16);
  let s02 = v128.load(c2);
  let s12 = v128.load(c2, 16);
  let s03 = v128.load(c3);
  let s13 = v128.load(c3, 16);
  for (; k > 0; k--, l += step, u += uRow) {
    const x = v128.load(l);
    const y = v128.load(l, 16);
    let f = v128.load_splat<T>(u);
    s00 = v128.sub<T>(s00, v128.mul<T>(f, x));
    s10 = v128.sub<T>(s10, v128.mul<T>(f, y));
    f = v128.load_splat<T>(u + uCol);
    s01 = v128.sub<T>(s01, v128.mul<T>(f, x));
    s11 = v128.sub<T>(s11, v128.mul<T>(f, y));
    f = v128.load_splat<T>(u + 2 * uCol);
    s02 = v128.sub<T>(s02, v128.mul<T>(f, x));
    s12 = v128.sub<T>(s12, v128.mul<T>(f, y));
    f = v128.load_splat<T>(u + 3 * uCol);
    s03 = v128.sub<T>(s03, v128.mul<T>(f, x));
    s13 = v128.sub<T>(s13, v128.mul<T>(f, y));
  }
  v128.store(c, s00);
  v128.store(c, s10, 16);
  v128.store(c1, s01);
  v128.store(c1, s11, 16);
  v128.store(c2, s02);
  v128.store(c2, s12, 16);
  v128.store(c3, s03);
  v128.store(c3, s13, 16);
}

/** One column of C. */
function column<T>(m: i32, k: i32, l: usize, u: usize, uRow: isize, c: usize, step: isize): void {
  const height: i32 = 32 / sizeof<T>();
  for (; m >= height; m -= height, l += 32, c += 32) {
    let s0 = v128.load(c);
    let s1 = v128.load(c, 16);
    for (let p = k, x = l, f = u; p > 0; p--, x += step, f += uRow) {
      const v = v128.load_splat<T>(f);
      s0 = v128.sub<T>(s0, v128.mul<T>(v, v128.load(x)));
      s1 = v128.sub<T>(s1, v128.mul<T>(v, v128.load(x, 16)));
    }
    v128.store(c, s0);
    v128.store(c, s1, 16);
  }
  for (; m > 0; m--, l += sizeof<T>(), c += sizeof<T>()) lessDot<T>(k, l, step, u, uRow, c);
}

/** One element. @inline */
function lessDot<T>(k: i32, l: usize, step: isize, u: usize, uRow: isize, c: usize): void {
  let s = load<T>(c);
  for (; k > 0; k--, l += step, u += uRow) s -= load<T>(l) * load<T>(u);
  store<T>(c, s);
}
