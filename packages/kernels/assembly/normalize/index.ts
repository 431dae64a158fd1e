import { deviations, inUnits, largest, pair, projections, storeFour, sum } from "./rows";

/**
 * Rows of n contiguous numbers less their mean (where `centred`), divided by √(variance + ε), in float64 whatever the dtype;
 * beside them a mean, a variance and the factor 1/√(variance + ε) for each row.
 *
 * Two passes, the second of which corrects the mean by that of the deviations (Chan, Golub & LeVeque 1983, eq. 1.7).
 */
function standardizeRows<T>(
  rows: i32,
  n: i32,
  centred: bool,
  epsilon: f64,
  x: usize,
  o: usize,
  means: usize,
  variances: usize,
  factors: usize,
): void {
  const z = sizeof<T>();
  for (; rows > 0; rows--, x += n * z, means += z, variances += z, factors += z) {
    let s: f64 = 1;
    let m = centred ? sum<T>(n, x, s) / n : 0;
    let moments = deviations<T>(n, x, s, m);
    if (z == 8 && !(f64x2.extract_lane(moments, 1) < Infinity)) {
      s = unitOf(largest<T>(n, x)); // squares overflowed: the row is measured in units of its largest number
      m = centred ? sum<T>(n, x, s) / n : 0;
      moments = deviations<T>(n, x, s, m);
    }
    const slip = centred ? f64x2.extract_lane(moments, 0) / n : 0;
    const variance = max<f64>(f64x2.extract_lane(moments, 1) / n - slip * slip, 0);
    const factor = 1 / sqrt<f64>(variance + epsilon * s * s);
    store<T>(means, <T>((m + slip) / s));
    store<T>(variances, <T>(variance / s / s));
    store<T>(factors, <T>(factor * s));
    o = writeRow<T>(n, x, o, s, m, slip, factor);
  }
}

/** 2⁻ᵏ for a finite 2ᵏ ≤ largest < 2ᵏ⁺¹; 1 for what has no such power: NaN stays NaN, and ∞ becomes it. */
function unitOf(largest: f64): f64 {
  if (!(largest < Infinity)) return 1;
  const exponent: u64 = reinterpret<u64>(largest) >> 52;
  return reinterpret<f64>((<u64>2047 - exponent) << 52) * 0.5; // half of 2¹⁻ᵏ, which may itself be subnormal
}

/** o ← ((s·x − m) − slip)·factor; answers where o goes on. */
function writeRow<T>(n: i32, x: usize, o: usize, s: f64, m: f64, slip: f64, factor: f64): usize {
  const z = sizeof<T>();
  const scale = f64x2.splat(s);
  const centre = f64x2.splat(m);
  const rest = f64x2.splat(slip);
  const stretch = f64x2.splat(factor);
  for (; n >= 4; n -= 4, x += 4 * z, o += 4 * z) {
    const low = f64x2.sub(f64x2.sub(inUnits<T>(pair<T>(x), scale), centre), rest);
    const high = f64x2.sub(f64x2.sub(inUnits<T>(pair<T>(x + 2 * z), scale), centre), rest);
    storeFour<T>(o, f64x2.mul(low, stretch), f64x2.mul(high, stretch));
  }
  for (; n > 0; n--, x += z, o += z) store<T>(o, <T>((<f64>load<T>(x) * s - m - slip) * factor));
  return o;
}

/** o ← r·(g − mean(g) − h·mean(g·h)) row by row, without the first mean unless `centred`: the derivative of standardizeRows. */
function pullBackRows<T>(rows: i32, n: i32, centred: bool, g: usize, h: usize, factors: usize, o: usize): void {
  const z = sizeof<T>();
  for (; rows > 0; rows--, factors += z) {
    const sums = projections<T>(n, g, h);
    const m = centred ? f64x2.extract_lane(sums, 0) / n : 0;
    const along = f64x2.extract_lane(sums, 1) / n;
    const factor = <f64>load<T>(factors);
    const centre = f64x2.splat(m);
    const slope = f64x2.splat(along);
    const stretch = f64x2.splat(factor);
    let i = n;
    for (; i >= 4; i -= 4, g += 4 * z, h += 4 * z, o += 4 * z) {
      const low = f64x2.sub(f64x2.sub(pair<T>(g), centre), f64x2.mul(pair<T>(h), slope));
      const high = f64x2.sub(f64x2.sub(pair<T>(g + 2 * z), centre), f64x2.mul(pair<T>(h + 2 * z), slope));
      storeFour<T>(o, f64x2.mul(low, stretch), f64x2.mul(high, stretch));
    }
    for (; i > 0; i--, g += z, h += z, o += z) {
      store<T>(o, <T>((<f64>load<T>(g) - m - <f64>load<T>(h) * along) * factor));
    }
  }
}

export function standardize(
  bytes: i32,
  rows: i32,
  n: i32,
  centred: bool,
  epsilon: f64,
  x: usize,
  o: usize,
  means: usize,
  variances: usize,
  factors: usize,
): void {
  if (bytes == 8) standardizeRows<f64>(rows, n, centred, epsilon, x, o, means, variances, factors);
  else standardizeRows<f32>(rows, n, centred, epsilon, x, o, means, variances, factors);
}

export function pull_back(
  bytes: i32,
  rows: i32,
  n: i32,
  centred: bool,
  g: usize,
  h: usize,
  factors: usize,
  o: usize,
): void {
  if (bytes == 8) pullBackRows<f64>(rows, n, centred, g, h, factors, o);
  else pullBackRows<f32>(rows, n, centred, g, h, factors, o);
}
