import { copyLine } from "./turned";
import { subtractProduct } from "./update";
import { swap } from "./vectors";

/** Rows at such distances in bytes meet in few places of the cache. */
const CROWDED: isize = 512;
/** Bytes between rows of a copy that do not. */
const GAP: isize = 64;

/** Columns that are eliminated before the others are brought up to date; a multiple of 8. */
const PANEL: i32 = 16;

/**
 * P·A = L·U in place for m×n real numbers, m ≥ n, of contiguous rows one after the other, and the order of the rows of P·A (int32). `work` holds
 * m·n numbers, n int32 and 64·m bytes.
 */
export function factorRows<T>(m: i32, n: i32, a: usize, order: usize, work: usize): void {
  const row: isize = n * sizeof<T>();
  const crowded = m > 64 && row % CROWDED == 0;
  const at = crowded ? work : a;
  const atRow = crowded ? row + GAP : row;
  const pivots = work + m * (row + GAP);
  if (crowded) for (let i = 0; i < m; i++) copyLine<T>(1, n, a + i * row, sizeof<T>(), at + i * atRow);
  eliminateRows<T>(m, n, at, atRow, pivots);
  if (crowded) for (let i = 0; i < m; i++) copyLine<T>(1, n, at + i * atRow, sizeof<T>(), a + i * row);
  orderOf(m, n, pivots, order);
}

/**
 * P·A = L·U in place for m×n real numbers, m ≥ n, of contiguous rows `row` bytes apart: U on and above the diagonal, L below it. Row j was
 * exchanged with row `pivots[j]`, an int32. A column without a pivot is left as it is. The same bits as by `getf2`.
 */
export function eliminateRows<T>(m: i32, n: i32, a: usize, row: isize, pivots: usize): void {
  const z = sizeof<T>();
  const height: i32 = 32 / sizeof<T>();
  // the first panel has what is over, so that the columns that are left are whole tiles
  for (let j = 0, nb = min(n, PANEL + (n & (height - 1))); j < n; j += nb, nb = min(n - j, PANEL)) {
    const d = a + j * (row + z);
    eliminatePanel<T>(m - j, n, j, nb, d, row, pivots);
    const rest = n - j - nb;
    if (rest == 0) return;
    const right = d + nb * z;
    for (let i = 0; i < nb; i += 4) {
      if (i > 0) subtractProduct<T>(rest, min(nb - i, 4), i, right, d + i * row, z, row, right + i * row, row);
      finishRows<T>(min(nb - i, 4), rest, d + i * (row + z), right + i * row, row);
    }
    const below = d + nb * row;
    subtractProduct<T>(rest, m - j - nb, nb, right, below, z, row, below + nb * z, row);
  }
}

/** Up to four rows of k numbers at `x` ← L⁻¹·rows, for the unit lower triangle L at `l`. */
function finishRows<T>(rows: i32, k: i32, l: usize, x: usize, row: isize): void {
  const z = sizeof<T>();
  for (let i = 1; i < rows; i++) {
    for (let p = 0; p < i; p++) lessMultiple<T>(k, l + i * row + p * z, x + p * row, x + i * row);
  }
}

/** Columns j … j + nb − 1 of n, from their diagonal at `d` on, m rows; exchanges go through whole rows. Two columns at a time. */
function eliminatePanel<T>(m: i32, n: i32, j: i32, nb: i32, d: usize, row: isize, pivots: usize): void {
  const z = sizeof<T>();
  for (; nb >= 2; nb -= 2, m -= 2, j += 2, d += 2 * (row + z)) {
    bringPivot<T>(m, n, j, d, row, pivots);
    divideColumn<T>(m - 1, d, row);
    const below = d + row;
    lessColumn<T>(m - 1, below, row);
    bringPivot<T>(m - 1, n, j + 1, below + z, row, pivots);
    divideColumn<T>(m - 2, below + z, row);
    const rest = nb - 2;
    if (rest == 0) continue;
    lessMultiple<T>(rest, below, d + 2 * z, below + 2 * z);
    let x = below + row;
    let i = m - 2;
    for (; i >= 4; i -= 4, x += 4 * row) lessFourRows<T>(rest, d + 2 * z, x, row);
    for (; i > 0; i--, x += row) lessRow<T>(rest, d + 2 * z, x, row);
  }
  if (nb == 0) return;
  bringPivot<T>(m, n, j, d, row, pivots);
  divideColumn<T>(m - 1, d, row);
}

/** Exchanges the row of the number at `d`, in column j, with the one of which the number below it is the largest, of m rows of n numbers. */
function bringPivot<T>(m: i32, n: i32, j: i32, d: usize, row: isize, pivots: usize): void {
  const pivot = largestInColumn<T>(m, d, row);
  store<i32>(pivots + (j << 2), j + pivot);
  const x = d - j * sizeof<T>();
  if (pivot > 0) swap<T>(n, x, x + pivot * row);
}

/** The first index of the largest magnitude, or of the first NaN, of m numbers `row` bytes apart: as integers, without branches. */
function largestInColumn<T>(m: i32, x: usize, row: isize): i32 {
  let largest: u64 = 0;
  let at = 0;
  for (let i = 0; i < m; i++, x += row) {
    const size = sizeof<T>() == 8 ? load<u64>(x) & 0x7fffffffffffffff : <u64>(load<u32>(x) & 0x7fffffff);
    const more = size > largest;
    largest = select<u64>(size, largest, more);
    at = select<i32>(i, at, more);
  }
  return at;
}

/** Divides the m numbers below a pivot by it: by its reciprocal, unless that would overflow. */
function divideColumn<T>(m: i32, d: usize, row: isize): void {
  const smallest: T = sizeof<T>() == 8 ? <T>f64.MIN_NORMAL_VALUE : <T>f32.MIN_NORMAL_VALUE;
  const value = load<T>(d);
  if (abs<T>(value) >= smallest) {
    const reciprocal = <T>1 / value;
    for (; m > 0; m--) {
      d += row;
      store<T>(d, load<T>(d) * reciprocal);
    }
  } else if (value != 0) {
    for (; m > 0; m--) {
      d += row;
      store<T>(d, load<T>(d) / value);
    }
  }
}

/** The second number of each of m rows ← it − the first · the number above the second one. */
function lessColumn<T>(m: i32, x: usize, row: isize): void {
  const z = sizeof<T>();
  const f = load<T>(x - row + z);
  for (; m > 0; m--, x += row) store<T>(x + z, load<T>(x + z) - load<T>(x) * f);
}

/** o ← o − f·x of k numbers, for the number f at an address. */
function lessMultiple<T>(k: i32, f: usize, x: usize, o: usize): void {
  const v = v128.load_splat<T>(f);
  const s = load<T>(f);
  const end = o + k * sizeof<T>();
  for (const last = end - 16; o <= last; o += 16, x += 16) {
    v128.store(o, v128.sub<T>(v128.load(o), v128.mul<T>(v, v128.load(x))));
  }
  for (; o < end; o += sizeof<T>(), x += sizeof<T>()) store<T>(o, load<T>(o) - s * load<T>(x));
}

/** From each of four rows, of two numbers f, g and k others behind them, takes f·x and g·y off the others, for two rows x and y of k. */
function lessFourRows<T>(k: i32, x: usize, o: usize, row: isize): void {
  const z = sizeof<T>();
  const o1 = o + row;
  const o2 = o1 + row;
  const o3 = o2 + row;
  const y = x + row;
  const f0 = v128.load_splat<T>(o);
  const g0 = v128.load_splat<T>(o + z);
  const f1 = v128.load_splat<T>(o1);
  const g1 = v128.load_splat<T>(o1 + z);
  const f2 = v128.load_splat<T>(o2);
  const g2 = v128.load_splat<T>(o2 + z);
  const f3 = v128.load_splat<T>(o3);
  const g3 = v128.load_splat<T>(o3 + z);
  const end = (k + 2) * z;
  let i = 2 * z;
  x -= i;
  const w = y - i;
  for (const last = end - 16; i <= last; i += 16) {
    const v = v128.load(x + i);
    const u = v128.load(w + i);
    v128.store(o + i, v128.sub<T>(v128.sub<T>(v128.load(o + i), v128.mul<T>(f0, v)), v128.mul<T>(g0, u)));
    v128.store(o1 + i, v128.sub<T>(v128.sub<T>(v128.load(o1 + i), v128.mul<T>(f1, v)), v128.mul<T>(g1, u)));
    v128.store(o2 + i, v128.sub<T>(v128.sub<T>(v128.load(o2 + i), v128.mul<T>(f2, v)), v128.mul<T>(g2, u)));
    v128.store(o3 + i, v128.sub<T>(v128.sub<T>(v128.load(o3 + i), v128.mul<T>(f3, v)), v128.mul<T>(g3, u)));
  }
  for (; i < end; i += z) {
    const v = load<T>(x + i);
    const u = load<T>(w + i);
    store<T>(o + i, load<T>(o + i) - load<T>(o) * v - load<T>(o + z) * u);
    store<T>(o1 + i, load<T>(o1 + i) - load<T>(o1) * v - load<T>(o1 + z) * u);
    store<T>(o2 + i, load<T>(o2 + i) - load<T>(o2) * v - load<T>(o2 + z) * u);
    store<T>(o3 + i, load<T>(o3 + i) - load<T>(o3) * v - load<T>(o3 + z) * u);
  }
}

/** The same for one row. */
function lessRow<T>(k: i32, x: usize, o: usize, row: isize): void {
  const z = sizeof<T>();
  lessMultiple<T>(k, o, x, o + 2 * z);
  lessMultiple<T>(k, o + z, x + row, o + 2 * z);
}

/** The order that n exchanges bring m rows in. */
export function orderOf(m: i32, n: i32, pivots: usize, order: usize): void {
  for (let i = 0; i < m; i++) store<i32>(order + (i << 2), i);
  for (let i = 0; i < n; i++) {
    const x = order + (i << 2);
    const y = order + (load<i32>(pivots + (i << 2)) << 2);
    const t = load<i32>(x);
    store<i32>(x, load<i32>(y));
    store<i32>(y, t);
  }
}
