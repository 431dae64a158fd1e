import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { realType } from "./complex/parts.js";
import { matrixOf } from "./conformance/operand.js";
import { noise, shapes } from "./conformance/pages.js";
import { type Run, both, expectSame, expectWithin, input, output, seeds } from "./conformance/plans.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, bool, complex128, complex64, float64, int32 } from "./element-type.js";
import { exp } from "./ops/exp-ops.js";
import { sum } from "./ops/reduce-ops.js";
import { add, div, equal, mul, sub } from "./ops/zip-ops.js";

const types = fc.constantFrom<ElementType>(complex64, complex128);
const runs = { numRuns: 25 };

/** Roundings of a part, of the kernel in its dtype and of the reference in float64. */
const roundings = (n: number, type: ElementType): number => gamma(n, realType(type)) + gamma(n, float64);

describe("complex kernels that move elements write the same bits as their reference, and nothing beyond", () => {
  it("copy and select", () => {
    const draw = fc
      .tuple(shapes, types)
      .chain(([shape, type]) =>
        fc.tuple(input(bool, shape), input(type, shape), input(type, shape), output(type, shape)),
      );
    const law = fc.property(draw, ([condition, a, b, out]) => {
      expectSame([a, out], (k) => (x, y) => k.copy(x, y));
      expectSame([condition, a, b, out], (k) => (c, x, y, z) => k.select(c, x, y, z));
    });
    fc.assert(law, runs);
  });

  it("gather, scatter and scatterAdd", () => {
    const full = shapes.filter((shape) => shape.length > 0 && !shape.includes(0));
    const draw = fc.tuple(full, types, fc.nat(), fc.nat(9), seeds).chain(([shape, type, at, count, seed]) => {
      const axis = at % shape.length;
      const short = shape.map((n, i) => (i === axis ? count : n));
      const random = noise(seed);
      const indices = input(int32, [count], (i) => Math.floor(Math.abs(random(i)) * shape[axis]));
      return fc.record({
        axis: fc.constant(axis),
        gathered: fc.tuple(input(type, shape), indices, output(type, short)),
        spread: fc.tuple(input(type, short), indices, output(type, shape)),
      });
    });
    const law = fc.property(draw, ({ axis, gathered, spread }) => {
      expectSame(gathered, (k) => (x, at, out) => k.gather(x, at, axis, out));
      expectSame(spread, (k) => (x, at, out) => k.scatter(x, at, axis, out));
      expectSame(spread, (k) => (x, at, out) => k.scatterAdd(x, at, axis, out));
    });
    fc.assert(law, runs);
  });
});

describe("complex elementwise kernels and sums agree with their reference, and touch nothing beyond", () => {
  const pair = (out: (type: ElementType) => ElementType) =>
    fc.tuple(shapes, types, fc.boolean()).chain(([shape, type, single]) => {
      const first = single ? shape.map(() => 1) : shape;
      return fc.tuple(input(type, first), input(type, shape), output(out(type), shape));
    });

  it.each([add, sub, div, equal])("zip $name, every bit", (op) => {
    const law = fc.property(
      pair((type) => (op === equal ? bool : type)),
      (plans) => expectSame(plans, (k) => (a, b, out) => k.zip(op, a, b, out)),
    );
    fc.assert(law, runs);
  });

  it("zip mul, each part within γ₂·(|Re x·Re y| + |Im x·Im y|) ≤ γ₂·2·90²", () => {
    const law = fc.property(
      pair((type) => type),
      (plans) => {
        const bound = roundings(2, plans[0].type) * 2 * 90 ** 2;
        expectWithin(
          plans,
          (k) => (a, b, out) => k.zip(mul, a, b, out),
          () => bound,
        );
      },
    );
    fc.assert(law, runs);
  });

  it("map exp, every bit", () => {
    const draw = fc.tuple(shapes, types).chain(([shape, type]) => fc.tuple(input(type, shape), output(type, shape)));
    fc.assert(
      fc.property(draw, (plans) => expectSame(plans, (k) => (x, out) => k.map(exp, x, out))),
      runs,
    );
  });

  it("sum, each part within γ(44 + log₂ n)·n·90", () => {
    const draw = fc.tuple(shapes, types).chain(([shape, type]) =>
      fc.subarray(shape.map((_, axis) => axis)).chain((axes) => {
        const kept = shape.filter((_, axis) => !axes.includes(axis));
        const n = axes.reduce((m, axis) => m * shape[axis], 1);
        return fc.record({
          axes: fc.constant(axes),
          n: fc.constant(n),
          plans: fc.tuple(input(type, shape), output(type, kept)),
        });
      }),
    );
    const law = fc.property(draw, ({ axes, n, plans }) => {
      const bound = (gamma(44 + Math.log2(n + 1), realType(plans[0].type)) + gamma(n + 1, float64)) * n * 90;
      expectWithin(
        plans,
        (k) => (x, out) => k.reduce(sum, x, axes, out),
        () => bound,
      );
    });
    fc.assert(law, runs);
  });
});

describe("complex products agree with their reference, and touch nothing beyond", () => {
  const side = fc.oneof(fc.nat(12), fc.integer({ min: 13, max: 40 }));
  const scales = fc.constantFrom(0, 1, -1, 0.7);

  it("gemm and gemv, each part within γ₂ₖ₊₄ times the magnitudes of 2·k products and of C", () => {
    const draw = fc
      .tuple(side, fc.oneof(fc.constant(1), side), fc.oneof(side, fc.constant(390)), types, seeds)
      .chain(([m, n, k, type, seed]) =>
        fc.record({
          k: fc.constant(k),
          alpha: scales,
          beta: scales,
          plans: fc.tuple(
            input(type, [m, k], noise(seed)),
            input(type, [k, n], noise(seed + 7)),
            output(type, [m, n], true).map((plan) => ({ ...plan, value: noise(seed + 9) })),
          ),
        }),
      );
    const law = fc.property(draw, ({ k, alpha, beta, plans }) => {
      const run: Run =
        ({ gemm, gemv }) =>
        (...operands) => {
          const [x, y, z] = operands.map(matrixOf);
          if (z.cols === 1) gemv(alpha, x, y, beta, z);
          else gemm(alpha, x, y, beta, z);
        };
      const bound = roundings(2 * k + 4, plans[0].type) * (2 * k * Math.abs(alpha) + Math.abs(beta)); // parts are below 1
      expectWithin(plans, run, () => bound);
    });
    fc.assert(law, runs);
  });

  it("trsm, whose triangle is near the identity: |Δ| ≤ 4·√2·γ₂ₖ₊₈·max|X|·‖T‖∞ with ‖T⁻¹‖∞ ≤ 2", () => {
    const draw = fc.tuple(side, side, types).chain(([k, n, type]) => {
      // off the diagonal, the moduli of a row add up to less than ½: I − T has a norm under ½
      const near = (i: number): number => {
        const isDiagonal = (i >> 1) % (k + 1) === 0;
        return isDiagonal ? 1 - (i & 1) : 0.3 / (k + 1);
      };
      return fc.record({
        k: fc.constant(k),
        triangle: fc.constantFrom("lower" as const, "upper" as const),
        diag: fc.constantFrom("unit" as const, "nonunit" as const),
        plans: fc.tuple(input(type, [k, k], near), output(type, [k, n], true)),
      });
    });
    const law = fc.property(draw, ({ k, triangle, diag, plans: [t, b] }) => {
      const free = { ...t.placement, gaps: t.placement.gaps.map((gap) => gap || 1) };
      const all = [{ ...t, placement: free }, b];
      const run: Run =
        ({ trsm }) =>
        (x, y) =>
          trsm(0.5, matrixOf(x), triangle, diag, matrixOf(y));
      const largest = both(all, run)[0].reduce((m, value) => Math.max(m, Math.abs(value)), 0); // of a part: √2 times that
      const bound = 4 * 2 * roundings(2 * k + 8, t.type) * 1.5 * largest;
      expectWithin(all, run, () => bound * (1 + bound) + Number.MIN_VALUE);
      expect(Number.isFinite(largest)).toBe(true);
    });
    fc.assert(law, runs);
  });
});
