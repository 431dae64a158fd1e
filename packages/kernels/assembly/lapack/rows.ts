import { swap } from "./vectors";

/**
 * P·A = L·U in place for m×n real numbers, m ≥ n, of contiguous rows `row` bytes apart: U on and above the diagonal, L below it. Row i of
 * P·A is row `order[i]` (int32) of A. A column without a pivot is left as it is. The same bits as by `getf2`, sooner where n is small.
 * Two columns at a time: with them go all others.
 */
export function eliminateRows<T>(m: i32, n: i32, a: usize, row: isize, order: usize): void {
  const z = sizeof<T>();
  for (let i = 0; i < m; i++) store<i32>(order + (i << 2), i);
  let j = 0;
  let d = a;
  for (; j + 2 <= n; j += 2, d += 2 * (row + z)) {
    bringPivot<T>(m - j, n, j, d, row, order + (j << 2));
    divideColumn<T>(m - j - 1, d, row);
    const below = d + row;
    lessColumn<T>(m - j - 1, below, row);
    bringPivot<T>(m - j - 1, n, j + 1, below + z, row, order + (j << 2) + 4);
    divideColumn<T>(m - j - 2, below + z, row);
    const rest = n - j - 2;
    lessMultiple<T>(rest, below, d + 2 * z, below + 2 * z);
    let x = below + row;
    let i = m - j - 2;
    for (; i >= 4; i -= 4, x += 4 * row) lessFourRows<T>(rest, d + 2 * z, x, row);
    for (; i > 0; i--, x += row) lessRow<T>(rest, d + 2 * z, x, row);
  }
  if (j == n) return;
  bringPivot<T>(m - j, n, j, d, row, order + (j << 2));
  divideColumn<T>(m - j - 1, d, row);
}

/** Exchanges the row of the number at `d`, in column j, with the one of which the number below it is the largest, of m rows of n numbers. */
function bringPivot<T>(m: i32, n: i32, j: i32, d: usize, row: isize, order: usize): void {
  const pivot = largestInColumn<T>(m, d, row);
  if (pivot == 0) return;
  const x = d - j * sizeof<T>();
  swap<T>(n, x, x + pivot * row);
  const other = order + (pivot << 2);
  const t = load<i32>(order);
  store<i32>(order, load<i32>(other));
  store<i32>(other, t);
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
