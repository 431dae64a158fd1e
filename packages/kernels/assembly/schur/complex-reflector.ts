import { minusImaginary, swapped } from "../complex";

// A complex number fills a v128, real part first.

/** Numbers beyond these are scaled by powers of 2 before they are squared, so that nothing overflows or loses digits to underflow. */
const SMALL: f64 = 3.2033329522929615e-145; // 2^−480
const LARGE: f64 = 3.1217485503159922e144; // 2^480
const UP: f64 = 4.149515568880993e180; // 2^600
const DOWN: f64 = 2.409919865102884e-181; // 2^−600

/** The last reflector made, G = I − w·wᴴ with w = (w1, w2, w3), w1 real and ‖w‖² = 2 or w = 0, and the β that it leaves of its vector. */
export let w1: f64 = 0;
export let w2: v128 = f64x2.splat(0);
export let w3: v128 = f64x2.splat(0);
export let beta: v128 = f64x2.splat(0);

export function setReflector(p: f64, q: v128, r: v128): void {
  w1 = p;
  w2 = q;
  w3 = r;
}

/** Makes the reflector that takes (a, b, c) to (β, 0, 0), β = −‖(a, b, c)‖·a/|a|: it is Hermitian, and β is not real. */
export function makeReflector(a: v128, b: v128, c: v128): void {
  const tail = max(largest(b), largest(c));
  if (tail == 0) {
    beta = a;
    setReflector(0, f64x2.splat(0), f64x2.splat(0));
    return;
  }
  const size = max(tail, largest(a));
  let unscale: f64 = 1;
  if (size < SMALL || size > LARGE) {
    const scale = f64x2.splat(size < SMALL ? UP : DOWN);
    unscale = size < SMALL ? DOWN : UP;
    a = f64x2.mul(a, scale);
    b = f64x2.mul(b, scale);
    c = f64x2.mul(c, scale);
  }
  const own = squares(a);
  const first = own > 1e-280 ? sqrt(own) : 0; // a smaller one has no direction that could be trusted
  const norm = sqrt(own + squares(b) + squares(c));
  const phase = first == 0 ? f64x2(1, 0) : f64x2.div(a, f64x2.splat(first));
  const turn = f64x2.div(conjugate(phase), f64x2.splat(sqrt(norm * (norm + first))));
  beta = f64x2.mul(phase, f64x2.splat(-norm * unscale));
  setReflector(sqrt((norm + first) / norm), times(turn, b), times(turn, c));
}

/** n triples of numbers, `step` bytes apart, their elements `stride` bytes apart ← G·triples. */
export function reflectTriples(n: i32, x: usize, step: isize, stride: isize): void {
  triples(n, x, step, stride, w1, w2, w3);
}

/** Triples, as rows ← triples·G. */
export function reflectTriplesRight(n: i32, x: usize, step: isize, stride: isize): void {
  triples(n, x, step, stride, w1, conjugate(w2), conjugate(w3));
}

/** (x, y, z) ← (x, y, z) − (p·x + q̄·y + r̄·z)·(p, q, r). */
export function triples(n: i32, x: usize, step: isize, stride: isize, p: f64, q: v128, r: v128): void {
  const own = f64x2.splat(p);
  const qRe = real(q);
  const qIm = imaginary(q);
  const rRe = real(r);
  const rIm = imaginary(r);
  let y = x + stride;
  let z = y + stride;
  for (; n > 0; n--, x += step, y += step, z += step) {
    const a = v128.load(x);
    const b = v128.load(y);
    const c = v128.load(z);
    const low = f64x2.add(f64x2.mul(qRe, b), f64x2.mul(qIm, swapped<f64>(b)));
    const high = f64x2.add(f64x2.mul(rRe, c), f64x2.mul(rIm, swapped<f64>(c)));
    const s = f64x2.add(f64x2.mul(own, a), f64x2.add(low, high));
    const t = swapped<f64>(s);
    v128.store(x, f64x2.sub(a, f64x2.mul(own, s)));
    v128.store(y, f64x2.add(f64x2.sub(b, f64x2.mul(qRe, s)), f64x2.mul(qIm, t)));
    v128.store(z, f64x2.add(f64x2.sub(c, f64x2.mul(rRe, s)), f64x2.mul(rIm, t)));
  }
}

/** Pairs of numbers ← G·pairs, by a reflector whose w3 is 0. */
export function reflectPairs(n: i32, x: usize, step: isize, stride: isize): void {
  pairs(n, x, step, stride, w1, w2);
}

/** Pairs, as rows ← pairs·G. */
export function reflectPairsRight(n: i32, x: usize, step: isize, stride: isize): void {
  pairs(n, x, step, stride, w1, conjugate(w2));
}

export function pairs(n: i32, x: usize, step: isize, stride: isize, p: f64, q: v128): void {
  const own = f64x2.splat(p);
  const qRe = real(q);
  const qIm = imaginary(q);
  for (; n > 0; n--, x += step) {
    const y = x + stride;
    const a = v128.load(x);
    const b = v128.load(y);
    const low = f64x2.add(f64x2.mul(qRe, b), f64x2.mul(qIm, swapped<f64>(b)));
    const s = f64x2.add(f64x2.mul(own, a), low);
    v128.store(x, f64x2.sub(a, f64x2.mul(own, s)));
    v128.store(y, f64x2.add(f64x2.sub(b, f64x2.mul(qRe, s)), f64x2.mul(qIm, swapped<f64>(s))));
  }
}

/** f·x. @inline */
export function times(f: v128, x: v128): v128 {
  return f64x2.sub(f64x2.mul(real(f), x), f64x2.mul(imaginary(f), swapped<f64>(x)));
}

/** |Re x| + |Im x|. @inline */
export function magnitude(x: v128): f64 {
  const y = f64x2.abs(x);
  return f64x2.extract_lane(y, 0) + f64x2.extract_lane(y, 1);
}

/** @inline */
export function conjugate(x: v128): v128 {
  return minusImaginary<f64>(x);
}

/** max(|Re x|, |Im x|). @inline */
function largest(x: v128): f64 {
  const y = f64x2.abs(x);
  return max(f64x2.extract_lane(y, 0), f64x2.extract_lane(y, 1));
}

/** @inline */
function squares(x: v128): f64 {
  const y = f64x2.mul(x, x);
  return f64x2.extract_lane(y, 0) + f64x2.extract_lane(y, 1);
}

/** (Re f, Re f). @inline */
function real(f: v128): v128 {
  return v128.shuffle<f64>(f, f, 0, 0);
}

/** (Im f, −Im f). @inline */
function imaginary(f: v128): v128 {
  return minusImaginary<f64>(v128.shuffle<f64>(f, f, 1, 1));
}
