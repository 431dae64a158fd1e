import fc from "fast-check";
import { describe, it } from "vitest";
import { tightPlacements } from "./conformance/arbitraries.js";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, noise, shapes } from "./conformance/pages.js";
import {
  type Run,
  both,
  expectSame,
  expectWithin,
  input,
  magnitudes,
  output,
  seeds,
  valuesFor,
} from "./conformance/plans.js";
import { gamma, ulp } from "./conformance/tolerance.js";
import { type ElementType, bool, elementTypes, float32, float64, int32, uint32 } from "./element-type.js";
import { expm1 } from "./ops/exp-ops.js";
import { log } from "./ops/log-ops.js";
import { tanh } from "./ops/logistic-ops.js";
import * as mapOps from "./ops/map-ops.js";
import * as reduceOps from "./ops/reduce-ops.js";
import { sin } from "./ops/trig-ops.js";
import type { ZipOp } from "./ops/op.js";
import * as zipOps from "./ops/zip-ops.js";

const floats = fc.constantFrom<ElementType>(float32, float64);
const reals = fc.constantFrom<ElementType>(...Object.values(elementTypes).filter(({ kind }) => kind !== "complex"));
const integers = reals.filter(({ kind }) => kind !== "float");
const runs = { numRuns: 20 };

describe("kernels that move elements write the same bits as their reference, and nothing beyond", () => {
  it("copy, between any two dtypes and any strides", () => {
    const draw = fc
      .tuple(shapes, reals, reals)
      .chain(([shape, from, to]) => fc.tuple(input(from, shape), output(to, shape, true)));
    fc.assert(
      fc.property(draw, (plans) => expectSame(plans, (k) => (x, out) => k.copy(x, out))),
      { numRuns: 40 },
    );
  });

  it("select", () => {
    const draw = fc
      .tuple(shapes, reals)
      .chain(([shape, type]) =>
        fc.tuple(input(bool, shape), input(type, shape), input(type, shape), output(type, shape)),
      );
    fc.assert(
      fc.property(draw, (plans) => expectSame(plans, (k) => (c, a, b, out) => k.select(c, a, b, out))),
      runs,
    );
  });

  it("gather, scatter and scatterAdd", () => {
    const draw = fc
      .tuple(
        shapes.filter((shape) => shape.length > 0 && !shape.includes(0)),
        reals,
        fc.nat(),
        fc.nat(9),
        seeds,
      )
      .chain(([shape, type, at, count, seed]) => {
        const axis = at % shape.length;
        const short = shape.map((n, i) => (i === axis ? count : n));
        const random = noise(seed);
        const indices = input(int32, [count], (i) => Math.floor(Math.abs(random(i)) * shape[axis]));
        return fc.record({
          axis: fc.constant(axis),
          gathered: fc.tuple(input(type, shape), indices, output(type, short)),
          added: fc.tuple(input(type, short), indices, output(type, shape)),
        });
      });
    const law = fc.property(draw, ({ axis, gathered, added }) => {
      expectSame(gathered, (k) => (x, at, out) => k.gather(x, at, axis, out));
      expectSame(added, (k) => (x, at, out) => k.scatter(x, at, axis, out));
      expectSame(added, (k) => (x, at, out) => k.scatterAdd(x, at, axis, out));
    });
    fc.assert(law, runs);
  });

  it("sort, argsort and argpartition, with ties, signs of zero and NaN", () => {
    const draw = fc
      .tuple(
        shapes.filter((shape) => shape.length > 0 && !shape.includes(0)),
        reals,
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        seeds,
      )
      .chain(([shape, type, at, rank, descending, seed]) => {
        const axis = at % shape.length;
        const plain = valuesFor(type, seed);
        const special = [NaN, 0, -0, Infinity, 7];
        const value = (i: number): number =>
          type.kind === "float" && i % 5 === seed % 5 ? special[(i % 7) % 5] : plain(i >> 1);
        const x = input(type, shape, value);
        return fc.record({
          axis: fc.constant(axis),
          kth: fc.constant(rank % shape[axis]),
          descending: fc.constant(descending),
          sorted: fc.tuple(x, output(type, shape)),
          order: fc.tuple(x, output(int32, shape)),
        });
      });
    const law = fc.property(draw, ({ axis, kth, descending, sorted, order }) => {
      expectSame(sorted, (k) => (x, out) => k.sort(x, axis, descending, out));
      expectSame(order, (k) => (x, out) => k.argsort(x, axis, descending, out));
      expectSame(order, (k) => (x, out) => k.argpartition(x, axis, kth, descending, out));
    });
    fc.assert(law, { numRuns: 40 });
  });

  it("argselect", () => {
    const draw = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 300 }), fc.nat(5), reals, seeds)
      .chain(([rows, n, count, type, seed]) => {
        const random = noise(seed);
        const ranks = tightPlacements([rows, count]).map((placement): Plan => {
          const value = (i: number): number => Math.floor(Math.abs(random(i)) * n);
          return { type: int32, shape: [rows, count], placement, value, written: false };
        });
        return fc.tuple(input(type, [rows, n]), ranks, output(int32, [rows, count]));
      });
    fc.assert(
      fc.property(draw, (plans) => expectSame(plans, (k) => (x, ranks, out) => k.argselect(x, ranks, out))),
      { numRuns: 40 },
    );
  });

  it("philox", () => {
    const word = fc.nat(2 ** 32 - 1);
    const draw = fc
      .tuple(word, word, word, word, fc.nat(70))
      .chain(([a, b, c, d, n]) => fc.tuple(output(uint32, [n]), fc.constant([a, b, c, d])));
    fc.assert(
      fc.property(draw, ([plan, [a, b, c, d]]) => expectSame([plan], (k) => (out) => k.philox(a, b, c, d, out))),
      runs,
    );
  });
});

describe("elementwise kernels agree with their reference, and touch nothing beyond", () => {
  it.each(Object.values(mapOps))("map $name, every bit", (op) => {
    const draw = fc
      .tuple(shapes, reals)
      .chain(([shape, type]) => fc.tuple(input(type, shape), output(op.result === "bool" ? bool : type, shape)));
    fc.assert(
      fc.property(draw, (plans) => expectSame(plans, (k) => (x, out) => k.map(op, x, out))),
      { numRuns: 12 },
    );
  });

  it.each([expm1, log, tanh, sin])("map $name, within 4 ulps: 2 of the kernel, 2 of Math", (op) => {
    const draw = fc.tuple(shapes, floats).chain(([shape, type]) => fc.tuple(input(type, shape), output(type, shape)));
    const law = fc.property(draw, (plans) =>
      expectWithin(
        plans,
        (k) => (x, out) => k.map(op, x, out),
        (_, value) => 4 * ulp(value, plans[0].type),
      ),
    );
    fc.assert(law, { numRuns: 15 });
  });

  const pairs = (op: ZipOp, types: fc.Arbitrary<ElementType>): fc.Arbitrary<Plan[]> =>
    fc.tuple(shapes, types, fc.constantFrom(0, 1, 2)).chain(([shape, type, single]) => {
      const one = shape.map(() => 1);
      const [a, b] = [1, 2].map((which) => input(type, which === single ? one : shape));
      return fc.tuple(a, b, output(op.result === "bool" ? bool : type, shape));
    });

  it("zip pow, within 4 ulps", () => {
    const law = fc.property(pairs(zipOps.pow, floats), (plans) =>
      expectWithin(
        plans,
        (k) => (a, b, out) => k.zip(zipOps.pow, a, b, out),
        (_, value) => 4 * ulp(value, plans[0].type),
      ),
    );
    fc.assert(law, runs);
  });

  const exact = Object.values(zipOps).filter((op) => op.code >= 0 && op !== zipOps.pow);
  it.each(exact)("zip $name, every bit", (op) => {
    const draw = pairs(op, reals);
    fc.assert(
      fc.property(draw, (plans) => expectSame(plans, (k) => (a, b, out) => k.zip(op, a, b, out))),
      { numRuns: 12 },
    );
  });
});

describe("logical kernels on bools", () => {
  it.each([zipOps.logicalAnd, zipOps.logicalOr, zipOps.logicalXor])("zip $name, every bit", (op) => {
    const draw = fc.tuple(shapes, fc.boolean()).chain(([shape, single]) => {
      const a = input(bool, single ? shape.map(() => 1) : shape);
      return fc.tuple(a, input(bool, shape), output(bool, shape));
    });
    fc.assert(
      fc.property(draw, (plans) => expectSame(plans, (k) => (a, b, out) => k.zip(op, a, b, out))),
      runs,
    );
  });
});

describe("reductions agree with their reference, and touch nothing beyond", () => {
  const draw = (out: (type: ElementType) => ElementType, types = reals, least = 0) =>
    fc
      .tuple(
        shapes.filter((shape) => shape.every((n) => n >= least)),
        types,
      )
      .chain(([shape, type]) =>
        fc.subarray(shape.map((_, axis) => axis)).chain((axes) => {
          const kept = shape.filter((_, axis) => !axes.includes(axis));
          return fc.record({
            axes: fc.constant(axes),
            n: fc.constant(axes.reduce((n, axis) => n * shape[axis], 1)),
            plans: fc.tuple(input(type, shape), output(out(type), kept)),
          });
        }),
      );

  it("sum, within γ(44 + log₂ n)·Σ|xᵢ|", () => {
    const law = fc.property(
      draw((type) => type, floats),
      ({ axes, n, plans }) => {
        const run: Run = (k) => (x, out) => k.reduce(reduceOps.sum, x, axes, out);
        const [scale] = both(plans.map(magnitudes), run);
        const relative = gamma(44 + Math.log2(n + 1), plans[0].type) + gamma(n + 1, float64);
        expectWithin(plans, run, (i) => relative * scale[i] * (1 + relative));
      },
    );
    fc.assert(law, runs);
  });

  it("sum of integers, exactly", () => {
    const law = fc.property(
      draw(() => float64, integers),
      ({ axes, plans: [x, out] }) => {
        const extreme = 2 ** (8 * 2 ** x.type.shift - 1) - 1; // adds up beyond the dtype
        const large = { ...x, value: (i: number) => (x.type === bool ? 1 : extreme - (i % 3)) };
        expectSame([large, out], (k) => (y, total) => k.reduce(reduceOps.sum, y, axes, total));
      },
    );
    fc.assert(law, runs);
  });

  it.each([reduceOps.max, reduceOps.min, reduceOps.any, reduceOps.all])("$name, every value", (op) => {
    const isBool = op === reduceOps.any || op === reduceOps.all;
    const law = fc.property(
      draw((type) => (isBool ? bool : type)),
      ({ axes, plans }) =>
        expectWithin(
          plans,
          (k) => (x, out) => k.reduce(op, x, axes, out),
          () => 0, // −0 and 0 may stand for each other
        ),
    );
    fc.assert(law, runs);
  });

  it.each([reduceOps.argmax, reduceOps.argmin])("$name, every index", (op) => {
    const law = fc.property(
      draw(() => int32, reals, 1),
      ({ axes, plans }) => expectSame(plans, (k) => (x, out) => k.reduce(op, x, axes, out)),
    );
    fc.assert(law, runs);
  });
});

describe("products agree with their reference within 2γₖ₊₄ of the same product of magnitudes, and touch nothing beyond", () => {
  const side = fc.oneof(fc.nat(12), fc.integer({ min: 13, max: 70 }));
  const scales = fc.constantFrom(0, 1, -1, 0.7);

  it("gemm and gemv", () => {
    const draw = fc
      .tuple(side, fc.oneof(fc.constant(1), side), fc.oneof(side, fc.constant(390)), floats)
      .chain(([m, n, k, type]) =>
        fc.record({
          k: fc.constant(k),
          alpha: scales,
          beta: scales,
          plans: fc.tuple(input(type, [m, k]), input(type, [k, n]), output(type, [m, n], true)),
        }),
      );
    const law = fc.property(draw, ({ k, alpha, beta, plans }) => {
      const run =
        (a: number, b: number): Run =>
        ({ gemm, gemv }) =>
        (...operands) => {
          const [x, y, z] = operands.map(matrixOf);
          if (z.cols === 1) gemv(a, x, y, b, z);
          else gemm(a, x, y, b, z);
        };
      const [scale] = both(plans.map(magnitudes), run(Math.abs(alpha), Math.abs(beta)));
      const bound = 2 * gamma(k + 4, plans[0].type);
      expectWithin(plans, run(alpha, beta), (i) => bound * scale[i] * (1 + bound));
    });
    fc.assert(law, { numRuns: 12 });
  });

  it("trsm, whose triangle is near the identity: |Δ| ≤ 4γₖ₊₂·max|X|·‖T‖∞ with ‖T⁻¹‖∞ ≤ 2", () => {
    const draw = fc.tuple(side, side, floats).chain(([k, n, type]) =>
      fc.record({
        k: fc.constant(k),
        triangle: fc.constantFrom("lower" as const, "upper" as const),
        diag: fc.constantFrom("unit" as const, "nonunit" as const),
        plans: fc.tuple(
          // off the diagonal, a row adds up to less than ½: I − T has a norm under ½
          input(type, [k, k], (i) => (i % (k + 1) === 0 ? 1 : 0.5 / (k + 1))),
          output(type, [k, n], true),
        ),
      }),
    );
    const law = fc.property(draw, ({ k, triangle, diag, plans }) => {
      const free = { ...plans[0].placement, gaps: plans[0].placement.gaps.map((gap) => gap || 1) };
      const all = [{ ...plans[0], placement: free }, plans[1]];
      const run: Run =
        ({ trsm }) =>
        (t, b) =>
          trsm(0.5, matrixOf(t), triangle, diag, matrixOf(b));
      const largest = both(all, run)[0].reduce((m, value) => Math.max(m, Math.abs(value)), 0);
      const bound = 4 * gamma(k + 2, plans[0].type) * 1.5 * largest;
      expectWithin(all, run, () => bound * (1 + bound) + Number.MIN_VALUE);
    });
    fc.assert(law, runs);
  });
});
