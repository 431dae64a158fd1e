import { lanesSum, scal } from "../lapack/vectors";
import { SAFE_MIN, norm } from "../lapack/reflector";

// complex128: real and imaginary parts in turn, one element a vector. Vectors are rows.

/**
 * As `tridiagonalizePanel`, of a Hermitian matrix: reflections H = I − τ·vᴴ·v from the right, Hᴴ from the left, and a real
 * tridiagonal matrix, because they make real what they do not make zero. Rows 2k and 2k + 1 of `vw` are v and u = wᴴ, those of `wv` u
 * and v: A is to become A − Σ conj(rows of vw)ᵀ·(rows of wv). With as many rows as the matrix has, it is reduced whole.
 *
 * @param work room for 2·rows complex numbers
 */
export function tridiagonalizeHermitian(
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
  for (let k = 0; k < rows; k++, a += aRow + 16, d += 8, e += 8, tau += 16) {
    const m = n - k - 1;
    const at = k << 4;
    conjugateColumn(2 * k, vw + at, row, work);
    subtractRows(m + 1, 2 * k, work, wv + at, row, a);
    store<f64>(d, load<f64>(a));
    if (m == 0) return;
    makeReflector(m, a + 16, tau);
    store<f64>(e, load<f64>(a + 16));
    store<f64>(a + 16, 1);

    const v = vw + 2 * k * row + at + 16;
    const u = v + row;
    memory.copy(v, a + 16, m << 4);
    memory.fill(u, 0, m << 4);
    multiplyRow(m, v, a + aRow + 16, aRow, u);
    for (let j = 0; j < 2 * k; j++) dotc(m, vw + j * row + at + 16, v, work + (j << 4));
    subtractRows(m, 2 * k, work, wv + at + 16, row, u);
    finishUpdate(m, load<f64>(tau), load<f64>(tau, 8), v, u);
    memory.copy(wv + 2 * k * row + at + 16, u, m << 4);
    memory.copy(wv + (2 * k + 1) * row + at + 16, v, m << 4);
  }
}

/** As `formTransposed`: q, n×n, ← Qᴴ, where row r of A holds the v of Hᵣ = I − τ·vᴴ·v. */
export function formAdjoint(n: i32, a: usize, aRow: isize, tau: usize, q: usize, qRow: isize): void {
  for (let i = 0; i < n; i++) {
    memory.fill(q + i * qRow, 0, n << 4);
    store<f64>(q + i * (qRow + 16), 1);
  }
  for (let r = n - 2; r >= 0; r--) {
    const re = load<f64>(tau + (r << 4));
    const im = load<f64>(tau + (r << 4), 8);
    const m = n - r - 1;
    const v = a + r * (aRow + 16) + 16;
    let row = q + (r + 1) * (qRow + 16);
    for (let i = 0; i < m; i++, row += qRow) reflectRow(m, re, im, v, row);
  }
}

/** y ← y·Hᴴ = y − τ̄·(y·vᴴ)·v. */
export function reflectRow(m: i32, re: f64, im: f64, v: usize, y: usize): void {
  dotc(m, v, y, SCRATCH);
  const a = load<f64>(SCRATCH);
  const b = load<f64>(SCRATCH, 8);
  const p = f64x2.splat(re * a + im * b);
  const c = re * b - im * a;
  const q = f64x2(-c, c);
  for (let i = 0; i < m << 4; i += 16) {
    const x = v128.load(v + i);
    const change = f64x2.add(f64x2.mul(p, x), f64x2.mul(q, exchange(x)));
    v128.store(y + i, f64x2.sub(v128.load(y + i), change));
  }
}

/** u ← τ̄·u − γ·v, γ = ½·Re(τ·u·vᴴ) with the new u: then Hᴴ·A·H = A − uᴴ·v − vᴴ·u where u was v·A. */
function finishUpdate(m: i32, re: f64, im: f64, v: usize, u: usize): void {
  const swapped = f64x2(im, -im);
  const scale = f64x2.splat(re);
  for (let i = 0; i < m << 4; i += 16) {
    const x = v128.load(u + i);
    v128.store(u + i, f64x2.add(f64x2.mul(scale, x), f64x2.mul(swapped, exchange(x))));
  }
  dotc(m, v, u, SCRATCH); // Σ v̄ᵢ·uᵢ = u·vᴴ
  const gamma = 0.5 * (re * load<f64>(SCRATCH) - im * load<f64>(SCRATCH, 8));
  const g = f64x2.splat(gamma);
  for (let i = 0; i < m << 4; i += 16) v128.store(u + i, f64x2.sub(v128.load(u + i), f64x2.mul(g, v128.load(v + i))));
}

const SCRATCH: usize = memory.data(16, 16);

/** cₖ ← the conjugate of the number at the beginning of row k of x. */
function conjugateColumn(rows: i32, x: usize, xRow: isize, c: usize): void {
  for (; rows > 0; rows--, x += xRow, c += 16) {
    store<f64>(c, load<f64>(x));
    store<f64>(c, -load<f64>(x, 8), 8);
  }
}

/** y ← y − Σₖ cₖ·(row k of x), for an even number of rows. */
function subtractRows(n: i32, rows: i32, c: usize, x0: usize, xRow: isize, y: usize): void {
  for (; rows > 0; rows -= 2, c += 32, x0 += 2 * xRow) {
    const p = f64x2.splat(load<f64>(c));
    const q = f64x2(-load<f64>(c, 8), load<f64>(c, 8));
    const r = f64x2.splat(load<f64>(c, 16));
    const s = f64x2(-load<f64>(c, 24), load<f64>(c, 24));
    const x1 = x0 + xRow;
    for (let i = 0; i < n << 4; i += 16) {
      const a = v128.load(x0 + i);
      const b = v128.load(x1 + i);
      const low = f64x2.add(f64x2.mul(p, a), f64x2.mul(q, exchange(a)));
      const high = f64x2.add(f64x2.mul(r, b), f64x2.mul(s, exchange(b)));
      v128.store(y + i, f64x2.sub(v128.load(y + i), f64x2.add(low, high)));
    }
  }
}

/** At `out`: Σ x̄ᵢ·yᵢ. */
export function dotc(n: i32, x: usize, y: usize, out: usize): void {
  let same = f64x2.splat(0);
  let crossed = same;
  for (const end = x + (n << 4); x < end; x += 16, y += 16) {
    const a = v128.load(x);
    const b = v128.load(y);
    same = f64x2.add(same, f64x2.mul(a, b));
    crossed = f64x2.add(crossed, f64x2.mul(a, exchange(b)));
  }
  store<f64>(out, lanesSum<f64>(same));
  store<f64>(out, f64x2.extract_lane(crossed, 0) - f64x2.extract_lane(crossed, 1), 8);
}

/** y ← y + x·A for a Hermitian A, of which the upper triangle and the real parts of the diagonal are read; two rows at a time. */
function multiplyRow(n: i32, x: usize, a: usize, aRow: isize, y: usize): void {
  for (; n > 1; n -= 2, x += 32, y += 32, a += 2 * aRow + 32) {
    addDiagonal(x, a, y);
    addDiagonal(x + 16, a + aRow + 16, y + 16);
    addPair(x, x + 16, a + 16, y, y + 16);
    twoRows(n - 2, x, a + 32, a + aRow + 32, y);
  }
  if (n > 0) addDiagonal(x, a, y);
}

function addDiagonal(x: usize, a: usize, y: usize): void {
  v128.store(y, f64x2.add(v128.load(y), f64x2.mul(v128.load(x), v128.load64_splat(a))));
}

/** What aᵢⱼ adds to both: yⱼ ← yⱼ + xᵢ·aᵢⱼ, yᵢ ← yᵢ + xⱼ·āᵢⱼ. */
function addPair(xi: usize, xj: usize, a: usize, yi: usize, yj: usize): void {
  const re = v128.load64_splat(a);
  const im = load<f64>(a, 8);
  const p = v128.load(xi);
  const q = v128.load(xj);
  v128.store(yj, f64x2.add(v128.load(yj), f64x2.add(f64x2.mul(re, p), f64x2.mul(f64x2(-im, im), exchange(p)))));
  v128.store(yi, f64x2.add(v128.load(yi), f64x2.add(f64x2.mul(re, q), f64x2.mul(f64x2(im, -im), exchange(q)))));
}

/** The n columns right of the two rows a0 and a1 of x₀ and x₁, which lie before those of the columns. */
function twoRows(n: i32, x: usize, a0: usize, a1: usize, y: usize): void {
  const p0 = v128.load64_splat(x);
  const q0 = f64x2(-load<f64>(x, 8), load<f64>(x, 8));
  const p1 = v128.load64_splat(x, 16);
  const q1 = f64x2(-load<f64>(x, 24), load<f64>(x, 24));
  let same0 = f64x2.splat(0);
  let crossed0 = same0;
  let same1 = same0;
  let crossed1 = same0;
  const y01 = y;
  x += 32;
  y += 32;
  for (const end = x + (n << 4); x < end; x += 16, y += 16, a0 += 16, a1 += 16) {
    const t = v128.load(x);
    const m0 = v128.load(a0);
    const m1 = v128.load(a1);
    const w0 = exchange(m0);
    const w1 = exchange(m1);
    same0 = f64x2.add(same0, f64x2.mul(t, m0));
    crossed0 = f64x2.add(crossed0, f64x2.mul(t, w0));
    same1 = f64x2.add(same1, f64x2.mul(t, m1));
    crossed1 = f64x2.add(crossed1, f64x2.mul(t, w1));
    const low = f64x2.add(f64x2.mul(p0, m0), f64x2.mul(q0, w0));
    const high = f64x2.add(f64x2.mul(p1, m1), f64x2.mul(q1, w1));
    v128.store(y, f64x2.add(v128.load(y), f64x2.add(low, high)));
  }
  addConjugateDot(same0, crossed0, y01);
  addConjugateDot(same1, crossed1, y01 + 16);
}

/** y ← y + Σ xᵢ·āᵢ, from the sums of (Re·Re, Im·Im) and of (Re x·Im a, Im x·Re a). */
function addConjugateDot(same: v128, crossed: v128, y: usize): void {
  store<f64>(y, load<f64>(y) + lanesSum<f64>(same));
  store<f64>(y, load<f64>(y, 8) + (f64x2.extract_lane(crossed, 1) - f64x2.extract_lane(crossed, 0)), 8);
}

/** x·H = (β, 0, …), β real, H = I − τ·vᴴ·v: x becomes β, v₁, v₂, …. See LAPACK zlarfg, whose τ is the conjugate of ours. */
export function makeReflector(n: i32, x: usize, tau: usize): void {
  store<f64>(tau, 0);
  store<f64>(tau, 0, 8);
  const length = 2 * (n - 1);
  if (load<f64>(x, 8) == 0 && norm(length, x + 16) == 0) return;
  let beta = opposite(length, x);
  let lifted = 0;
  for (; abs<f64>(beta) < SAFE_MIN && lifted < 20; lifted++) {
    scal<f64>(2 * n, 1 / SAFE_MIN, x);
    beta = opposite(length, x);
  }
  const re = load<f64>(x) - beta;
  const im = load<f64>(x, 8);
  store<f64>(tau, -re / beta);
  store<f64>(tau, im / beta, 8);
  divide(n - 1, re, im, x + 16);
  for (; lifted > 0; lifted--) beta *= SAFE_MIN;
  store<f64>(x, beta);
  store<f64>(x, 0, 8);
}

/** −sign(Re x₀)·‖x‖; `length` numbers follow x₀. */
function opposite(length: i32, x: usize): f64 {
  return copysign<f64>(norm(length + 2, x), load<f64>(x) >= 0 ? -1 : 1);
}

/** x ← x/(re + i·im), |re| ≥ |im|. */
function divide(n: i32, re: f64, im: f64, x: usize): void {
  const ratio = im / re;
  const inverse = 1 / (re + im * ratio);
  const p = f64x2.splat(inverse);
  const q = f64x2(ratio * inverse, -ratio * inverse);
  for (let i = 0; i < n << 4; i += 16) {
    const v = v128.load(x + i);
    v128.store(x + i, f64x2.add(f64x2.mul(p, v), f64x2.mul(q, exchange(v))));
  }
}

/** Real and imaginary part in the other order. */
export function exchange(v: v128): v128 {
  return v128.shuffle<f64>(v, v, 1, 0);
}
