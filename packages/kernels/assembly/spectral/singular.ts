// Loops of the secular equation 1 + Σ zⱼ²/(dⱼ² − σ²) = 0 of singular values. Differences of squares are formed as
// (dᵢ − c)·(dᵢ + c). Everything is float64 and contiguous but the rows of matrices.

/** yᵢ ← dᵢ² − c². */
export function squareDifferences(n: i32, c: f64, d: usize, y: usize): void {
  const cc = f64x2.splat(c);
  const end = y + (n << 3);
  for (const last = end - 16; y <= last; y += 16, d += 16) {
    const x = v128.load(d);
    v128.store(y, f64x2.mul(f64x2.sub(x, cc), f64x2.add(x, cc)));
  }
  if (y < end) store<f64>(y, (load<f64>(d) - c) * (load<f64>(d) + c));
}

/**
 * Löwner's formula for singular values: |zᵢ|² ← |δᵢᵢ·Πⱼ≠ᵢ δⱼᵢ/(dᵢ² − dⱼ²)| with δⱼᵢ = dᵢ² − σⱼ²; the sign of zᵢ stays.
 */
export function singularLoewner(n: i32, poles: usize, delta: usize, deltaRow: isize, z: usize): void {
  for (let i = 0; i < n; i++) {
    const at = z + (i << 3);
    store<f64>(at, copysign<f64>(load<f64>(delta + i * (deltaRow + 8)), load<f64>(at)));
  }
  for (let j = 0; j < n; j++, delta += deltaRow) {
    const dj = load<f64>(poles + (j << 3));
    multiplyRatios(j, dj, poles, delta, z);
    const after = (j + 1) << 3;
    multiplyRatios(n - j - 1, dj, poles + after, delta + after, z + after);
  }
  for (let i = 0; i < n; i++, z += 8) {
    const square = load<f64>(z);
    store<f64>(z, copysign<f64>(sqrt<f64>(abs<f64>(square)), square));
  }
}

/** zᵢ ← zᵢ·|δᵢ/(dᵢ² − c²)|. */
function multiplyRatios(n: i32, c: f64, poles: usize, delta: usize, z: usize): void {
  const cc = f64x2.splat(c);
  const end = z + (n << 3);
  for (const last = end - 16; z <= last; z += 16, poles += 16, delta += 16) {
    const d = v128.load(poles);
    const gap = f64x2.mul(f64x2.sub(d, cc), f64x2.add(d, cc));
    v128.store(z, f64x2.mul(v128.load(z), f64x2.abs(f64x2.div(v128.load(delta), gap))));
  }
  if (z < end) {
    const d = load<f64>(poles);
    store<f64>(z, load<f64>(z) * abs<f64>(load<f64>(delta) / ((d - c) * (d + c))));
  }
}

/**
 * Vectors of all roots, d₀ = 0. Row j of δ ← the unit vector along qᵢ = zᵢ/δⱼᵢ; row j of `left` ← the unit vector along
 * (−1, d₁·q₁, d₂·q₂, …). At place k stands what belongs to i = orderₖ (int32).
 *
 * @param scratch room for n numbers
 */
export function singularVectors(
  n: i32,
  z: usize,
  poles: usize,
  order: usize,
  scratch: usize,
  delta: usize,
  deltaRow: isize,
  left: usize,
  leftRow: isize,
): void {
  for (let j = 0; j < n; j++, delta += deltaRow, left += leftRow) {
    let s: f64 = 0;
    let t: f64 = 1;
    let sums = f64x2.splat(0);
    let lefts = sums;
    let at: usize = 0;
    const end = (<usize>n) << 3;
    for (; at + 16 <= end; at += 16) {
      const q = f64x2.div(v128.load(z + at), v128.load(delta + at));
      const p = f64x2.mul(q, v128.load(poles + at));
      v128.store(scratch + at, q);
      sums = f64x2.add(sums, f64x2.mul(q, q));
      lefts = f64x2.add(lefts, f64x2.mul(p, p));
    }
    if (at < end) {
      const q = load<f64>(z + at) / load<f64>(delta + at);
      const p = q * load<f64>(poles + at);
      store<f64>(scratch + at, q);
      s = q * q;
      t += p * p;
    }
    s += f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    t += f64x2.extract_lane(lefts, 0) + f64x2.extract_lane(lefts, 1);
    scatter(n, 1 / sqrt<f64>(s), 1 / sqrt<f64>(t), scratch, poles, order, delta, left);
  }
}

function scatter(n: i32, f: f64, g: f64, q: usize, poles: usize, order: usize, right: usize, left: usize): void {
  for (const end = order + (n << 2); order < end; order += 4, right += 8, left += 8) {
    const i = (<usize>load<i32>(order)) << 3;
    const x = load<f64>(q + i);
    store<f64>(right, f * x);
    store<f64>(left, i == 0 ? -g : g * (x * load<f64>(poles + i)));
  }
}
