// Loops of the secular equation 1/ρ + Σ wⱼ/(dⱼ − λ) = 0. Everything is float64 and contiguous but the rows of a matrix.

import { lanesSum, scal } from "../lapack/vectors";

/** y ← x + c. */
export function shift(n: i32, c: f64, x: usize, y: usize): void {
  const v = f64x2.splat(c);
  const end = y + (n << 3);
  for (const last = end - 16; y <= last; y += 16, x += 16) v128.store(y, f64x2.add(v128.load(x), v));
  if (y < end) store<f64>(y, load<f64>(x) + c);
}

/** At `out`: Σ wⱼ/(δⱼ − τ) and its derivative Σ wⱼ/(δⱼ − τ)². */
export function secularSums(n: i32, tau: f64, delta: usize, weights: usize, out: usize): void {
  const t = f64x2.splat(tau);
  const one = f64x2.splat(1);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let d0 = s0;
  let d1 = s0;
  const end = delta + (n << 3);
  for (const last = end - 32; delta <= last; delta += 32, weights += 32) {
    // one division a term, which takes as long as everything else here
    const x0 = f64x2.div(one, f64x2.sub(v128.load(delta), t));
    const x1 = f64x2.div(one, f64x2.sub(v128.load(delta, 16), t));
    const q0 = f64x2.mul(v128.load(weights), x0);
    const q1 = f64x2.mul(v128.load(weights, 16), x1);
    s0 = f64x2.add(s0, q0);
    s1 = f64x2.add(s1, q1);
    d0 = f64x2.add(d0, f64x2.mul(q0, x0));
    d1 = f64x2.add(d1, f64x2.mul(q1, x1));
  }
  let sum = lanesSum<f64>(f64x2.add(s0, s1));
  let derivative = lanesSum<f64>(f64x2.add(d0, d1));
  for (; delta < end; delta += 8, weights += 8) {
    const x = load<f64>(delta) - tau;
    const q = load<f64>(weights) / x;
    sum += q;
    derivative += q / x;
  }
  store<f64>(out, sum);
  store<f64>(out, derivative, 8);
}

/**
 * Löwner's formula: |zᵢ|² ← |δᵢᵢ·Πⱼ≠ᵢ δⱼᵢ/(dᵢ − dⱼ)| with δⱼᵢ = dᵢ − λⱼ; the sign of zᵢ stays. The λ are the exact roots
 * of the secular equation with these z.
 */
export function loewner(n: i32, poles: usize, delta: usize, deltaRow: isize, z: usize): void {
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

/** zᵢ ← zᵢ·|δᵢ/(dᵢ − dⱼ)|. */
function multiplyRatios(n: i32, dj: f64, poles: usize, delta: usize, z: usize): void {
  const d = f64x2.splat(dj);
  const end = z + (n << 3);
  for (const last = end - 16; z <= last; z += 16, poles += 16, delta += 16) {
    const ratio = f64x2.abs(f64x2.div(v128.load(delta), f64x2.sub(v128.load(poles), d)));
    v128.store(z, f64x2.mul(v128.load(z), ratio));
  }
  if (z < end) store<f64>(z, load<f64>(z) * abs<f64>(load<f64>(delta) / (load<f64>(poles) - dj)));
}

/**
 * Row j of δ ← the unit vector along zᵢ/δⱼᵢ, its elements in another order: at place k that of i = orderₖ (int32).
 *
 * @param scratch room for 2·n numbers
 */
export function secularVectors(n: i32, z: usize, delta: usize, deltaRow: isize, order: usize, scratch: usize): void {
  const ordered = scratch + (n << 3);
  pick(n, order, z, ordered);
  for (let j = 0; j < n; j++, delta += deltaRow) {
    memory.copy(scratch, delta, n << 3);
    pick(n, order, scratch, delta);
    scal<f64>(n, 1 / sqrt<f64>(divide(n, ordered, delta)), delta);
  }
}

/** yₖ ← x at orderₖ. */
export function pick(n: i32, order: usize, x: usize, y: usize): void {
  const end = y + (n << 3);
  for (const last = end - 16; y <= last; y += 16, order += 8) {
    const first = v128.load64_zero(x + (load<u32>(order) << 3));
    v128.store(y, v128.load64_lane(x + (load<u32>(order, 4) << 3), first, 1));
  }
  if (y < end) store<f64>(y, load<f64>(x + (load<u32>(order) << 3)));
}

/** x ← a / x; answers Σ xᵢ². */
export function divide(n: i32, a: usize, x: usize): f64 {
  let sum = f64x2.splat(0);
  const end = x + (n << 3);
  for (const last = end - 16; x <= last; x += 16, a += 16) {
    const q = f64x2.div(v128.load(a), v128.load(x));
    v128.store(x, q);
    sum = f64x2.add(sum, f64x2.mul(q, q));
  }
  let s = lanesSum<f64>(sum);
  if (x < end) {
    const q = load<f64>(a) / load<f64>(x);
    store<f64>(x, q);
    s += q * q;
  }
  return s;
}
