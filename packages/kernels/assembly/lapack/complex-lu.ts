import { lessProduct, minusImaginary, quotient } from "../complex";

/** As `getf2` for complex numbers of parts T. The pivot is the largest by |re| + |im|, as in LAPACK: |lᵢⱼ| ≤ √2. */
export function complexGetf2<T>(m: i32, n: i32, a: usize, aCol: isize, pivots: usize): void {
  const z = 2 * sizeof<T>();
  const end = a + n * aCol;
  for (let j = 0, column = a; j < n; j++, column += aCol + z) {
    const below = m - j - 1;
    const pivot = largestPart<T>(below + 1, column);
    store<i32>(pivots + (j << 2), j + pivot);
    if (pivot > 0) exchange<T>(n, a + j * z, a + (j + pivot) * z, aCol);
    if (load<T>(column) == 0 && load<T>(column + sizeof<T>()) == 0) continue;
    divide<T>(below, column, column + z);
    for (let other = column + aCol; other < end; other += aCol) subtract<T>(below, other, column + z, other + z);
  }
}

/** The first index of the largest |Re x| + |Im x|. */
function largestPart<T>(n: i32, x: usize): i32 {
  let best: T = -1;
  let found = 0;
  for (let i = 0; i < n; i++, x += 2 * sizeof<T>()) {
    const size = abs<T>(load<T>(x)) + abs<T>(load<T>(x + sizeof<T>()));
    if (size > best) {
      best = size;
      found = i;
    }
  }
  return found;
}

/** Exchanges n numbers at equal distances. */
function exchange<T>(n: i32, x: usize, y: usize, step: isize): void {
  for (; n > 0; n--, x += step, y += step) {
    for (let part: usize = 0; part < 2 * sizeof<T>(); part += sizeof<T>()) {
      const t = load<T>(x + part);
      store<T>(x + part, load<T>(y + part));
      store<T>(y + part, t);
    }
  }
}

/** x ← x/d for the number d at an address. */
function divide<T>(n: i32, d: usize, x: usize): void {
  const end = x + 2 * n * sizeof<T>();
  for (const last = end - 16; x <= last; x += 16) v128.store(x, quotient<T>(v128.load(x), d));
  if (x < end) v128.store64_lane(x, quotient<T>(v128.load64_zero(x), d), 0);
}

/** y ← y − f·x for the number f at an address. */
export function subtract<T>(n: i32, f: usize, x: usize, y: usize): void {
  const re = v128.load_splat<T>(f);
  const im = minusImaginary<T>(v128.load_splat<T>(f + sizeof<T>()));
  const end = y + 2 * n * sizeof<T>();
  for (const last = end - 16; y <= last; y += 16, x += 16) {
    v128.store(y, lessProduct<T>(v128.load(y), re, im, v128.load(x)));
  }
  if (y < end) v128.store64_lane(y, lessProduct<T>(v128.load64_zero(y), re, im, v128.load64_zero(x)), 0);
}
