/** Entries of a vector stay below this while it is computed, so that no sum of products overflows. */
const VECTOR_LIMIT: f64 = 2.582249878086909e120; // 2^400

/** The right-hand sides of one or two equations with complex coefficients, and then their solutions. */
export let re1: f64 = 0;
export let im1: f64 = 0;
export let re2: f64 = 0;
export let im2: f64 = 0;

/** What `divide` found. */
let quotientRe: f64 = 0;
let quotientIm: f64 = 0;

export function setFirst(re: f64, im: f64): void {
  re1 = re;
  im1 = im;
}

export function setSecond(re: f64, im: f64): void {
  re2 = re;
  im2 = im;
}

/** The factor in (0, 1] by which b must shrink so that b/d stays below the limit. */
function shrink(b: f64, d: f64): f64 {
  return b > VECTOR_LIMIT * d ? (VECTOR_LIMIT * d) / b : 1;
}

/**
 * Solves (re + i·im)·x = s·b; the divisor is enlarged to `floor` where it is smaller, and s ≤ 1, which is answered, keeps x from
 * overflowing.
 *
 * @see LAPACK dlaln2
 */
export function solveOne(re: f64, im: f64, floor: f64): f64 {
  if (abs(re) + abs(im) < floor) {
    re = floor;
    im = 0;
  }
  const s = shrink(abs(re1) + abs(im1), abs(re) + abs(im));
  divide(s * re1, s * im1, re, im);
  setFirst(quotientRe, quotientIm);
  return s;
}

/**
 * Solves [a + i·im, b; c, d + i·im]·x = s·b by elimination with complete pivoting, its pivots enlarged to `floor` where they are smaller.
 *
 * @see LAPACK dlaln2
 */
export function solveTwo(a: f64, b: f64, c: f64, d: f64, im: f64, floor: f64): f64 {
  const sizeA = abs(a) + abs(im);
  const sizeD = abs(d) + abs(im);
  const largest = max(max(sizeA, abs(b)), max(abs(c), sizeD));
  if (largest < floor) return eliminate(floor, 0, 0, 0, 0, 0, floor, 0, floor);
  if (sizeA == largest) return eliminate(a, im, b, 0, c, 0, d, im, floor);
  if (sizeD == largest) {
    exchange();
    const s = eliminate(d, im, c, 0, b, 0, a, im, floor);
    exchange();
    return s;
  }
  if (abs(b) == largest) {
    const s = eliminate(b, 0, a, im, d, im, c, 0, floor);
    exchange();
    return s;
  }
  exchange();
  return eliminate(c, 0, d, im, a, im, b, 0, floor);
}

function exchange(): void {
  const re = re1;
  const im = im1;
  setFirst(re2, im2);
  setSecond(re, im);
}

/** Solves [p, q; r, t]·x = s·b, all complex, the largest of them in front. */
function eliminate(p: f64, pIm: f64, q: f64, qIm: f64, r: f64, rIm: f64, t: f64, tIm: f64, floor: f64): f64 {
  divide(r, rIm, p, pIm); // the multiplier, at most √2
  const m = quotientRe;
  const mIm = quotientIm;
  let u = t - (m * q - mIm * qIm);
  let uIm = tIm - (m * qIm + mIm * q);
  if (abs(u) + abs(uIm) < floor) {
    u = floor;
    uIm = 0;
  }
  setSecond(re2 - (m * re1 - mIm * im1), im2 - (m * im1 + mIm * re1));
  const s = min(shrink(abs(re2) + abs(im2), abs(u) + abs(uIm)), shrink(abs(re1) + abs(im1), abs(p) + abs(pIm)));
  divide(s * re2, s * im2, u, uIm);
  setSecond(quotientRe, quotientIm);
  divide(s * re1 - (q * re2 - qIm * im2), s * im1 - (q * im2 + qIm * re2), p, pIm);
  setFirst(quotientRe, quotientIm);
  return s;
}

/** (a + ib)/(c + id) without needless overflow. @see Smith 1962 */
function divide(a: f64, b: f64, c: f64, d: f64): void {
  if (d == 0) {
    quotientRe = a / c;
    quotientIm = b / c;
  } else if (abs(c) >= abs(d)) {
    const r = d / c;
    const t = c + d * r;
    quotientRe = (a + b * r) / t;
    quotientIm = (b - a * r) / t;
  } else {
    const r = c / d;
    const t = d + c * r;
    quotientRe = (a * r + b) / t;
    quotientIm = (b * r - a) / t;
  }
}
