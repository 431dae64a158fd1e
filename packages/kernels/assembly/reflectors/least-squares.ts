import { makeReflector, norm } from "../lapack/reflector";
import { allFinite, axpy, dot, swap } from "../lapack/vectors";
import { reflectRows } from "./rows";

/** Once the square of a norm has shrunk so much beside that of a fresh one, its downdate may have no right digit: √u. */
const TRUSTED: f64 = 1.0536712127723509e-8;

/**
 * The X that minimize ‖A·X − B‖ column by column for m×n matrices A, m ≥ n, and m×k matrices B of any strides, with the squares of these
 * norms; `count` of them at equal distances, in bytes. By Householder reflections in float64, columns of A in the order of what is left of them.
 * Returns the number of the first matrix of which a number is not finite or the rank below n (a diagonal entry of R up to `rtol` times
 * the first), or −1. `work` holds m·(n + k) + 2·n f64 and n int32.
 */
export function leastSquaresMany<T>(
  count: i32,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bStep: isize,
  bRow: isize,
  bCol: isize,
  rtol: f64,
  x: usize,
  squares: usize,
  work: usize,
): i32 {
  const z = sizeof<T>();
  const row = m << 3;
  const y = work + n * row;
  const order = y + k * row + (n << 4);
  for (let i = 0; i < count; i++, a += aStep, b += bStep, x += n * k * z, squares += k * z) {
    for (let j = 0; j < n; j++) copyColumn<T>(m, a + j * aCol, aRow, work + j * row);
    for (let j = 0; j < k; j++) copyColumn<T>(m, b + j * bCol, bRow, y + j * row);
    if (!allFinite<f64>(1, m * (n + k), work, 0)) return i;
    if (!reduce(m, n, k, work, row, rtol, y + k * row, order)) return i;
    for (let j = 0; j < k; j++) {
      const c = y + j * row;
      substitute(n, work, row, c);
      for (let p = 0; p < n; p++) {
        store<T>(x + (load<i32>(order + (p << 2)) * k + j) * z, <T>load<f64>(c + (p << 3)));
      }
      store<T>(squares + j * z, <T>dot<f64>(m - n, c + (n << 3), c + (n << 3)));
    }
  }
  return -1;
}

/** m numbers, `step` bytes apart, in float64. */
function copyColumn<T>(m: i32, a: usize, step: isize, o: usize): void {
  for (; m > 0; m--, a += step, o += 8) store<f64>(o, <f64>load<T>(a));
}

/**
 * Row j of n, of m numbers, becomes column j of R for the columns in `order`, with rubbish from its diagonal on; the k rows after them are
 * reflected along. Answers whether the rank is n. `norms` holds 2·n numbers.
 */
function reduce(m: i32, n: i32, k: i32, p: usize, row: isize, rtol: f64, norms: usize, order: usize): bool {
  const exact = norms + (n << 3);
  for (let j = 0, x = p; j < n; j++, x += row) {
    store<i32>(order + (j << 2), j);
    refresh(j, m, x, norms, exact);
  }
  let enough: f64 = 0;
  for (let j = 0, x = p; j < n; j++, x += row + 8) {
    const pivot = largestFrom(j, n, norms);
    if (pivot != j) {
      swap<f64>(m, x - (j << 3), x - (j << 3) + (pivot - j) * row);
      store<f64>(norms + (pivot << 3), load<f64>(norms + (j << 3)));
      store<f64>(exact + (pivot << 3), load<f64>(exact + (j << 3)));
      swap<f32>(1, order + (j << 2), order + (pivot << 2));
    }
    const tau = makeReflector(m - j, x);
    const beta = load<f64>(x);
    if (j == 0) enough = rtol * abs<f64>(beta);
    if (!(abs<f64>(beta) > enough)) return false;
    store<f64>(x, 1);
    if (tau != 0) reflectRows<f64>(n - j - 1 + k, m - j, tau, x, x + row, row);
    store<f64>(x, beta);
    for (let i = j + 1, o = x + row; i < n; i++, o += row) {
      if (!downdate(load<f64>(o), norms + (i << 3), exact + (i << 3))) refresh(i, m - j - 1, o + 8, norms, exact);
    }
  }
  return true;
}

/** The norm of m numbers, for column i. */
function refresh(i: i32, m: i32, x: usize, norms: usize, exact: usize): void {
  const size = norm(m, x);
  store<f64>(norms + (i << 3), size);
  store<f64>(exact + (i << 3), size);
}

/** Takes a number off a norm; answers whether what is left can be trusted. See LAPACK dlaqps. */
function downdate(value: f64, size: usize, exact: usize): bool {
  const before = load<f64>(size);
  if (before == 0) return true;
  const t = abs<f64>(value) / before;
  const kept = max<f64>(0, (1 + t) * (1 - t));
  const ratio = before / load<f64>(exact);
  store<f64>(size, before * sqrt<f64>(kept));
  return kept * ratio * ratio > TRUSTED;
}

/** The first index of the largest of numbers j … n − 1. */
function largestFrom(j: i32, n: i32, x: usize): i32 {
  let at = j;
  for (let i = j + 1; i < n; i++) if (load<f64>(x + (i << 3)) > load<f64>(x + (at << 3))) at = i;
  return at;
}

/** y ← R⁻¹·y for columns of R. */
function substitute(n: i32, r: usize, row: isize, y: usize): void {
  for (let j = n - 1, x = r + j * row; j >= 0; j--, x -= row) {
    const value = load<f64>(y + (j << 3)) / load<f64>(x + (j << 3));
    store<f64>(y + (j << 3), value);
    axpy<f64>(j, -value, x, y);
  }
}
