import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFloat, anyShape, tameFloat, tightPlacements } from "../conformance/arbitraries.js";
import { complexOperands, pairsOf } from "../conformance/complex-operand.js";
import { implementations } from "../conformance/implementations.js";
import { fillWith, matrixOf, operand, surroundings, tight, valuesOf } from "../conformance/operand.js";
import { gamma } from "../conformance/tolerance.js";
import { type ElementType, bool, complex128, complex64, float64 } from "../element-type.js";
import { sum } from "../ops/reduce-ops.js";
import * as ops from "../ops/zip-ops.js";
import type { ZipOp } from "../ops/op.js";
import type { Strided } from "../strided.js";
import { type Pair, divide, multiply } from "./arithmetic.js";
import { copy } from "../wasm/copy.js";
import { gemm } from "../wasm/gemm.js";
import { partView, realType } from "./parts.js";
import { conjugate } from "./conjugate.js";

const types = [complex64, complex128];
const ROOT = Math.SQRT2 * (1 + 2 ** -50);
const size = ([re, im]: Pair): number => Math.hypot(re, im);
const distance = ([a, b]: Pair, [c, d]: Pair): number => Math.hypot(a - c, b - d);
const unit = (type: ElementType): ElementType => realType(type);

describe.each(implementations)("complex numbers ($name)", ({ kernels }) => {
  const zipped = (part: fc.Arbitrary<number>) =>
    fc.tuple(anyShape, fc.constantFrom(...types)).chain(([shape, type]) => {
      const either = fc.oneof(complexOperands(type, shape, part), complexOperands(type, [], part));
      return fc.tuple(either, either, tightPlacements(shape), fc.constant(shape));
    });
  const law = (
    op: ZipOp,
    part: fc.Arbitrary<number>,
    holds: (got: Pair, x: Pair, y: Pair, type: ElementType) => void,
  ): void =>
    fc.assert(
      fc.property(zipped(part), ([a, b, placement, shape]) => {
        const out = operand(a.type, shape, placement, NaN);
        const around = surroundings(partView(out, 0)).length;
        kernels.zip(op, a, b, out);
        const [x, y] = [pairsOf(a), pairsOf(b)];
        pairsOf(out).forEach((got, i) => holds(got, x[x.length === 1 ? 0 : i], y[y.length === 1 ? 0 : i], a.type));
        expect(surroundings(partView(out, 0))).toHaveLength(around);
      }),
      { numRuns: 80 },
    );
  const round = (value: number, type: ElementType): number => (type === complex64 ? Math.fround(value) : value);

  it.each([ops.add, ops.sub])("$name adds or subtracts the parts, bit by bit, for any strides", (op) => {
    law(op, anyFloat, (got, x, y, type) => {
      expect(got).toEqual([0, 1].map((p) => round(op.reference(x[p], y[p]), type)));
    });
  });

  it("mul errs by at most √2·γ₂·|x·y| (Higham 2002, lemma 3.5)", () => {
    law(ops.mul, tameFloat, (got, x, y, type) => {
      const slack = ROOT * (gamma(2, unit(type)) + gamma(2, float64)) * size(x) * size(y);
      expect(distance(got, multiply(...x, ...y))).toBeLessThanOrEqual(slack + Number.MIN_VALUE);
    });
  });

  it("mul has the special values of its formula", () => {
    law(ops.mul, fc.constantFrom(0, -0, 1, -2, Infinity, -Infinity, NaN), (got, x, y) => {
      expect(got).toEqual(multiply(...x, ...y));
    });
  });

  it("div times the divisor gives the dividend within √2·(γ₅ + γ₂)·|x|", () => {
    const part = tameFloat.filter((x) => Math.abs(x) > 1e-3);
    law(ops.div, part, (got, x, y, type) => {
      const slack = ROOT * (gamma(5, unit(type)) + gamma(2, float64)) * 1.001 * size(x);
      expect(distance(multiply(...got, ...y), x)).toBeLessThanOrEqual(slack);
    });
  });

  it("div neither overflows nor underflows before its result does", () => {
    const extreme = fc
      .tuple(
        fc.constantFrom(-1, 1),
        fc.double({ min: 1, max: 1.99, noNaN: true }),
        fc.integer({ min: -1020, max: 1020 }),
      )
      .map(([sign, x, k]) => [sign * x * 2 ** k, k] as const);
    fc.assert(
      fc.property(extreme, extreme, fc.double({ min: -1, max: 1, noNaN: true }), ([x, k], [y, l], t) => {
        fc.pre(Math.abs(k - l) < 1015);
        const a = fillWith(operand(float64, [2], tight([2]), 0), ([i]) => (i === 0 ? x : x * t));
        const b = fillWith(operand(float64, [2], tight([2]), 0), ([i]) => (i === 0 ? y * t : y));
        const [p, q, out] = [asComplex(a), asComplex(b), operand(complex128, [1], tight([1]), NaN)];
        kernels.zip(ops.div, p, q, out);
        const [re, im] = pairsOf(out)[0];
        const scale = x / y; // (1 + ti)/(t + i) = (2t + (t² − 1)i)/(1 + t²)
        const error = Math.hypot(re / scale - (2 * t) / (1 + t * t), im / scale - (t * t - 1) / (1 + t * t));
        expect(error).toBeLessThanOrEqual(40 * 2 ** -53);
      }),
    );
  });

  it.each([ops.equal, ops.notEqual])("$name compares both parts", (op) => {
    fc.assert(
      fc.property(zipped(fc.constantFrom(0, -0, 1, NaN)), ([a, b, placement, shape]) => {
        const out = operand(bool, shape, placement, 9);
        kernels.zip(op, a, b, out);
        const [x, y] = [pairsOf(a), pairsOf(b)];
        const same = valuesOf(out).map((_, i) => {
          const [p, q] = [x[x.length === 1 ? 0 : i], y[y.length === 1 ? 0 : i]];
          return p[0] === q[0] && p[1] === q[1];
        });
        expect(valuesOf(out)).toEqual(same.map((value) => Number(value === (op === ops.equal))));
      }),
      { numRuns: 60 },
    );
  });

  it("sums the parts apart, over any axes", () => {
    const draw = fc
      .tuple(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }), fc.constantFrom(...types))
      .chain(([shape, type]) =>
        fc.tuple(complexOperands(type, shape, tameFloat), fc.subarray(shape.map((_, axis) => axis))),
      );
    fc.assert(
      fc.property(draw, ([x, axes]) => {
        const kept = x.layout.shape.filter((_, axis) => !axes.includes(axis));
        const out = operand(x.type, kept, tight(kept), NaN);
        kernels.reduce(sum, x, axes, out);
        for (const p of [0, 1] as const) {
          const single = operand(unit(x.type), kept, tight(kept), NaN);
          implementations[0].kernels.reduce(sum, partView(x, p), axes, single);
          const total = valuesOf(partView(x, p)).reduce((s, value) => s + Math.abs(value), 0);
          valuesOf(partView(out, p)).forEach((value, i) =>
            expect(Math.abs(value - valuesOf(single)[i])).toBeLessThanOrEqual(gamma(60, unit(x.type)) * total),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it("gemm: each part errs by at most γ₂ₖ₊₂ times its sum of magnitudes, for any strides, α and β", () => {
    const dims = fc.integer({ min: 0, max: 9 });
    const draw = fc
      .tuple(dims, dims, dims, fc.constantFrom(...types), fc.constantFrom(0, 1, -0.5), fc.constantFrom(0, 1, 2))
      .chain(([m, n, k, type, alpha, beta]) =>
        fc.tuple(
          complexOperands(type, [m, k], tameFloat),
          complexOperands(type, [k, n], tameFloat),
          complexOperands(type, [m, n], tameFloat, false),
          fc.constant({ m, n, k, alpha, beta }),
        ),
      );
    fc.assert(
      fc.property(draw, ([a, b, c, { m, n, k, alpha, beta }]) => {
        const [x, y, before] = [pairsOf(a), pairsOf(b), pairsOf(c)];
        kernels.gemm(alpha, matrixOf(a), matrixOf(b), beta, matrixOf(c));
        pairsOf(c).forEach(([re, im], at) => {
          const [i, j] = [Math.floor(at / n), at % n];
          let [exact, scale]: [Pair, number] = [[beta * before[at][0], beta * before[at][1]], 0];
          scale += Math.abs(beta) * (Math.abs(before[at][0]) + Math.abs(before[at][1]));
          for (let l = 0; l < k; l++) {
            const [p, q] = multiply(...x[i * k + l], ...y[l * n + j]);
            exact = [exact[0] + alpha * p, exact[1] + alpha * q];
            scale += 2 * Math.abs(alpha) * size(x[i * k + l]) * size(y[l * n + j]);
          }
          const slack = (gamma(2 * k + 4, unit(a.type)) + gamma(2 * k + 4, float64)) * scale;
          expect(Math.abs(re - exact[0])).toBeLessThanOrEqual(slack);
          expect(Math.abs(im - exact[1])).toBeLessThanOrEqual(slack);
        });
        expect(m * n).toBe(before.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe("conjugate", () => {
  it("negates the imaginary parts, bit by bit, for any strides", () => {
    const draw = fc
      .tuple(anyShape, fc.constantFrom(...types))
      .chain(([shape, type]) => fc.tuple(complexOperands(type, shape, anyFloat), tightPlacements(shape)));
    fc.assert(
      fc.property(draw, ([x, placement]) => {
        const out = operand(x.type, x.layout.shape, placement, NaN);
        conjugate(x, out);
        expect(pairsOf(out)).toEqual(pairsOf(x).map(([re, im]) => [re, -im]));
      }),
      { numRuns: 60 },
    );
  });
});

describe("complex products in SIMD", () => {
  it("have the same bits for any strides, beyond a block of k too", () => {
    const dims = fc.integer({ min: 2, max: 9 });
    const draw = fc
      .tuple(dims, dims, fc.oneof(dims, fc.integer({ min: 380, max: 800 })), fc.constantFrom(...types))
      .chain(([m, n, k, type]) =>
        fc.tuple(
          complexOperands(type, [m, k], tameFloat),
          complexOperands(type, [k, n], tameFloat),
          complexOperands(type, [m, n], tameFloat, false),
          fc.constantFrom(0, 1, 2),
        ),
      );
    fc.assert(
      fc.property(draw, ([a, b, c, beta]) => {
        const [x, y, z] = [a, b, c].map((from) => {
          const to = operand(from.type, from.layout.shape, tight(from.layout.shape), 0);
          copy(from, to);
          return to;
        });
        gemm(0.5, matrixOf(x), matrixOf(y), beta, matrixOf(z));
        gemm(0.5, matrixOf(a), matrixOf(b), beta, matrixOf(c));
        expect(pairsOf(c)).toEqual(pairsOf(z));
      }),
      { numRuns: 25 },
    );
  });
});

describe("divide", () => {
  it("does not see powers of two: x·2ʲ over y·2ᵏ is x/y·2ʲ⁻ᵏ, bit by bit", () => {
    const part = fc.double({ min: -4, max: 4, noNaN: true }).filter((x) => Math.abs(x) > 1e-3);
    const power = fc.integer({ min: -250, max: 250 });
    fc.assert(
      fc.property(part, part, part, part, power, power, (a, b, c, d, j, k) => {
        const [s, t] = [2 ** j, 2 ** k];
        const [re, im] = divide(a, b, c, d);
        expect(divide(a * s, b * s, c * t, d * t)).toEqual([(re * s) / t, (im * s) / t]);
      }),
    );
  });

  it("has no quotient by zero", () => {
    expect(divide(1, 0, 0, 0)).toEqual([NaN, NaN]);
  });
});

/** Two real numbers as one complex one. */
function asComplex({ storage, offset }: Strided): Strided {
  const shape = operand(complex128, [1], tight([1]), 0).layout;
  const x = operand(complex128, [1], tight([1]), 0);
  const [re, im] = valuesOf({ type: float64, layout: operand(float64, [2], tight([2]), 0).layout, storage, offset });
  fillWith(partView(x, 0), () => re);
  fillWith(partView(x, 1), () => im);
  return { ...x, layout: shape };
}
