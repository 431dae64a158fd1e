import { describe, expect, it } from "vitest";
import { uniform } from "../../testing.js";
import { diagonalizeBidiagonal } from "./bidiagonal-qr.js";
import { dqds } from "./dqds.js";

const EPS = 2 ** -52;
const sizes = [1, 2, 3, 4, 5, 7, 10, 20, 50, 100, 200];

/** Diagonals and superdiagonals that have tried dqds codes. */
const families: Readonly<Record<string, (n: number, seed: number) => readonly [d: number[], e: number[]]>> = {
  random: (n, seed) => [draw(n, seed), draw(n - 1, seed + 1)],
  "small superdiagonal": (n, seed) => [draw(n, seed), draw(n - 1, seed + 1).map((x) => x * 1e-8)],
  "large superdiagonal": (n, seed) => [draw(n, seed).map((x) => x * 1e-3), draw(n - 1, seed + 1)],
  "graded down": (n, seed) => [grade(draw(n, seed), -30), grade(draw(n - 1, seed + 1), -30)],
  "graded up": (n, seed) => [grade(draw(n, seed), 30), grade(draw(n - 1, seed + 1), 30)],
  "down, then up": (n, seed) => [tent(draw(n, seed)), tent(draw(n - 1, seed + 1))],
  "zeros on the diagonal": (n, seed) => [draw(n, seed).map((x, i) => (i % 5 === 2 ? 0 : x)), draw(n - 1, seed + 1)],
  "zeros above": (n, seed) => [draw(n, seed), draw(n - 1, seed + 1).map((x, i) => (i % 4 === 1 ? 0 : x))],
  Toeplitz: (n) => [repeat(n, 1), repeat(n - 1, 1)],
  "nearly equal": (n, seed) => [repeat(n, 1), draw(n - 1, seed).map((x) => 1e-7 * x)],
  nilpotent: (n) => [repeat(n, 0), repeat(n - 1, 1)],
  glued: (n, seed) => [
    repeat(n, 1).map((x, i) => x + (i % 10)),
    draw(n - 1, seed).map((x, i) => (i % 10 ? 1 : 1e-9 * x)),
  ],
};

describe("dqds", () => {
  it.each(Object.entries(families))(
    "converges to the values of zero-shift QR, each to a relative error of 150·n·ε: %s",
    (_, build) => {
      for (const n of sizes) {
        for (let seed = 1; seed < 12; seed += 2) {
          const [diagonal, above] = build(n, seed);
          const [d, expected] = [Float64Array.from(diagonal), Float64Array.from(diagonal)];
          expect(dqds(d, Float64Array.from(above))).toBe(true);
          expect(diagonalizeBidiagonal(expected, Float64Array.from(above), null, null)).toBe(0);
          expected.sort();
          // QR errs by 70·n·ε of each value (Demmel & Kahan 1990); dqds by less (Fernando & Parlett 1994, theorem 4)
          d.toSorted().forEach((x, i) =>
            expect(Math.abs(x - expected[i])).toBeLessThanOrEqual(150 * n * EPS * expected[i] + 1e-290),
          );
        }
      }
    },
  );

  it("finds √2 − 1 beside √2 + 1 in [[1, 2], [0, 1]], and a σ₂ of 10⁻¹⁴⁰", () => {
    const d = Float64Array.of(1, 1);
    dqds(d, Float64Array.of(2));
    const [small, large] = d.toSorted();
    expect(Math.abs(small - (Math.SQRT2 - 1))).toBeLessThanOrEqual(4 * EPS);
    expect(Math.abs(large - (Math.SQRT2 + 1))).toBeLessThanOrEqual(8 * EPS);
    const graded = Float64Array.of(1, 1e-140);
    dqds(graded, Float64Array.of(1));
    // σ₁·σ₂ = det = 10⁻¹⁴⁰ and σ₁ = √2 to all digits
    expect(Math.abs(graded.toSorted()[0] / (1e-140 / Math.SQRT2) - 1)).toBeLessThanOrEqual(4 * EPS);
  });

  it("answers for order 0, zeros and numbers at the ends of the range", () => {
    expect(dqds(new Float64Array(0), new Float64Array(0))).toBe(true);
    expect(dqds(new Float64Array(3), new Float64Array(2))).toBe(true);
    for (const scale of [1e-300, 1e300]) {
      const d = Float64Array.of(scale, scale, scale);
      expect(dqds(d, Float64Array.of(scale, scale))).toBe(true);
      d.toSorted()
        .toReversed()
        .forEach((x, i) => {
          expect(Math.abs(x / (2 * scale * Math.cos(((i + 1) * Math.PI) / 7)) - 1)).toBeLessThanOrEqual(16 * EPS);
        });
    }
  });

  it("says so when it meets a NaN, and leaves its input", () => {
    const [d, e] = [Float64Array.of(1, Number.NaN, 2), Float64Array.of(1, 1)];
    expect(dqds(d, e)).toBe(false);
    expect([...d, ...e]).toEqual([1, Number.NaN, 2, 1, 1]);
  });
});

function draw(n: number, seed: number): number[] {
  const entry = uniform(1, Math.max(n, 1), seed);
  return Array.from({ length: Math.max(n, 0) }, (_, i) => entry(0, i));
}

function repeat(n: number, value: number): number[] {
  return Array.from({ length: Math.max(n, 0) }, () => value);
}

/** xᵢ·10^(exponent·i/n). */
function grade(x: readonly number[], exponent: number): number[] {
  return x.map((value, i) => value * 10 ** ((exponent * i) / x.length));
}

function tent(x: readonly number[]): number[] {
  return x.map((value, i) => value * 10 ** ((-20 * Math.min(i, x.length - i)) / x.length));
}
