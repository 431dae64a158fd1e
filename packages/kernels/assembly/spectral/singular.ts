// Loops of the secular equation 1 + Σ zⱼ²/(dⱼ² − σ²) = 0 of singular values. Differences of squares are formed as
// (dᵢ − c)·(dᵢ + c). Everything is float64 and contiguous but the rows of matrices.

import { lanesSum, scal } from "../lapack/vectors";
import { divide, pick } from "./secular";

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
 * @param scratch room for 3·n numbers
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
  const orderedZ = scratch + (n << 3);
  const orderedPoles = orderedZ + (n << 3);
  pick(n, order, z, orderedZ);
  pick(n, order, poles, orderedPoles);
  let first = 0; // the place of what belongs to 0
  while (load<i32>(order + (first << 2)) != 0) first++;
  for (let j = 0; j < n; j++, delta += deltaRow, left += leftRow) {
    memory.copy(scratch, delta, n << 3);
    pick(n, order, scratch, delta);
    const sum = divide(n, orderedZ, delta);
    const factor = 1 / sqrt<f64>(1 + multiply(n, orderedPoles, delta, left));
    scal<f64>(n, factor, left);
    scal<f64>(n, 1 / sqrt<f64>(sum), delta);
    store<f64>(left + (first << 3), -factor);
  }
}

/** z ← x·y, number by number; answers Σ zᵢ². */
function multiply(n: i32, x: usize, y: usize, z: usize): f64 {
  let sum = f64x2.splat(0);
  const end = z + (n << 3);
  for (const last = end - 16; z <= last; z += 16, x += 16, y += 16) {
    const p = f64x2.mul(v128.load(x), v128.load(y));
    v128.store(z, p);
    sum = f64x2.add(sum, f64x2.mul(p, p));
  }
  let s = lanesSum<f64>(sum);
  if (z < end) {
    const p = load<f64>(x) * load<f64>(y);
    store<f64>(z, p);
    s += p * p;
  }
  return s;
}
