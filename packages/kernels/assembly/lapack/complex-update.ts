import { subtractScaled, timesI } from "./complex-vectors";

/** As `subtractProduct`, of complex numbers of parts T: tiles of two vectors by four columns, i·L turned once for all four. */
export function complexSubtractProduct<T>(
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
  const height: i32 = 16 / sizeof<T>();
  for (; n >= 4; n -= 4, u += 4 * uCol, c += 4 * step) {
    let rows = m;
    let x = l;
    let y = c;
    for (; rows >= height; rows -= height, x += 32, y += 32) tile<T>(k, x, u, uRow, uCol, y, step);
    if (rows > 0) for (let j = 0; j < 4; j++) column<T>(rows, k, x, u + j * uCol, uRow, y + j * step, step);
  }
  for (; n > 0; n--, u += uCol, c += step) column<T>(m, k, l, u, uRow, c, step);
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
    const ix = timesI<T>(x);
    const iy = timesI<T>(y);
    let f = v128.load_splat<T>(u);
    s00 = v128.sub<T>(s00, v128.mul<T>(f, x));
    s10 = v128.sub<T>(s10, v128.mul<T>(f, y));
    f = v128.load_splat<T>(u + sizeof<T>());
    s00 = v128.sub<T>(s00, v128.mul<T>(f, ix));
    s10 = v128.sub<T>(s10, v128.mul<T>(f, iy));
    f = v128.load_splat<T>(u + uCol);
    s01 = v128.sub<T>(s01, v128.mul<T>(f, x));
    s11 = v128.sub<T>(s11, v128.mul<T>(f, y));
    f = v128.load_splat<T>(u + uCol + sizeof<T>());
    s01 = v128.sub<T>(s01, v128.mul<T>(f, ix));
    s11 = v128.sub<T>(s11, v128.mul<T>(f, iy));
    f = v128.load_splat<T>(u + 2 * uCol);
    s02 = v128.sub<T>(s02, v128.mul<T>(f, x));
    s12 = v128.sub<T>(s12, v128.mul<T>(f, y));
    f = v128.load_splat<T>(u + 2 * uCol + sizeof<T>());
    s02 = v128.sub<T>(s02, v128.mul<T>(f, ix));
    s12 = v128.sub<T>(s12, v128.mul<T>(f, iy));
    f = v128.load_splat<T>(u + 3 * uCol);
    s03 = v128.sub<T>(s03, v128.mul<T>(f, x));
    s13 = v128.sub<T>(s13, v128.mul<T>(f, y));
    f = v128.load_splat<T>(u + 3 * uCol + sizeof<T>());
    s03 = v128.sub<T>(s03, v128.mul<T>(f, ix));
    s13 = v128.sub<T>(s13, v128.mul<T>(f, iy));
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
  for (; k > 0; k--, l += step, u += uRow) subtractScaled<T>(m, u, l, c);
}
