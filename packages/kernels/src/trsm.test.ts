import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Pair, divide, multiply } from "./complex/arithmetic.js";
import { partView, realType } from "./complex/parts.js";
import { operands, placements, tameFloat } from "./conformance/arbitraries.js";
import { complexOperands, pairsOf } from "./conformance/complex-operand.js";
import { implementations } from "./conformance/implementations.js";
import { fillWith, matrixOf, operand, placeOf, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { gamma } from "./conformance/tolerance.js";
import { complex128, complex64, float32, float64 } from "./element-type.js";
import { elements } from "./memory/storage.js";

describe.each(implementations)("trsm ($name)", ({ kernels: { trsm } }) => {
  it("solves T·X = α·B within |T·X − α·B| ≤ γₖ₊₂·(|T|·|X| + |α·B|), for any strides", () => {
    const sizes = fc.oneof(fc.tuple(fc.nat(20), fc.nat(40)), fc.tuple(fc.integer({ min: 17, max: 70 }), fc.nat(20)));
    const draw = fc.tuple(sizes, fc.constantFrom(float32, float64)).chain(([[k, n], type]) =>
      fc.record({
        triangle: fc.constantFrom("lower" as const, "upper" as const),
        diag: fc.constantFrom("unit" as const, "nonunit" as const),
        alpha: fc.constantFrom(1, -2, 0.3),
        placement: placements([k, k], false),
        b: operands(type, [k, n], tameFloat, false),
      }),
    );
    const law = fc.property(draw, ({ triangle, diag, alpha, placement, b }) => {
      const [k, n] = b.layout.shape;
      const inside = (i: number, j: number): boolean =>
        i === j ? diag === "nonunit" : triangle === "lower" ? j < i : j > i;
      const element = (i: number, j: number): number => (i === j ? 2 + Math.sin(i) : Math.cos(3 * i + j) / k);
      // what is outside of the triangle is NaN: it must not be read
      const t = fillWith(operand(b.type, [k, k], placement, NaN), ([i, j]) => (inside(i, j) ? element(i, j) : NaN));
      const data = elements(t.storage, t.type);
      const at = (i: number, j: number): number => (inside(i, j) ? data[placeOf(t, [i, j])] : i === j ? 1 : 0);
      const [before, around] = [valuesOf(b), surroundings(b)];
      trsm(alpha, matrixOf(t), triangle, diag, matrixOf(b));
      const x = valuesOf(b);
      const bound = gamma(k + 2, b.type);
      before.forEach((value, place) => {
        const [i, j] = [Math.floor(place / n), place % n];
        let [sum, scale] = [-alpha * value, Math.abs(alpha * value)];
        for (let l = 0; l < k; l++) {
          sum += at(i, l) * x[l * n + j];
          scale += Math.abs(at(i, l) * x[l * n + j]);
        }
        expect(Math.abs(sum)).toBeLessThanOrEqual(bound * scale);
      });
      expect(surroundings(b)).toEqual(around);
    });
    fc.assert(law, { numRuns: 150 });
  });

  it("solves from the right and with the transpose by transposed views", () => {
    const k = 20;
    const t = fillWith(operand(float64, [k, k], tight([k, k]), 0), ([i, j]) => (i === j ? 4 : i > j ? 1 / (i + j) : 0));
    const b = fillWith(operand(float64, [3, k], tight([3, k]), 0), ([i, j]) => i - j);
    const before = valuesOf(b);
    trsm(1, matrixOf(t).T, "upper", "nonunit", matrixOf(b).T); // X·T = B, so Tᵀ·Xᵀ = Bᵀ
    const x = valuesOf(b);
    const values = valuesOf(t);
    before.forEach((value, place) => {
      const [i, j] = [Math.floor(place / k), place % k];
      let sum = 0;
      for (let l = 0; l < k; l++) sum += x[i * k + l] * values[l * k + j];
      expect(Math.abs(sum - value)).toBeLessThanOrEqual(gamma(k + 2, float64) * 100);
    });
  });

  it("complex: |T·X − α·B| ≤ √2·γ₂ₖ₊₈·(|T|·|X| + |α·B|) in moduli, for any strides (Higham 2002, §3.6)", () => {
    const sizes = fc.oneof(fc.tuple(fc.nat(12), fc.nat(20)), fc.tuple(fc.integer({ min: 17, max: 40 }), fc.nat(9)));
    const draw = fc.tuple(sizes, fc.constantFrom(complex64, complex128)).chain(([[k, n], type]) =>
      fc.record({
        triangle: fc.constantFrom("lower" as const, "upper" as const),
        diag: fc.constantFrom("unit" as const, "nonunit" as const),
        alpha: fc.constantFrom(1, -2, 0.3),
        placement: placements([k, k], false),
        b: complexOperands(type, [k, n], tameFloat, false),
      }),
    );
    const law = fc.property(draw, ({ triangle, diag, alpha, placement, b }) => {
      const [k, n] = b.layout.shape;
      const t = operand(b.type, [k, k], placement, NaN); // what is outside of the triangle is not read
      const inside = (i: number, j: number): boolean =>
        i === j ? diag === "nonunit" : triangle === "lower" ? j < i : j > i;
      const parts: readonly ((i: number, j: number) => number)[] = [
        (i, j) => (i === j ? 1.5 + Math.sin(i) : Math.cos(3 * i + j) / k),
        (i, j) => (i === j ? Math.cos(i) : Math.sin(i + 2 * j) / k),
      ];
      for (const p of [0, 1] as const) fillWith(partView(t, p), ([i, j]) => (inside(i, j) ? parts[p](i, j) : NaN));
      const [before, around] = [pairsOf(b), surroundings(partView(b, 0)).length];
      const all = pairsOf(t);
      trsm(alpha, matrixOf(t), triangle, diag, matrixOf(b));
      const x = pairsOf(b);
      const single = realType(b.type);
      const bound = Math.SQRT2 * (gamma(2 * k + 8, single) + gamma(2 * k + 8, float64));
      before.forEach(([re, im], place) => {
        const [i, j] = [Math.floor(place / n), place % n];
        let [u, v, scale] = [-alpha * re, -alpha * im, Math.abs(alpha) * Math.hypot(re, im)];
        for (let l = 0; l < k; l++) {
          const f: Pair = inside(i, l) ? all[i * k + l] : [Number(i === l), 0];
          const [p, q] = multiply(...f, ...x[l * n + j]);
          [u, v, scale] = [u + p, v + q, scale + Math.hypot(...f) * Math.hypot(...x[l * n + j])];
        }
        expect(Math.hypot(u, v)).toBeLessThanOrEqual(bound * scale);
      });
      expect(surroundings(partView(b, 0))).toHaveLength(around);
    });
    fc.assert(law, { numRuns: 120 });
  });

  it.each([
    [complex64, 1e-30],
    [complex64, 1e30],
    [complex128, 1e-300],
    [complex128, 1e300],
    [complex128, 5e-320],
  ] as const)("complex: divides by large and small numbers without overflow between (%o, %d)", (type, size) => {
    const [t, b] = [
      [size, -size],
      [size * 4, size],
    ].map((pair) => {
      const x = operand(type, [1, 1], tight([1, 1]), 0);
      for (const p of [0, 1] as const) fillWith(partView(x, p), () => pair[p]);
      return x;
    });
    const [[c, d], [a, e]] = [pairsOf(t)[0], pairsOf(b)[0]];
    const exact = divide(a, e, c, d);
    trsm(1, matrixOf(t), "lower", "nonunit", matrixOf(b));
    const [re, im] = pairsOf(b)[0];
    // moduli near 2.9: both quotients err by √2·γ₅ of it at most
    const bound = 3 * Math.SQRT2 * (gamma(5, realType(type)) + gamma(5, float64));
    expect(Math.hypot(re - exact[0], im - exact[1])).toBeLessThanOrEqual(bound);
  });

  it("complex: a zero on the diagonal has no quotient", () => {
    const t = operand(complex128, [1, 1], tight([1, 1]), 0);
    const b = operand(complex128, [1, 1], tight([1, 1]), 1);
    trsm(1, matrixOf(t), "lower", "nonunit", matrixOf(b));
    expect(pairsOf(b)).toEqual([[NaN, NaN]]);
  });

  it("divides by a zero on the diagonal as numbers do", () => {
    const t = fillWith(operand(float64, [2, 2], tight([2, 2]), 0), ([i, j]) => (i === 1 && j === 0 ? 1 : 0));
    const b = fillWith(operand(float64, [2, 1], tight([2, 1]), 0), () => 1);
    trsm(1, matrixOf(t), "lower", "nonunit", matrixOf(b));
    expect(valuesOf(b)).toEqual([Infinity, -Infinity]);
  });
});
