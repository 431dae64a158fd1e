// Complex substitution: vectors of two numbers of float32 parts, or one of float64; the real part comes first.

/** As `trsm` in index.ts, for a complex triangle and right-hand sides, and a real α. Strides in bytes. */
export function complexTrsm<T>(
  k: i32,
  n: i32,
  alpha: T,
  upper: bool,
  unit: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  if (upper) {
    t += (k - 1) * (tRow + tCol);
    b += (k - 1) * bRow;
    tRow = -tRow;
    tCol = -tCol;
    bRow = -bRow;
  }
  const lanes: i32 = 8 / sizeof<T>();
  for (; n >= 4 * lanes; n -= 4 * lanes, b += 64) strip<T>(k, alpha, unit, t, tRow, tCol, b, bRow);
  for (; n >= lanes; n -= lanes, b += 16) vectorColumn<T>(k, alpha, unit, t, tRow, tCol, b, bRow);
  if (n > 0) lastColumn(k, <f32>alpha, unit, t, tRow, tCol, b, bRow);
}

/** Forward substitution on four vectors of columns. */
function strip<T>(k: i32, alpha: T, unit: bool, t: usize, tRow: isize, tCol: isize, b: usize, bRow: isize): void {
  const scale = v128.splat<T>(alpha);
  let row = b;
  for (let i = 0; i < k; i++, t += tRow, row += bRow) {
    let c0 = v128.mul<T>(scale, v128.load(row));
    let c1 = v128.mul<T>(scale, v128.load(row, 16));
    let c2 = v128.mul<T>(scale, v128.load(row, 32));
    let c3 = v128.mul<T>(scale, v128.load(row, 48));
    let p = t;
    for (let q = b; q != row; p += tCol, q += bRow) {
      const re = v128.load_splat<T>(p);
      const im = minusImaginary<T>(v128.load_splat<T>(p + sizeof<T>()));
      c0 = lessProduct<T>(c0, re, im, v128.load(q));
      c1 = lessProduct<T>(c1, re, im, v128.load(q, 16));
      c2 = lessProduct<T>(c2, re, im, v128.load(q, 32));
      c3 = lessProduct<T>(c3, re, im, v128.load(q, 48));
    }
    v128.store(row, unit ? c0 : quotient<T>(c0, p));
    v128.store(row, unit ? c1 : quotient<T>(c1, p), 16);
    v128.store(row, unit ? c2 : quotient<T>(c2, p), 32);
    v128.store(row, unit ? c3 : quotient<T>(c3, p), 48);
  }
}

/** Forward substitution on one vector of columns. */
function vectorColumn<T>(
  k: i32,
  alpha: T,
  unit: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
): void {
  let row = b;
  for (let i = 0; i < k; i++, t += tRow, row += bRow) {
    let c = v128.mul<T>(v128.splat<T>(alpha), v128.load(row));
    let p = t;
    for (let q = b; q != row; p += tCol, q += bRow) {
      const im = minusImaginary<T>(v128.load_splat<T>(p + sizeof<T>()));
      c = lessProduct<T>(c, v128.load_splat<T>(p), im, v128.load(q));
    }
    v128.store(row, unit ? c : quotient<T>(c, p));
  }
}

/** Forward substitution on one column of float32 parts, in the lower half of vectors. */
function lastColumn(k: i32, alpha: f32, unit: bool, t: usize, tRow: isize, tCol: isize, b: usize, bRow: isize): void {
  let row = b;
  for (let i = 0; i < k; i++, t += tRow, row += bRow) {
    let c = v128.mul<f32>(v128.splat<f32>(alpha), v128.load64_zero(row));
    let p = t;
    for (let q = b; q != row; p += tCol, q += bRow) {
      const im = minusImaginary<f32>(v128.load_splat<f32>(p + 4));
      c = lessProduct<f32>(c, v128.load_splat<f32>(p), im, v128.load64_zero(q));
    }
    v128.store64_lane(row, unit ? c : quotient<f32>(c, p), 0);
  }
}

/** c − f·x for f = re + i·im, whose imaginary part comes as (im, −im): c − re·x + (im, −im)·(Im x, Re x). @inline */
function lessProduct<T>(c: v128, re: v128, im: v128, x: v128): v128 {
  return v128.add<T>(v128.sub<T>(c, v128.mul<T>(re, x)), v128.mul<T>(im, swapped<T>(x)));
}

/**
 * Numbers divided by the one at p: x·d̄/|d|², of d scaled by a power of two so that its larger part is in [1, 2). NaN where d is
 * 0 or infinite.
 */
function quotient<T>(x: v128, p: usize): v128 {
  const size = max<T>(abs<T>(load<T>(p)), abs<T>(load<T>(p + sizeof<T>())));
  const exponent = exponentOf<T>(size);
  const s = powerOfTwo<T>(-exponent >> 1);
  const t = powerOfTwo<T>(-exponent - (-exponent >> 1));
  const re = load<T>(p) * s * t;
  const im = load<T>(p + sizeof<T>()) * s * t;
  const norm = re * re + im * im;
  // x·(re − i·im) = re·x + (im, −im)·(Im x, Re x)
  const turned = v128.mul<T>(minusImaginary<T>(v128.splat<T>(im / norm)), swapped<T>(x));
  const product = v128.add<T>(v128.mul<T>(v128.splat<T>(re / norm), x), turned);
  return v128.mul<T>(v128.mul<T>(product, v128.splat<T>(s)), v128.splat<T>(t));
}

/** ⌊log₂ x⌋ of x ≥ 0, at least that of the smallest normal number; one more than any where x is infinite or NaN. @inline */
function exponentOf<T>(x: T): i32 {
  if (sizeof<T>() == 8) return <i32>max<i64>(reinterpret<i64>(<f64>x) >> 52, 1) - 1023;
  return max<i32>(reinterpret<i32>(<f32>x) >> 23, 1) - 127;
}

/** 2ᵏ, for a normal result. @inline */
function powerOfTwo<T>(k: i32): T {
  if (sizeof<T>() == 8) return <T>reinterpret<f64>((<i64>k + 1023) << 52);
  return <T>reinterpret<f32>((k + 127) << 23);
}

/** (y, −y, …). @inline */
function minusImaginary<T>(y: v128): v128 {
  return v128.xor(y, sizeof<T>() == 8 ? i64x2(0, 1 << 63) : i32x4(0, 1 << 31, 0, 1 << 31));
}

/** Imaginary and real part in each other's place. @inline */
function swapped<T>(x: v128): v128 {
  return sizeof<T>() == 8 ? v128.shuffle<f64>(x, x, 1, 0) : v128.shuffle<f32>(x, x, 1, 0, 3, 2);
}
