import { applyReflectors, setIdentity } from "../bidiagonal/apply";
import { makeReflector } from "../lapack/reflector";
import { symv } from "../lapack/symv";
import { axpy, dot, lanesSum, scal } from "../lapack/vectors";
import { subtractProduct, updateRoom } from "./update";

/** Rows per block, and the order from which the rest is reduced at once. */
const BLOCK = 16;
const TAIL = 64;

/**
 * Reduces a symmetric matrix, of which the upper triangle is read, to tridiagonal form by reflections: d and e are written, and row r of A
 * becomes, from column r + 1 on, the vector of reflection r, its leading 1 included; τ to `tau`.
 *
 * A block of rows keeps its vectors V and W apart: A − V·Wᵀ − W·Vᵀ, what the rest is to become, is one product for the whole block.
 *
 * @param work room for `reductionRoom(n)` bytes
 * @see LAPACK dsytrd, dlatrd; Dongarra, Sorensen & Hammarling 1989
 */
export function tridiagonalize(n: i32, a: usize, aRow: isize, d: usize, e: usize, tau: usize, work: usize): void {
  const row = rowOf(n);
  const wv = work + 2 * BLOCK * row;
  const c = wv + 2 * BLOCK * row;
  const rest = c + BLOCK * 16;
  for (; n > TAIL; n -= BLOCK, d += BLOCK << 3, e += BLOCK << 3, tau += BLOCK << 3) {
    tridiagonalizePanel(n, BLOCK, a, aRow, d, e, tau, work, wv, row, c);
    a += BLOCK * (aRow + 8);
    subtractProduct(n - BLOCK, 2 * BLOCK, work + (BLOCK << 3), wv + (BLOCK << 3), row, a, aRow, rest);
  }
  tridiagonalizeTail(n, a, aRow, d, e, tau, work);
}

/** Bytes of `work` for n×n matrices. */
export function reductionRoom(n: i32): i32 {
  return n <= TAIL ? n << 3 : <i32>(4 * BLOCK * rowOf(n)) + BLOCK * 16 + updateRoom(n, 2 * BLOCK);
}

/** From row to row of V and W in bytes, never a multiple of 512, where rows would collide in the cache. */
function rowOf(n: i32): isize {
  const even = n + (n & 1);
  return (even % 64 == 0 ? even + 8 : even) << 3;
}

/** A row at a time; `work` holds n numbers. */
function tridiagonalizeTail(n: i32, a: usize, aRow: isize, d: usize, e: usize, tau: usize, work: usize): void {
  for (let m = n - 1; m >= 0; m--, a += aRow + 8, d += 8, e += 8, tau += 8) {
    store<f64>(d, load<f64>(a));
    if (m == 0) return;
    const v = a + 8;
    const t = makeReflector(m, v);
    store<f64>(tau, t);
    store<f64>(e, load<f64>(v));
    store<f64>(v, 1);
    if (t != 0) reflect(m, t, v, v + aRow, aRow, work);
  }
}

/**
 * The first `rows` rows of the same reduction of an n×n matrix, which leaves the rows below as they are: what they are to become is
 * A − V·Wᵀ − W·Vᵀ. The vectors V and W of row k come to rows 2k and 2k + 1 of `vw`, and in the other order to those of `wv`,
 * in their own columns.
 *
 * @param work room for 2·rows numbers
 */
function tridiagonalizePanel(
  n: i32,
  rows: i32,
  a: usize,
  aRow: isize,
  d: usize,
  e: usize,
  tau: usize,
  vw: usize,
  wv: usize,
  row: isize,
  work: usize,
): void {
  for (let k = 0; k < rows; k++, a += aRow + 8, d += 8, e += 8, tau += 8) {
    const m = n - k - 1;
    const at = k << 3;
    for (let j = 0; j < 2 * k; j++) store<f64>(work + (j << 3), load<f64>(vw + j * row + at));
    subtractRows(m + 1, 2 * k, work, wv + at, row, a);
    store<f64>(d, load<f64>(a));
    const t = makeReflector(m, a + 8);
    store<f64>(tau, t);
    store<f64>(e, load<f64>(a + 8));
    store<f64>(a + 8, 1);

    const v = vw + 2 * k * row + at + 8;
    const w = v + row;
    memory.copy(v, a + 8, m << 3);
    memory.fill(w, 0, m << 3);
    symv<f64>(m, true, 1, a + aRow + 8, aRow, v, w);
    timesRows(m, 2 * k, wv + at + 8, row, v, work);
    subtractRows(m, 2 * k, work, vw + at + 8, row, w);
    scal<f64>(m, t, w);
    axpy<f64>(m, -0.5 * t * dot<f64>(m, w, v), v, w);
    memory.copy(wv + 2 * k * row + at + 8, w, m << 3);
    memory.copy(wv + (2 * k + 1) * row + at + 8, v, m << 3);
  }
}

/** y ← y − Σₖ cₖ·(row k of x), for an even number of rows. */
export function subtractRows(n: i32, rows: i32, c: usize, x: usize, xRow: isize, y: usize): void {
  for (; rows > 2; rows -= 4, c += 32, x += 4 * xRow) subtractFour(n, c, x, xRow, y);
  if (rows > 0) subtractBoth(n, load<f64>(c), x, load<f64>(c, 8), x + xRow, y);
}

function subtractFour(n: i32, c: usize, x0: usize, xRow: isize, y: usize): void {
  const c0 = v128.load64_splat(c);
  const c1 = v128.load64_splat(c, 8);
  const c2 = v128.load64_splat(c, 16);
  const c3 = v128.load64_splat(c, 24);
  let x1 = x0 + xRow;
  let x2 = x1 + xRow;
  let x3 = x2 + xRow;
  const end = y + (n << 3);
  for (const last = end - 16; y <= last; y += 16, x0 += 16, x1 += 16, x2 += 16, x3 += 16) {
    const low = f64x2.add(f64x2.mul(c0, v128.load(x0)), f64x2.mul(c1, v128.load(x1)));
    const high = f64x2.add(f64x2.mul(c2, v128.load(x2)), f64x2.mul(c3, v128.load(x3)));
    v128.store(y, f64x2.sub(v128.load(y), f64x2.add(low, high)));
  }
  if (y < end) {
    const low = load<f64>(c) * load<f64>(x0) + load<f64>(c, 8) * load<f64>(x1);
    const high = load<f64>(c, 16) * load<f64>(x2) + load<f64>(c, 24) * load<f64>(x3);
    store<f64>(y, load<f64>(y) - (low + high));
  }
}

/** cₖ ← (row k of x)·y, for an even number of rows. */
export function timesRows(n: i32, rows: i32, x: usize, xRow: isize, y: usize, c: usize): void {
  for (; rows > 0; rows -= 2, x += 2 * xRow, c += 16) timesTwo(n, x, x + xRow, y, c);
}

function timesTwo(n: i32, x0: usize, x1: usize, y: usize, c: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let t0 = s0;
  let t1 = s0;
  const end = y + (n << 3);
  for (const last = end - 32; y <= last; y += 32, x0 += 32, x1 += 32) {
    const y0 = v128.load(y);
    const y1 = v128.load(y, 16);
    s0 = f64x2.add(s0, f64x2.mul(v128.load(x0), y0));
    t0 = f64x2.add(t0, f64x2.mul(v128.load(x1), y0));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(x0, 16), y1));
    t1 = f64x2.add(t1, f64x2.mul(v128.load(x1, 16), y1));
  }
  let s = lanesSum<f64>(f64x2.add(s0, s1));
  let t = lanesSum<f64>(f64x2.add(t0, t1));
  for (; y < end; y += 8, x0 += 8, x1 += 8) {
    s += load<f64>(x0) * load<f64>(y);
    t += load<f64>(x1) * load<f64>(y);
  }
  store<f64>(c, s);
  store<f64>(c, t, 8);
}

/** S ← (I − τ·v·vᵀ)·S·(I − τ·v·vᵀ) = S − v·wᵀ − w·vᵀ, in the upper triangle. */
function reflect(m: i32, tau: f64, v: usize, s: usize, sRow: isize, w: usize): void {
  memory.fill(w, 0, m << 3);
  symv<f64>(m, true, tau, s, sRow, v, w);
  axpy<f64>(m, -0.5 * tau * dot<f64>(m, w, v), v, w);
  for (; m > 0; m--, s += sRow + 8, v += 8, w += 8) subtractBoth(m, load<f64>(w), v, load<f64>(v), w, s);
}

/** y ← y − α·x₁ − β·x₂. */
function subtractBoth(n: i32, alpha: f64, x1: usize, beta: f64, x2: usize, y: usize): void {
  const a = f64x2.splat(alpha);
  const b = f64x2.splat(beta);
  const end = y + (n << 3);
  for (const last = end - 16; y <= last; y += 16, x1 += 16, x2 += 16) {
    const change = f64x2.add(f64x2.mul(a, v128.load(x1)), f64x2.mul(b, v128.load(x2)));
    v128.store(y, f64x2.sub(v128.load(y), change));
  }
  if (y < end) store<f64>(y, load<f64>(y) - (alpha * load<f64>(x1) + beta * load<f64>(x2)));
}

/**
 * q, n×n, ← Qᵀ for the Q = H₀·H₁⋯ that `tridiagonalize` left in the rows of A; its rows are contiguous. Works from the last
 * reflection back, on the part that is not yet that of the identity.
 */
export function formTransposed(n: i32, a: usize, aRow: isize, tau: usize, q: usize, qRow: isize): void {
  setIdentity(n, n, q, qRow);
  applyReflectors(n, n - 1, n, 1, a, aRow, tau, q, qRow, true); // (H·Q′)ᵀ = Q′ᵀ·H, row by row
}
