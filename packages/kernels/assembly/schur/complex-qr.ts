/** The last rotation made: G = [c s; −s̄ c] with a real c, s = re + i·im; and what it leaves of (f, g). */
export let c: f64 = 1;
export let re: f64 = 0;
export let im: f64 = 0;
let first: f64 = 0;
let firstIm: f64 = 0;

/** Numbers below SMALL are scaled by 2^600 first: their squares, and their own last digits, may have been lost to underflow. */
const SMALL: f64 = 3.2033329522929615e-145; // 2^−480
const UP: f64 = 4.149515568880993e180; // 2^600
const DOWN: f64 = 2.409919865102884e-181; // 2^−600
/** An f so much smaller than g that it has no direction that could be trusted is taken for 0. */
const NOTHING: f64 = 1.0020841800044864e-292; // 2^−970

/** √(x² + y²), scaled where a square would over- or underflow. */
export function length(x: f64, y: f64): f64 {
  const s = x * x + y * y;
  if (s > 1e-280 && s < 1e280) return sqrt(s);
  const largest = max(abs(x), abs(y));
  if (largest == 0) return 0;
  const p = x / largest;
  const q = y / largest;
  return largest * sqrt(p * p + q * q);
}

/** The rotation that takes (f, g) to (r, 0), where r has the direction of f. @see LAPACK zlartg */
export function rotation(fRe: f64, fIm: f64, gRe: f64, gIm: f64): void {
  let unscale: f64 = 1;
  if (max(max(abs(fRe), abs(fIm)), max(abs(gRe), abs(gIm))) < SMALL) {
    unscale = DOWN;
    fRe *= UP;
    fIm *= UP;
    gRe *= UP;
    gIm *= UP;
  }
  let f = length(fRe, fIm);
  if (f < NOTHING) f = 0;
  const norm = length(f, length(gRe, gIm));
  const a = f == 0 ? 1 : fRe / f;
  const b = f == 0 ? 0 : fIm / f;
  c = 1;
  re = 0;
  im = 0;
  if (norm != 0) {
    c = f / norm;
    re = (a * gRe + b * gIm) / norm;
    im = (b * gRe - a * gIm) / norm;
  }
  first = a * norm * unscale;
  firstIm = b * norm * unscale;
}

/** n pairs of complex numbers (x, y), `step` bytes apart, y `stride` bytes after x: x, y ← c·x + s·y, c·y − s̄·x. */
export function rotatePairs(n: i32, x: usize, step: isize, stride: isize, c: f64, re: f64, im: f64): void {
  const cc = f64x2.splat(c);
  const real = f64x2.splat(re);
  const turn = f64x2(-im, im);
  let y = x + stride;
  for (; n >= 2; n -= 2) {
    const p0 = v128.load(x);
    const q0 = v128.load(y);
    v128.store(x, toFirst(cc, real, turn, p0, q0));
    v128.store(y, toSecond(cc, real, turn, p0, q0));
    x += step;
    y += step;
    const p1 = v128.load(x);
    const q1 = v128.load(y);
    v128.store(x, toFirst(cc, real, turn, p1, q1));
    v128.store(y, toSecond(cc, real, turn, p1, q1));
    x += step;
    y += step;
  }
  if (n == 0) return;
  const p = v128.load(x);
  const q = v128.load(y);
  v128.store(x, toFirst(cc, real, turn, p, q));
  v128.store(y, toSecond(cc, real, turn, p, q));
}

/** c·p + s·q. @inline */
function toFirst(c: v128, re: v128, im: v128, p: v128, q: v128): v128 {
  const turned = f64x2.mul(im, v128.shuffle<f64>(q, q, 1, 0));
  return f64x2.add(f64x2.mul(c, p), f64x2.add(f64x2.mul(re, q), turned));
}

/** c·q − s̄·p. @inline */
function toSecond(c: v128, re: v128, im: v128, p: v128, q: v128): v128 {
  const turned = f64x2.mul(im, v128.shuffle<f64>(p, p, 1, 0));
  return f64x2.add(f64x2.sub(f64x2.mul(c, q), f64x2.mul(re, p)), turned);
}

/**
 * One sweep of single-shift QR on rows and columns [from, bottom] of a complex Hessenberg matrix: the rotation of (f, g) makes a
 * bulge of one entry, and others chase it down. Columns up to `right` and rows from `above` are transformed, and the rows of
 * z, unless it is 0. `begun`: an entry left of the first row was found negligible and is kept up. Strides in bytes.
 */
export function complexSweep(
  h: usize,
  row: isize,
  from: i32,
  bottom: i32,
  begun: bool,
  above: i32,
  right: i32,
  z: usize,
  zRow: isize,
  zCols: i32,
  fRe: f64,
  fIm: f64,
  gRe: f64,
  gIm: f64,
): void {
  for (let k = from; k < bottom; k++) {
    const at = h + k * row + k * 16;
    const x = at - 16; // entry (k, k − 1), with the bulge below it
    const y = x + row;
    if (k > from) {
      rotation(load<f64>(x), load<f64>(x, 8), load<f64>(y), load<f64>(y, 8));
      store<f64>(x, first);
      store<f64>(x, firstIm, 8);
      v128.store(y, f64x2.splat(0));
    } else {
      rotation(fRe, fIm, gRe, gIm);
      // what lands below it is negligible
      if (begun) v128.store(x, f64x2.mul(v128.load(x), f64x2.splat(c)));
    }
    rotatePairs(right - k, at, 16, row, c, re, im);
    rotatePairs(min(k + 2, bottom) + 1 - above, h + above * row + k * 16, row, 16, c, re, -im);
    if (z != 0) rotatePairs(zCols, z + k * zRow, 16, zRow, c, re, im);
  }
}
