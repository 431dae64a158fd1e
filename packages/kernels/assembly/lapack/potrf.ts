import { packB } from "../gemm/pack";
import { NR_BYTES } from "../gemm/tile";
import { potf2 } from "./cholesky";
import { panelsOf, subtractGram } from "./gram";

/** Rows of a matrix that is factored without blocks. */
const UNBLOCKED: i32 = 32;
/** Up to so many rows the blocks are of UNBLOCKED rows, else of twice as many. */
const SMALL: i32 = 128;

/**
 * A = Uᵀ·U in place by blocks of rows, for n×n numbers of contiguous rows of which the upper triangle is read; below the diagonal anything
 * may be written. `work` holds 1024 bytes and a block of 64 rows. Returns as `potf2`.
 */
export function potrf<T>(n: i32, a: usize, aRow: isize, work: usize): i32 {
  if (n <= UNBLOCKED) return potf2<T>(n, a, aRow);
  const z = sizeof<T>();
  const size = n <= SMALL ? UNBLOCKED : 2 * UNBLOCKED;
  for (let i = 0, corner = a; i < n; i += size, corner += size * (aRow + z)) {
    const rows = min(size, n - i);
    const failed = potrf<T>(rows, corner, aRow, work);
    if (failed >= 0) return i + failed;
    const right = corner + rows * z;
    solveRight<T>(rows, n - i - rows, corner, aRow, right, work);
    subtractGram<T>(n - i - rows, rows, right + rows * aRow, aRow, work + RECIPROCALS);
  }
  return -1;
}

/** In the work space before all else: 1/uᵢᵢ of a block. */
const RECIPROCALS: usize = 512;

/** X ← U⁻ᵀ·X for the k×k upper triangle U and k×n numbers X beside it, which are left in panels of the work space too. */
function solveRight<T>(k: i32, n: i32, u: usize, row: isize, x: usize, work: usize): void {
  const z = sizeof<T>();
  const width: i32 = NR_BYTES / z;
  for (let i = 0, p = u; i < k; i++, p += row + z) store<T>(work + i * z, <T>1 / load<T>(p));
  let panel = panelsOf(work + RECIPROCALS);
  for (; n > 0; n -= width, x += NR_BYTES, panel += k * NR_BYTES) {
    packB(z, k, min(n, width), x, row, z, panel);
    substitute<T>(k, u, row, work, panel);
    copyBack(k, min(n, width) * z, panel, x, row);
  }
}

/** Forward substitution on a panel, two rows at a time: eight sums that need not wait for one another. */
function substitute<T>(k: i32, u: usize, uRow: isize, reciprocals: usize, panel: usize): void {
  let row = panel;
  for (; k >= 2; k -= 2, u += 2 * sizeof<T>(), row += 2 * NR_BYTES, reciprocals += 2 * sizeof<T>()) {
    let c0 = v128.load(row);
    let c1 = v128.load(row, 16);
    let c2 = v128.load(row, 32);
    let c3 = v128.load(row, 48);
    let d0 = v128.load(row, 64);
    let d1 = v128.load(row, 80);
    let d2 = v128.load(row, 96);
    let d3 = v128.load(row, 112);
    let p = u;
    for (let q = panel; q != row; p += uRow, q += NR_BYTES) {
      const f = v128.load_splat<T>(p);
      const g = v128.load_splat<T>(p, sizeof<T>());
      let x = v128.load(q);
      c0 = v128.sub<T>(c0, v128.mul<T>(f, x));
      d0 = v128.sub<T>(d0, v128.mul<T>(g, x));
      x = v128.load(q, 16);
      c1 = v128.sub<T>(c1, v128.mul<T>(f, x));
      d1 = v128.sub<T>(d1, v128.mul<T>(g, x));
      x = v128.load(q, 32);
      c2 = v128.sub<T>(c2, v128.mul<T>(f, x));
      d2 = v128.sub<T>(d2, v128.mul<T>(g, x));
      x = v128.load(q, 48);
      c3 = v128.sub<T>(c3, v128.mul<T>(f, x));
      d3 = v128.sub<T>(d3, v128.mul<T>(g, x));
    }
    const r = v128.load_splat<T>(reciprocals);
    c0 = v128.mul<T>(r, c0);
    c1 = v128.mul<T>(r, c1);
    c2 = v128.mul<T>(r, c2);
    c3 = v128.mul<T>(r, c3);
    storeFour(row, c0, c1, c2, c3);
    const g = v128.load_splat<T>(p, sizeof<T>());
    const s = v128.load_splat<T>(reciprocals, sizeof<T>());
    d0 = v128.mul<T>(s, v128.sub<T>(d0, v128.mul<T>(g, c0)));
    d1 = v128.mul<T>(s, v128.sub<T>(d1, v128.mul<T>(g, c1)));
    d2 = v128.mul<T>(s, v128.sub<T>(d2, v128.mul<T>(g, c2)));
    d3 = v128.mul<T>(s, v128.sub<T>(d3, v128.mul<T>(g, c3)));
    storeFour(row + NR_BYTES, d0, d1, d2, d3);
  }
}

/** @inline */
function storeFour(to: usize, v0: v128, v1: v128, v2: v128, v3: v128): void {
  v128.store(to, v0);
  v128.store(to, v1, 16);
  v128.store(to, v2, 32);
  v128.store(to, v3, 48);
}

/** k rows of a panel, `bytes` of each, to rows of a matrix. */
function copyBack(k: i32, bytes: i32, panel: usize, x: usize, row: isize): void {
  for (; k > 0; k--, panel += NR_BYTES, x += row) {
    if (bytes == NR_BYTES)
      storeFour(x, v128.load(panel), v128.load(panel, 16), v128.load(panel, 32), v128.load(panel, 48));
    else memory.copy(x, panel, bytes);
  }
}
