import { KC } from "./packed";
import { NR_BYTES, storeRow, tile } from "./tile";

/**
 * C ← α·A·B, or C + α·A·B, without packing: for products so small, or of so few rows, that packing costs
 * more than it saves. Rows of B and C are contiguous. The order of k is that of the packed kernel, so the bits are the same.
 */
export function unpacked(
  bytes: i32,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bRow: isize,
  c: usize,
  cRow: isize,
  add: bool,
  alpha: usize,
): void {
  for (let pc = 0; pc < k; pc += KC) {
    const kc = min(KC, k - pc);
    const p = a + pc * aCol;
    const q = b + pc * bRow;
    if (bytes == 8) rows<f64>(m, n, kc, p, aRow, aCol, q, bRow, c, cRow, add || pc > 0, alpha);
    else rows<f32>(m, n, kc, p, aRow, aCol, q, bRow, c, cRow, add || pc > 0, alpha);
  }
}

/** Two rows at a time where there are four vectors of them; what is left of them and a last one row by row. */
function rows<T>(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bRow: isize,
  c: usize,
  cRow: isize,
  add: bool,
  alpha: usize,
): void {
  const width: i32 = NR_BYTES / sizeof<T>();
  for (; m > 0; m -= 2, a += 2 * aRow, c += 2 * cRow) {
    let j = 0;
    if (m > 1) {
      for (; j + width <= n; j += width) {
        const at = j * sizeof<T>();
        tile<T>(k, a, aRow, aCol, b + at, bRow, c + at, cRow, alpha, add);
      }
    }
    if (j == n) continue;
    const at = j * sizeof<T>();
    row<T>(n - j, k, a, aCol, b + at, bRow, c + at, add, alpha);
    if (m > 1) row<T>(n - j, k, a + aRow, aCol, b + at, bRow, c + cRow + at, add, alpha);
  }
}

/** One row of C: four vectors at a time, then single vectors, then numbers. */
function row<T>(n: i32, k: i32, a: usize, aCol: isize, b: usize, bRow: isize, c: usize, add: bool, alpha: usize): void {
  const lanes: i32 = 16 / sizeof<T>();
  for (; n >= 4 * lanes; n -= 4 * lanes, b += NR_BYTES, c += NR_BYTES) {
    fourVectors<T>(k, a, aCol, b, bRow, c, add, alpha);
  }
  for (; n >= lanes; n -= lanes, b += 16, c += 16) {
    let s = v128.splat<T>(<T>0);
    let p = a;
    let q = b;
    for (let l = k; l > 0; l--, p += aCol, q += bRow) {
      s = v128.add<T>(s, v128.mul<T>(v128.load_splat<T>(p), v128.load(q)));
    }
    s = v128.mul<T>(v128.load_splat<T>(alpha), s);
    v128.store(c, add ? v128.add<T>(v128.load(c), s) : s);
  }
  for (; n > 0; n--, b += sizeof<T>(), c += sizeof<T>()) {
    let s: T = <T>0;
    let p = a;
    let q = b;
    for (let l = k; l > 0; l--, p += aCol, q += bRow) s += load<T>(p) * load<T>(q);
    s = load<T>(alpha) * s;
    store<T>(c, add ? load<T>(c) + s : s);
  }
}

function fourVectors<T>(k: i32, a: usize, aCol: isize, b: usize, bRow: isize, c: usize, add: bool, alpha: usize): void {
  let c0 = v128.splat<T>(<T>0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  for (; k > 0; k--, a += aCol, b += bRow) {
    const x = v128.load_splat<T>(a);
    c0 = v128.add<T>(c0, v128.mul<T>(x, v128.load(b)));
    c1 = v128.add<T>(c1, v128.mul<T>(x, v128.load(b, 16)));
    c2 = v128.add<T>(c2, v128.mul<T>(x, v128.load(b, 32)));
    c3 = v128.add<T>(c3, v128.mul<T>(x, v128.load(b, 48)));
  }
  storeRow<T>(c, v128.load_splat<T>(alpha), add, c0, c1, c2, c3);
}
