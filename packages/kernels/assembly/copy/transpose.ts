import { scratch } from "../scratch";

/** Bytes of a cache line: blocks are one line wide and one line high. */
const LINE: i32 = 64;

/** Bytes of a column of x that are turned before the next ones, so that pages of o stay known to the processor. */
const PART: i32 = 512;

/** Bytes of x beyond which caches may lose lines of o before the next part: then a part is two lines. */
const LARGE: f64 = 4194304;

/**
 * o ← x for m×n numbers of 4 or 8 bytes, where the columns of x and the rows of o are contiguous: a transposition.
 * Square blocks are turned in registers. Where the lines of a block would push each other out of the cache (rows a
 * multiple of 512 bytes apart) they go through a contiguous tile, which is up to five times as fast.
 */
export function transpose(bytes: i32, m: i32, n: i32, x: usize, xCol: isize, o: usize, oRow: isize): void {
  const part = <f64>m * n * bytes > LARGE ? 2 * LINE : PART;
  const rows = part / bytes;
  for (; m > 0; m -= rows, x += part, o += rows * oRow) someRows(bytes, min(m, rows), n, x, xCol, o, oRow);
}

function someRows(bytes: i32, m: i32, n: i32, x: usize, xCol: isize, o: usize, oRow: isize): void {
  const side = LINE / bytes;
  const aliased = (xCol & 511) == 0 || (oRow & 511) == 0;
  for (; n >= side; n -= side, x += side * xCol, o += LINE) {
    let p = x;
    let q = o;
    let i = m;
    for (; i >= side; i -= side, p += LINE, q += side * oRow) {
      const to = aliased ? scratch : q;
      const row = aliased ? LINE : oRow;
      if (bytes == 8) turn<f64>(p, xCol, to, row);
      else turn<f32>(p, xCol, to, row);
      if (aliased) for (let l = 0; l < side; l++) copyLine(scratch + l * LINE, q + l * oRow);
    }
    strided(bytes, i, side, p, bytes, xCol, q, oRow, bytes);
  }
  strided(bytes, m, n, x, bytes, xCol, o, oRow, bytes);
}

/** @inline */
function copyLine(x: usize, o: usize): void {
  v128.store(o, v128.load(x));
  v128.store(o, v128.load(x, 16), 16);
  v128.store(o, v128.load(x, 32), 32);
  v128.store(o, v128.load(x, 48), 48);
}

/** One block; every line of x is read to its end before the next ones. */
function turn<T>(x: usize, xCol: isize, o: usize, oRow: isize): void {
  const lanes: i32 = 16 / sizeof<T>();
  for (const end = o + LINE; o < end; o += 16, x += lanes * xCol) {
    let q = o;
    for (let p = x; p < x + LINE; p += 16, q += lanes * oRow) {
      if (sizeof<T>() == 8) turn2x2(p, xCol, q, oRow);
      else turn4x4(p, xCol, q, oRow);
    }
  }
}

/** @inline */
function turn2x2(x: usize, xCol: isize, o: usize, oRow: isize): void {
  const a = v128.load(x);
  const b = v128.load(x + xCol);
  v128.store(o, v128.shuffle<f64>(a, b, 0, 2));
  v128.store(o + oRow, v128.shuffle<f64>(a, b, 1, 3));
}

/** @inline */
function turn4x4(x: usize, xCol: isize, o: usize, oRow: isize): void {
  const a = v128.load(x);
  const b = v128.load(x + xCol);
  const c = v128.load(x + 2 * xCol);
  const d = v128.load(x + 3 * xCol);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  v128.store(o, v128.shuffle<f64>(ab, cd, 0, 2));
  v128.store(o + oRow, v128.shuffle<f64>(ab, cd, 1, 3));
  const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(o + 2 * oRow, v128.shuffle<f64>(AB, CD, 0, 2));
  v128.store(o + 3 * oRow, v128.shuffle<f64>(AB, CD, 1, 3));
}

/** o ← x for m×n elements of any strides, in bytes. */
export function strided(
  bytes: i32,
  m: i32,
  n: i32,
  x: usize,
  xRow: isize,
  xCol: isize,
  o: usize,
  oRow: isize,
  oCol: isize,
): void {
  for (; m > 0; m--, x += xRow, o += oRow) {
    if (bytes == 1) each<u8>(n, x, xCol, o, oCol);
    else if (bytes == 2) each<u16>(n, x, xCol, o, oCol);
    else if (bytes == 4) each<u32>(n, x, xCol, o, oCol);
    else if (bytes == 8) each<u64>(n, x, xCol, o, oCol);
    else for (let j = n, p = x, q = o; j > 0; j--, p += xCol, q += oCol) v128.store(q, v128.load(p));
  }
}

/** @inline */
function each<T>(n: i32, x: usize, xCol: isize, o: usize, oCol: isize): void {
  for (; n > 0; n--, x += xCol, o += oCol) store<T>(o, load<T>(x));
}
