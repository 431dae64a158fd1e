import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { float64 } from "./element-type.js";
import { secularRoots } from "./lapack.js";
import { release } from "./memory/heap.js";
import { workspace } from "./matrix-view.js";

const U = 2 ** -53;

/** The roots of 1/ρ + Σ wⱼ/(dⱼ − λ), or of the same with squares of d and λ, and for each the differences dⱼ − λ. */
function roots(
  poles: readonly number[],
  weights: readonly number[],
  rho: number,
  of: "values" | "squares" = "values",
): { values: number[]; deltas: number[][] } {
  const k = poles.length;
  const space = workspace(float64, k + 2, k);
  const [d, w] = [0, 1].map((row) => space.block(row, 0, 1, k).T);
  space.data.set(poles, d.offset);
  space.data.set(weights, w.offset);
  const deltas = space.block(2, 0, k, k);
  const values = secularRoots(of, 1 / rho, d, w, deltas);
  const rows = poles.map((_, i) => {
    const at = deltas.offset + i * deltas.rowStride;
    return Array.from(space.data.subarray(at, at + k));
  });
  release(space.storage);
  return { values: Array.from(values), deltas: rows };
}

/** Holds every root against f(λ) = 0: Gu & Eisenstat ask for |f| ≤ η·k·u·(1/ρ + Σ|wⱼ/(dⱼ − λ)|), with a small η. */
function expectRoots(
  poles: readonly number[],
  weights: readonly number[],
  rho: number,
  of: "values" | "squares" = "values",
): void {
  const k = poles.length;
  const { values, deltas } = roots(poles, weights, rho, of);
  deltas.forEach((delta, i) => {
    const terms = weights.map((w, j) => w / delta[j]);
    const f = terms.reduce((s, t) => s + t, 1 / rho);
    const size = terms.reduce((s, t) => s + Math.abs(t), 1 / rho);
    const slope = terms.reduce((s, t, j) => s + t / delta[j], 0);
    // or the neighbouring τ has the other sign: no number is nearer to the root
    const nearest = Math.min(...delta.map(Math.abs)) * slope * 4 * U;
    expect(Math.abs(f)).toBeLessThanOrEqual(Math.max(30 * k * U * size, nearest));
    expect(delta.every((x, j) => (j <= i ? x < 0 : x > 0))).toBe(true); // dᵢ < λᵢ < dᵢ₊₁, strictly
    expect(values[i]).toBeGreaterThanOrEqual(poles[i]);
    if (i + 1 < k) expect(values[i]).toBeLessThanOrEqual(poles[i + 1]);
  });
  // The trace: Σλ = Σd + ρ·Σw
  const [own, eigenvalues] = [poles, values].map((x) => (of === "values" ? x : x.map((v) => v * v)));
  const terms = [...own, ...weights.map((w) => rho * w)];
  const [sum, trace] = [eigenvalues, terms].map((x) => x.reduce((s, v) => s + v, 0));
  const size = terms.reduce((s, v) => s + Math.abs(v), 0);
  expect(Math.abs(sum - trace)).toBeLessThanOrEqual(30 * k * U * size);
}

describe("secularRoots", () => {
  it("finds roots between the poles to 30·k·u of the sum's size, for weights and gaps of any size", () => {
    const power = fc.double({ min: -30, max: 0, noNaN: true }).map((x) => 10 ** x);
    const gap = fc.double({ min: -12, max: 0, noNaN: true }).map((x) => 10 ** x);
    const pair = fc.tuple(gap, power);
    const draw = fc.tuple(fc.array(pair, { minLength: 1, maxLength: 40 }), fc.double({ min: -8, max: 2, noNaN: true }));
    const law = fc.property(draw, ([pairs, exponent]) => {
      let at = -pairs.reduce((s, [x]) => s + x, 0) / 2;
      const poles = pairs.map(([x]) => (at += x));
      if (poles.some((x, i) => i > 0 && !(x - poles[i - 1] > 2 * U * Math.abs(x)))) return;
      const total = pairs.reduce((s, [, w]) => s + w, 0);
      expectRoots(
        poles,
        pairs.map(([, w]) => w / total),
        10 ** exponent,
      );
    });
    fc.assert(law, { numRuns: 300 });
  });

  it("finds those of squares of poles, the first of which is 0, as well", () => {
    const power = fc.double({ min: -15, max: 0, noNaN: true }).map((x) => 10 ** x);
    const draw = fc.array(fc.tuple(power, power), { minLength: 1, maxLength: 40 });
    const law = fc.property(draw, (pairs) => {
      let at = 0;
      const poles = pairs.map(([x], i) => (i === 0 ? 0 : (at += x)));
      if (poles.some((x, i) => i > 0 && !(x - poles[i - 1] > 2 * U * x))) return;
      expectRoots(
        poles,
        pairs.map(([, z]) => z * z),
        1,
        "squares",
      );
    });
    fc.assert(law, { numRuns: 300 });
  });

  it("knows those of one and two poles", () => {
    expect(roots([3], [1], 0.5).values).toEqual([3.5]);
    // [[0, 0], [0, 1]] + ½·[1, 1]ᵀ[1, 1]: λ² − 2λ + ½
    const { values } = roots([0, 1], [0.5, 0.5], 1);
    expect(values[0]).toBeCloseTo(1 - Math.SQRT1_2, 15);
    expect(values[1]).toBeCloseTo(1 + Math.SQRT1_2, 15);
  });

  it("has them where a pole of great weight hides one of hardly any beside it", () => {
    expectRoots([0, 1e-9, 1], [0.5, 1e-28, 0.5], 1);
    expectRoots([0, 1 - 1e-15, 1], [1e-30, 1, 1e-30], 1e-3);
    expectRoots([-1, 0, 1e-300, 1], [0.25, 0.25, 0.25, 0.25], 1e-5);
  });
});
