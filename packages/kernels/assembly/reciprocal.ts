import { exponentOf, powerOfTwo } from "./complex";

/**
 * o ← 1/d for complex numbers of parts T at addresses: d̄/|d|², each part within an ulp, where nothing over- or underflows; NaN where d is 0
 * or infinite. Many numbers are multiplied by one reciprocal, so that it is worth more care than a quotient.
 */
export function reciprocal<T>(d: usize, o: usize): void {
  const z = sizeof<T>();
  if (z == 4) {
    const re = <f64>load<f32>(d);
    const im = <f64>load<f32>(d, 4);
    const norm = re * re + im * im;
    store<f32>(o, <f32>(re / norm));
    store<f32>(o, <f32>(-im / norm), 4);
    return;
  }
  const exponent = exponentOf<f64>(max<f64>(abs<f64>(load<f64>(d)), abs<f64>(load<f64>(d, 8))));
  const s = powerOfTwo<f64>(-exponent >> 1);
  const t = powerOfTwo<f64>(-exponent - (-exponent >> 1));
  const re = load<f64>(d) * s * t;
  const im = load<f64>(d, 8) * s * t;
  // |d|² as a sum of two numbers
  const p = re * re;
  const q = im * im;
  const norm = p + q;
  const part = norm - p;
  const lost = p - (norm - part) + (q - part) + (lostOfProduct(re, re, p) + lostOfProduct(im, im, q));
  store<f64>(o, divided(re, norm, lost) * s * t);
  store<f64>(o, divided(-im, norm, lost) * s * t, 8);
}

/** x/(d + lost), lost being far less than d: a quotient, and what is left of x by it. */
function divided(x: f64, d: f64, lost: f64): f64 {
  const q = x / d;
  const product = q * d;
  return q + (x - product - lostOfProduct(q, d, product) - q * lost) / d;
}

/** a·b − product, exactly, for the rounded product. @see Dekker 1971, *A floating-point technique for extending the available precision* */
function lostOfProduct(a: f64, b: f64, product: f64): f64 {
  const a0 = upperHalf(a);
  const b0 = upperHalf(b);
  const a1 = a - a0;
  const b1 = b - b0;
  return a0 * b0 - product + a0 * b1 + a1 * b0 + a1 * b1;
}

/** The upper 26 bits of x. @inline */
function upperHalf(x: f64): f64 {
  const c = 134217729 * x; // 2²⁷ + 1
  return c - (c - x);
}
