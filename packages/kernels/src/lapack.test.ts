import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFloat, operands, placements, tameFloat } from "./conformance/arbitraries.js";
import { fillWith, matrixOf, operand, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { gamma } from "./conformance/tolerance.js";
import { float32, float64 } from "./element-type.js";
import { axpy, dot, ger, iamax, nrm2, rot, scal, swapRows, symv } from "./lapack.js";
import type { Strided } from "./strided.js";

const floats = fc.constantFrom(float32, float64);

/** Two vectors of one length and dtype, any strides. */
const pairs = fc
  .tuple(fc.nat(70), floats)
  .chain(([n, type]) => fc.tuple(operands(type, [n, 1], tameFloat, false), operands(type, [n, 1], tameFloat, false)));

function expectNear(actual: readonly number[], expected: readonly number[], bounds: readonly number[]): void {
  actual.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(bounds[i]));
  expect(actual).toHaveLength(expected.length);
}

describe("dot", () => {
  it("is Σ xᵢ·yᵢ within γₙ·Σ|xᵢ·yᵢ|", () => {
    const law = fc.property(pairs, ([x, y]) => {
      const products = valuesOf(x).map((v, i) => v * valuesOf(y)[i]);
      const exact = products.reduce((s, v) => s + v, 0);
      const scale = products.reduce((s, v) => s + Math.abs(v), 0);
      const error = Math.abs(dot(matrixOf(x), matrixOf(y)) - exact);
      expect(error).toBeLessThanOrEqual(gamma(products.length + 1, x.type) * scale);
    });
    fc.assert(law);
  });
});

describe("axpy, scal, rot", () => {
  it("axpy: y + α·x within 2u·(|y| + |α·x|), nothing else touched", () => {
    const law = fc.property(pairs, fc.constantFrom(0, 1, -0.3), ([x, y], alpha) => {
      const [p, q, around] = [valuesOf(x), valuesOf(y), surroundings(y)];
      axpy(alpha, matrixOf(x), matrixOf(y));
      const bounds = p.map((v, i) => gamma(3, x.type) * (Math.abs(alpha * v) + Math.abs(q[i])));
      expectNear(
        valuesOf(y),
        p.map((v, i) => q[i] + alpha * v),
        bounds,
      );
      expect(surroundings(y)).toEqual(around);
    });
    fc.assert(law);
  });

  it("scal: α·x within u·|α·x|", () => {
    const law = fc.property(pairs, fc.constantFrom(0, 1, -0.3), ([x], alpha) => {
      const [p, around] = [valuesOf(x), surroundings(x)];
      scal(alpha, matrixOf(x));
      expectNear(
        valuesOf(x),
        p.map((v) => alpha * v),
        p.map((v) => gamma(2, x.type) * Math.abs(alpha * v)),
      );
      expect(surroundings(x)).toEqual(around);
    });
    fc.assert(law);
  });

  it("rot keeps xᵢ² + yᵢ² and turns by the angle of (c, s)", () => {
    const law = fc.property(pairs, fc.double({ min: -4, max: 4, noNaN: true }), ([x, y], angle) => {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const [p, q, around] = [valuesOf(x), valuesOf(y), [...surroundings(x), ...surroundings(y)]];
      rot(matrixOf(x), matrixOf(y), c, s);
      const bounds = p.map((v, i) => gamma(4, x.type) * (Math.abs(v) + Math.abs(q[i])));
      expectNear(
        valuesOf(x),
        p.map((v, i) => c * v + s * q[i]),
        bounds,
      );
      expectNear(
        valuesOf(y),
        p.map((v, i) => c * q[i] - s * v),
        bounds,
      );
      expect([...surroundings(x), ...surroundings(y)]).toEqual(around);
    });
    fc.assert(law);
  });
});

describe("nrm2", () => {
  it("is √Σxᵢ² within γₙ₊₂ for numbers of any size", () => {
    const draw = fc
      .tuple(fc.nat(40), fc.constantFrom(1, 2 ** -1000, 2 ** 1000, 2 ** -540, 2 ** 520))
      .chain(([n, scale]) =>
        fc.tuple(
          operands(
            float64,
            [n, 1],
            tameFloat.map((v) => v * scale),
            false,
          ),
          fc.constant(scale),
        ),
      );
    const law = fc.property(draw, ([x, scale]) => {
      const exact = Math.sqrt(valuesOf(x).reduce((s, v) => s + (v / scale) ** 2, 0));
      const error = Math.abs(nrm2(matrixOf(x)) / scale - exact);
      expect(error).toBeLessThanOrEqual(gamma(x.layout.size + 4, float64) * exact);
    });
    fc.assert(law);
  });

  it.each([
    { values: [3e38, 3e38], norm: Math.sqrt(2 * Math.fround(3e38) ** 2), type: float32 },
    { values: [1e-45, 0], norm: Math.fround(1e-45), type: float32 },
    { values: [NaN, 1], norm: NaN, type: float64 },
    { values: [-Infinity, 1], norm: Infinity, type: float64 },
    { values: [0, -0], norm: 0, type: float64 },
  ])("of $values is $norm", ({ values, norm, type }) => {
    const x = fillWith(operand(type, [2, 1], tight([2, 1]), 0), ([i]) => values[i]);
    expect(nrm2(matrixOf(x))).toBe(norm);
  });
});

describe("iamax", () => {
  it("finds the first largest magnitude, or the first NaN", () => {
    const draw = fc.tuple(fc.nat(70), floats).chain(([n, type]) => operands(type, [n, 1], anyFloat, false));
    const law = fc.property(draw, (x) => {
      const magnitudes = valuesOf(x).map(Math.abs);
      const nan = magnitudes.findIndex(Number.isNaN);
      const best = magnitudes.reduce((m, v) => Math.max(m, v), -1);
      expect(iamax(matrixOf(x))).toBe(nan >= 0 ? nan : magnitudes.indexOf(best));
    });
    fc.assert(law);
  });
});

describe("swapRows", () => {
  it("exchanges two rows of a matrix of any strides", () => {
    const draw = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.nat(30), floats)
      .chain(([m, n, type]) => fc.tuple(operands(type, [m, n], anyFloat, false), fc.nat(m - 1), fc.nat(m - 1)));
    const law = fc.property(draw, ([a, i, j]) => {
      const [, n] = a.layout.shape;
      const [before, around] = [valuesOf(a), surroundings(a)];
      swapRows(matrixOf(a), i, j);
      const from = (row: number): number => (row === i ? j : row === j ? i : row);
      expect(valuesOf(a)).toEqual(before.map((_, at) => before[from(Math.floor(at / n)) * n + (at % n)]));
      expect(surroundings(a)).toEqual(around);
    });
    fc.assert(law);
  });
});

describe("ger", () => {
  it("adds α·x·yᵀ within γ₃·(|A| + |α|·|x|·|y|ᵀ), for any strides", () => {
    const draw = fc.tuple(fc.nat(20), fc.nat(40), floats).chain(([m, n, type]) => {
      const a = operands(type, [m, n], tameFloat, false);
      return fc.tuple(a, operands(type, [m, 1], tameFloat, false), operands(type, [n, 1], tameFloat, false));
    });
    const law = fc.property(draw, ([a, x, y]) => {
      const [before, around, p, q] = [valuesOf(a), surroundings(a), valuesOf(x), valuesOf(y)];
      const n = q.length;
      ger(-0.7, matrixOf(x), matrixOf(y), matrixOf(a));
      const terms = before.map((_, at) => -0.7 * p[Math.floor(at / n)] * q[at % n]);
      const bounds = terms.map((v, at) => gamma(4, a.type) * (Math.abs(v) + Math.abs(before[at])));
      expectNear(
        valuesOf(a),
        terms.map((v, at) => before[at] + v),
        bounds,
      );
      expect(surroundings(a)).toEqual(around);
    });
    fc.assert(law);
  });
});

describe("symv", () => {
  it("computes α·A·x + β·y from one triangle within γₙ₊₄·(|α|·|A|·|x| + |β|·|y|)", () => {
    const draw = fc.tuple(fc.nat(40), floats).chain(([n, type]) =>
      fc.record({
        uplo: fc.constantFrom("lower" as const, "upper" as const),
        alpha: fc.constantFrom(1, -0.6),
        beta: fc.constantFrom(0, 1, 2.5),
        placement: placements([n, n], false),
        x: operands(type, [n, 1], tameFloat, false),
        y: operands(type, [n, 1], tameFloat, false),
      }),
    );
    const law = fc.property(draw, ({ uplo, alpha, beta, placement, x, y }) => {
      const n = x.layout.size;
      const element = (i: number, j: number): number => Math.fround(Math.sin(i + j) + i * j);
      const read = (i: number, j: number): boolean => (uplo === "lower" ? i >= j : i <= j);
      const a: Strided = fillWith(operand(x.type, [n, n], placement, NaN), ([i, j]) =>
        read(i, j) ? element(i, j) : NaN,
      );
      const [p, q, around] = [valuesOf(x), valuesOf(y), surroundings(y)];
      symv(uplo, alpha, matrixOf(a), matrixOf(x), beta, matrixOf(y));
      const sums = q.map((v, i) => p.reduce((s, w, j) => s + alpha * element(i, j) * w, beta * v));
      const scales = q.map((v, i) =>
        p.reduce((s, w, j) => s + Math.abs(alpha * element(i, j) * w), Math.abs(beta * v)),
      );
      expectNear(
        valuesOf(y),
        sums,
        scales.map((s) => gamma(n + 5, x.type) * s),
      );
      expect(surroundings(y)).toEqual(around);
    });
    fc.assert(law);
  });
});
