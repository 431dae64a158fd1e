import { minusImaginary, swapped } from "../complex";
import { subtractScaled } from "./complex-vectors";

/**
 * As `subtractProduct`, of complex numbers of parts T, in tiles of two vectors by two columns. Products with real and with imaginary
 * parts of U are summed apart, so that signs are turned once in the end.
 */
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
  for (; n >= 2; n -= 2, u += 2 * uCol, c += 2 * step) {
    let rows = m;
    let x = l;
    let y = c;
    for (; rows >= height; rows -= height, x += 32, y += 32) tile<T>(k, x, u, uRow, uCol, y, step);
    if (rows > 0) for (let j = 0; j < 2; j++) column<T>(rows, k, x, u + j * uCol, uRow, y + j * step, step);
  }
  if (n > 0) column<T>(m, k, l, u, uRow, c, step);
}

function tile<T>(k: i32, l: usize, u: usize, uRow: isize, uCol: isize, c: usize, step: isize): void {
  let r00 = v128.splat<T>(<T>0);
  let r10 = r00;
  let r01 = r00;
  let r11 = r00;
  let i00 = r00;
  let i10 = r00;
  let i01 = r00;
  let i11 = r00;
  for (; k > 0; k--, l += step, u += uRow) {
    const x = v128.load(l);
    const y = v128.load(l, 16);
    let f = v128.load_splat<T>(u);
    r00 = v128.add<T>(r00, v128.mul<T>(f, x));
    r10 = v128.add<T>(r10, v128.mul<T>(f, y));
    f = v128.load_splat<T>(u + uCol);
    r01 = v128.add<T>(r01, v128.mul<T>(f, x));
    r11 = v128.add<T>(r11, v128.mul<T>(f, y));
    const sx = swapped<T>(x);
    const sy = swapped<T>(y);
    f = v128.load_splat<T>(u + sizeof<T>());
    i00 = v128.add<T>(i00, v128.mul<T>(f, sx));
    i10 = v128.add<T>(i10, v128.mul<T>(f, sy));
    f = v128.load_splat<T>(u + uCol + sizeof<T>());
    i01 = v128.add<T>(i01, v128.mul<T>(f, sx));
    i11 = v128.add<T>(i11, v128.mul<T>(f, sy));
  }
  finish<T>(c, r00, i00);
  finish<T>(c + 16, r10, i10);
  finish<T>(c + step, r01, i01);
  finish<T>(c + step + 16, r11, i11);
}

/** c ← c − f·x summed, for sums r of Re f·x and s of Im f·(Im x, Re x). @inline */
function finish<T>(c: usize, r: v128, s: v128): void {
  v128.store(c, v128.add<T>(v128.sub<T>(v128.load(c), r), minusImaginary<T>(s)));
}

/** One column of C. */
function column<T>(m: i32, k: i32, l: usize, u: usize, uRow: isize, c: usize, step: isize): void {
  for (; k > 0; k--, l += step, u += uRow) subtractScaled<T>(m, u, l, c);
}
