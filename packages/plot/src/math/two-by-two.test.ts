import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Point } from "../draw/plane.js";
import { type TwoByTwo, det2, eigen2, image, svd2 } from "./two-by-two.js";

const eps = Number.EPSILON;
/** Where products underflow, an error is relative no more. */
const tiny = 8 * Number.MIN_VALUE;
// elements that vary in size, and zeros, which choose the branches
const entry = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(0, 1, -1, 1e-9, 1e100));
const matrix = fc.tuple(entry, entry, entry, entry) as fc.Arbitrary<TwoByTwo>;
const norm = (a: TwoByTwo) => Math.hypot(...a);

describe("det2", () => {
  it("is right to two units in the last place where products cancel", () => {
    // (2²⁷ + 1)² − (2²⁷ + 2)·2²⁷ = 1, whose products need 55 bits
    const [a, b] = [2 ** 27 + 1, 2 ** 27 + 2];
    expect(a * a - b * 2 ** 27).not.toBe(1);
    expect(det2([a, b, 2 ** 27, a])).toBe(1);
  });

  it("is the integer determinant, which BigInt has exactly", () => {
    const whole = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });
    fc.assert(
      fc.property(whole, whole, whole, whole, (a, b, c, d) => {
        const exact = Number(BigInt(a) * BigInt(d) - BigInt(b) * BigInt(c));
        expect(Math.abs(det2([a, b, c, d]) - exact)).toBeLessThanOrEqual(2 * eps * Math.abs(exact));
      }),
    );
  });
});

describe("svd2", () => {
  it("reconstructs A: |A − U·S·Vᵀ| ≤ 16ε|A|, with orthonormal factors and σ₁ ≥ σ₂ ≥ 0", () => {
    fc.assert(
      fc.property(matrix, (a) => {
        const { values, left, right } = svd2(a);
        expect(values[0]).toBeGreaterThanOrEqual(values[1] * (1 - 8 * eps));
        expect(values[1]).toBeGreaterThanOrEqual(0);
        for (const [p, q] of [left, right]) {
          expect(Math.abs(p[0] * q[0] + p[1] * q[1])).toBeLessThanOrEqual(4 * eps);
          for (const w of [p, q]) expect(Math.abs(Math.hypot(...w) - 1)).toBeLessThanOrEqual(4 * eps);
        }
        for (const i of [0, 1]) {
          for (const j of [0, 1]) {
            const sum = values[0] * left[0][i] * right[0][j] + values[1] * left[1][i] * right[1][j];
            expect(Math.abs(sum - a[2 * i + j])).toBeLessThanOrEqual(16 * eps * norm(a) + tiny);
          }
        }
      }),
    );
  });

  it("keeps the digits of a small σ₂: σ₁·σ₂ = |det A| to 8ε", () => {
    const a: TwoByTwo = [1, 1, 1, 1 + 2 ** -40];
    const { values } = svd2(a);
    expect(Math.abs(values[0] * values[1] - 2 ** -40)).toBeLessThanOrEqual(8 * eps * 2 ** -40);
    expect(svd2([0, 0, 0, 0]).values).toEqual([0, 0]);
    expect(svd2([1, 2, 2, 4]).values[1]).toBe(0);
  });
});

describe("eigen2", () => {
  it("has unit eigenvectors with |A·v − λv| ≤ 16ε|A|, and the trace and the determinant as sum and product", () => {
    fc.assert(
      fc.property(matrix, (a) => {
        const found = eigen2(a);
        const size = norm(a);
        if (found.kind === "pair") {
          expect(Math.abs(2 * found.re - (a[0] + a[3]))).toBeLessThanOrEqual(4 * eps * size + tiny);
          const product = found.re ** 2 + found.im ** 2;
          expect(Math.abs(product - det2(a))).toBeLessThanOrEqual(16 * eps * size ** 2 + tiny);
          return;
        }
        const [first, second] = found.values;
        expect(Math.abs(first + second - (a[0] + a[3]))).toBeLessThanOrEqual(8 * eps * size + tiny);
        for (const [k, v] of found.vectors.entries()) {
          const [x, y] = image(a, v);
          const lambda = found.values[k];
          expect(Math.abs(Math.hypot(...v) - 1)).toBeLessThanOrEqual(4 * eps);
          // the residual of a repeated eigenvalue is at most the root of the discriminant taken as zero, 12ε|A|²
          const slack = first === second ? Math.sqrt(12 * eps) : 16 * eps;
          expect(Math.hypot(x - lambda * v[0], y - lambda * v[1])).toBeLessThanOrEqual(slack * size + tiny);
        }
      }),
    );
  });

  it.each<[string, TwoByTwo, unknown]>([
    ["a diagonal matrix, the largest first", [1, 0, 0, -3], { kind: "real", values: [-3, 1], vectors: [[0, -1], [1, 0]], every: false }], // prettier-ignore
    ["a multiple of the identity", [2, 0, 0, 2], { kind: "real", values: [2, 2], vectors: [[1, 0], [0, 1]], every: true }], // prettier-ignore
    ["a shear, with one direction", [1, 1, 0, 1], { kind: "real", values: [1, 1], vectors: [[1, 0]], every: false }],
    ["a shear upwards", [1, 0, 3, 1], { kind: "real", values: [1, 1], vectors: [[0, 1]], every: false }],
    ["a quarter turn", [0, -1, 1, 0], { kind: "pair", re: 0, im: 1 }],
  ])("knows %s", (_, a, expected) => {
    expect(eigen2(a)).toEqual(expected);
  });

  it("takes a discriminant that is negative by rounding for zero: a turned shear has one eigenvalue", () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const found = eigen2([1 - c * s, c * c, -s * s, 1 + c * s]); // R·(1 1; 0 1)·Rᵀ
    expect(found.kind).toBe("real");
    if (found.kind === "real") {
      const [v] = found.vectors as Point[];
      expect(Math.abs(v[0] * s - v[1] * c)).toBeLessThanOrEqual(Math.sqrt(12 * eps));
    }
  });
});
