import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contraction, trustStep } from "./trust-step.js";
import { norm } from "./vector.js";

const EPS = 2 ** -52;
const number = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map((k) => k / 64),
  fc.constantFrom(0, 1, -1, 1e-9, -1e-9),
);
const problem = fc
  .integer({ min: 1, max: 6 })
  .chain((n) =>
    fc.tuple(fc.array(number, { minLength: n, maxLength: n }), fc.array(number, { minLength: n, maxLength: n })),
  );
const radii = fc.constantFrom(1e-3, 0.1, 1, 10, 1e3);

describe("trustStep", () => {
  it("meets the conditions of a minimizer: (Λ + μI)·p = −g, Λ + μI ⪰ 0, μ·(Δ − ‖p‖) = 0", () => {
    fc.assert(
      fc.property(problem, radii, ([values, gradient], radius) => {
        const [lambda, g] = [Float64Array.from(values), Float64Array.from(gradient)];
        const { step, multiplier } = trustStep(lambda, g, radius);
        expect(norm(step)).toBeLessThanOrEqual(radius * (1 + 1e-9));
        expect(multiplier).toBeGreaterThanOrEqual(0);
        const scale = Math.max(...values.map(Math.abs), multiplier);
        step.forEach((p, i) => {
          const left = (lambda[i] + multiplier) * p + g[i];
          expect(Math.abs(left)).toBeLessThanOrEqual(8 * EPS * (scale * Math.abs(p) + Math.abs(g[i])));
          expect(lambda[i] + multiplier).toBeGreaterThanOrEqual(-2 * EPS * scale);
        });
        if (multiplier > EPS * scale) expect(norm(step)).toBeGreaterThanOrEqual(radius * (1 - 1e-6));
      }),
    );
  });

  it("promises what the model falls by, never less than a step along the gradient (Cauchy)", () => {
    fc.assert(
      fc.property(problem, radii, ([values, gradient], radius) => {
        const g = Float64Array.from(gradient);
        const size = norm(g);
        const { predicted } = trustStep(Float64Array.from(values), g, radius);
        const bend = gradient.reduce((sum, gi, i) => sum + values[i] * gi * gi, 0);
        const t = bend > 0 ? Math.min(radius / size, size ** 2 / bend) : radius / size;
        const cauchy = size === 0 ? 0 : t * size ** 2 - (t * t * bend) / 2;
        expect(predicted).toBeGreaterThanOrEqual(cauchy - 1e-8 * Math.abs(cauchy));
      }),
    );
  });

  it("goes along the least eigenvector where the gradient has no part in it (the hard case)", () => {
    const { step, multiplier, predicted } = trustStep(Float64Array.of(-2, 1), Float64Array.of(0, 3), 2);
    expect(multiplier).toBe(2);
    expect(step[1]).toBe(-1);
    expect(Math.abs(step[0])).toBe(Math.sqrt(3));
    expect(Math.abs(predicted - 5.5)).toBeLessThanOrEqual(8 * EPS * 5.5);
  });

  it("leaves a saddle where the gradient is 0", () => {
    const { step } = trustStep(Float64Array.of(1, -1), new Float64Array(2), 0.5);
    expect([...step].map(Math.abs)).toEqual([0, 0.5]);
  });
});

describe("contraction", () => {
  it("goes to the minimum of the parabola, within a tenth and a half", () => {
    expect(contraction(0, -1, 1)).toBe(0.25);
    expect(contraction(0, -1, -0.9)).toBe(0.5);
    expect(contraction(0, -1, 1e6)).toBe(0.1);
    expect(contraction(0, -1, Number.NaN)).toBe(0.1);
  });
});
