import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { complex128, complex64, float64 } from "./element-type.js";
import { complexNorm1 } from "./lapack.js";

describe("complexNorm1", () => {
  it("is the largest sum of moduli of a column within γₘ₊₃, also where squares over- or underflow, and touches nothing", () => {
    const draw = fc.record({
      m: fc.nat(12),
      n: fc.nat(21),
      type: fc.constantFrom(complex64, complex128),
      seed: fc.nat(1e6),
      power: fc.constantFrom(-1000, -540, 0, 510, 1000),
    });
    const law = fc.property(draw, ({ m, n, type, seed, power }) => {
      const random = noise(seed);
      // every third number is of another size; complex64 holds no such
      const value = (i: number): number => random(i) * (type === complex128 && (i >> 1) % 3 === 0 ? 2 ** power : 1);
      const placement = { order: [0, 1], gaps: [2, 1], lead: 1, spilled: false };
      const plan: Plan = { type, shape: [m, n], placement, value, written: false };
      let norm = NaN;
      between([plan], (a) => {
        norm = complexNorm1(matrixOf(a));
      });
      let expected = 0;
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let i = 0; i < m; i++) {
          const at = 2 * (i * n + j);
          const [re, im] =
            type === complex64 ? [Math.fround(value(at)), Math.fround(value(at + 1))] : [value(at), value(at + 1)];
          sum += Math.hypot(re, im);
        }
        expected = Math.max(expected, sum);
      }
      expect(Math.abs(norm - expected)).toBeLessThanOrEqual(2 * gamma(m + 3, float64) * expected);
    });
    fc.assert(law, { numRuns: 100 });
  });
});
