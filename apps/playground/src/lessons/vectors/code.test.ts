import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Inputs, compute } from "./code.js";

const entry = fc.integer({ min: -50, max: 50 });
const pair = fc.tuple(entry, entry);
const inputs = fc.record({
  operation: fc.constantFrom<Inputs["operation"]>("add", "scale", "dot", "cross", "norms"),
  x: pair,
  y: pair,
  factor: fc.integer({ min: -3, max: 3 }),
  heights: pair,
});

const EPSILON = 2 ** -52;

describe("vectors", () => {
  it("adds, subtracts and scales: (x + y) + (x − y) is 2·x", () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const { sum, difference, scaled } = compute(given);
        given.x.forEach((value, i) => {
          expect(sum[i] + difference[i]).toBe(2 * value);
          expect(sum[i] - difference[i]).toBe(2 * given.y[i]);
          expect(scaled[i] + 0).toBe(given.factor * value + 0);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("has a product that is orthogonal to both, and Lagrange's identity for its length", () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const { product, area } = compute({ ...given, operation: "cross" });
        const u = [...given.x, given.heights[0]];
        const v = [...given.y, given.heights[1]];
        const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i], 0);
        expect([dot(product, u) + 0, dot(product, v) + 0]).toEqual([0, 0]); // integers: exact
        const squared = dot(u, u) * dot(v, v) - dot(u, v) ** 2;
        expect(Math.abs(area * area - squared)).toBeLessThanOrEqual(8 * EPSILON * squared);
      }),
      { numRuns: 20 },
    );
  });

  it("throws a shadow: y − p is orthogonal to x, and p is nothing where x is zero", () => {
    fc.assert(
      fc.property(inputs, ({ x, y, ...given }) => {
        const { shadow } = compute({ ...given, operation: "dot", x, y });
        const rest = (y[0] - shadow[0]) * x[0] + (y[1] - shadow[1]) * x[1];
        expect(Math.abs(rest)).toBeLessThanOrEqual(16 * EPSILON * Math.hypot(...x) * Math.hypot(...y));
        if (x[0] === 0 && x[1] === 0) expect(shadow).toEqual([0, 0]);
      }),
      { numRuns: 20 },
    );
  });

  it("tells what it computes: norms, dot and cross", () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const { story, lengths, dot, product } = compute(given);
        const value = (name: string, i = 0): number => story?.results[name][i][0].value ?? NaN;
        if (given.operation === "dot") expect(value("x·y")).toBe(dot);
        if (given.operation === "cross")
          expect([0, 1, 2].map((i) => value("x×y", i))).toEqual(product.map((x) => x + 0));
        if (given.operation === "norms") {
          ["‖x‖₁", "‖x‖₂", "‖x‖∞"].forEach((name, i) =>
            expect(Math.abs(value(name) - lengths[i])).toBeLessThanOrEqual(2 * EPSILON * lengths[i]),
          );
        }
      }),
      { numRuns: 20 },
    );
  });
});
