import { scratch } from "../scratch";

/** Bytes of a cache line: blocks are one line wide and one line high. */
const LINE: i32 = 64;

/**
 * o ← x for m×n numbers of 4 or 8 bytes, where the columns of x and the rows of o are contiguous: a transposition.
 * Square blocks are turned in registers. Where the lines of a block would push each other out of the cache (rows a
 * multiple of 512 bytes apart) they go through a contiguous tile, which is up to five times as fast.
 */
export function transpose<T>(m: i32, n: i32, x: usize, xCol: isize, o: usize, oRow: isize): void {
  const side: i32 = LINE / sizeof<T>();
  const aliased = (xCol & 511) == 0 || (oRow & 511) == 0;
  let j = 0;
  for (; j + side <= n; j += side, x += side * xCol, o += LINE) {
    let p = x;
    let q = o;
    let i = m;
    for (; i >= side; i -= side, p += LINE, q += side * oRow) {
      if (aliased) throughTile<T>(p, xCol, q, oRow);
      else turn<T>(p, xCol, q, oRow);
    }
    strided<T>(i, side, p, sizeof<T>(), xCol, q, oRow, sizeof<T>());
  }
  strided<T>(m, n - j, x, sizeof<T>(), xCol, o, oRow, sizeof<T>());
}

function throughTile<T>(x: usize, xCol: isize, o: usize, oRow: isize): void {
  const side: i32 = LINE / sizeof<T>();
  turn<T>(x, xCol, scratch, LINE);
  let t = scratch;
  for (let i = side; i > 0; i--, t += LINE, o += oRow) {
    v128.store(o, v128.load(t));
    v128.store(o, v128.load(t, 16), 16);
    v128.store(o, v128.load(t, 32), 32);
    v128.store(o, v128.load(t, 48), 48);
  }
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
export function strided<T>(
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
    let p = x;
    let q = o;
    for (let j = n; j > 0; j--, p += xCol, q += oCol) {
      if (sizeof<T>() == 16) v128.store(q, v128.load(p));
      else store<T>(q, load<T>(p));
    }
  }
}
