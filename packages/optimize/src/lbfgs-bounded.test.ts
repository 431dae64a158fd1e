import { type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Box } from "./bounds.js";
import { cauchyPoint } from "./cauchy-point.js";
import { CompactMatrix } from "./compact-matrix.js";
import { type Classic, beale, objectiveOf, powell, rosenbrock, wood } from "./fixtures/classic-functions.js";
import { Quadratic } from "./fixtures/quadratic.js";
import counts from "./fixtures/scipy-counts.json" with { type: "json" };
import { lbfgs } from "./lbfgs.js";
import type { Objective } from "./objective.js";
import { Pairs } from "./pairs.js";
import { subspaceMinimum } from "./subspace-minimum.js";
import { difference, dot } from "./vector.js";

/** The sample problem of L-BFGS-B's driver1. */
const driver: Objective<NDArray> = (x) => {
  const p = x.toTypedArray() as Float64Array;
  const gradient = p.map(() => 0);
  let value = (p[0] - 1) ** 2;
  gradient[0] = 2 * (p[0] - 1);
  for (let i = 1; i < p.length; i++) {
    const t = p[i] - p[i - 1] ** 2;
    value += 4 * t * t;
    gradient[i - 1] -= 16 * p[i - 1] * t;
    gradient[i] += 8 * t;
  }
  return { value, gradient: array(gradient) };
};

const vector = (n: number, f: (i: number) => number): NDArray =>
  array(Float64Array.from({ length: n }, (_, i) => f(i)));
const of = (classic: Classic, lower: number[], upper: number[]) =>
  [classic.name, objectiveOf(classic), array([...classic.start]), array(lower), array(upper)] as const;
const quadratic = new Quadratic(1000, 1e4);
const problems: readonly (readonly [string, Objective<NDArray>, NDArray, NDArray, NDArray])[] = [
  of(rosenbrock, [-2, -1], [0.5, 2]),
  of(beale, [0.6, 0.5], [10, 100]),
  of(powell, [0.1, -20, -1, -1], [100, 20, 1, 50]),
  of(wood, [-100, -100, -100, -100], [0, 10, 100, 100]),
  [
    "driver1 of L-BFGS-B",
    driver,
    vector(25, () => 3),
    vector(25, (i) => (i % 2 === 0 ? 1 : -100)),
    vector(25, () => 100),
  ],
  [quadratic.name, quadratic.objective, quadratic.start, vector(1000, () => -0.01), vector(1000, () => 0.02)],
];
const bounded: Readonly<Record<string, { readonly evaluations: number }>> = counts.bounded;

describe("lbfgs within bounds", () => {
  it.each(problems)(
    "%s: the projected gradient vanishes, in at most 1.3 times SciPy's evaluations",
    (name, f, x0, lower, upper) => {
      const low = lower.toTypedArray();
      const high = upper.toTypedArray();
      const seen: Objective<NDArray> = (x) => {
        expect(x.toTypedArray().every((v: number, i: number) => v >= low[i] && v <= high[i])).toBe(true);
        return f(x);
      };
      const found = lbfgs(seen, x0, { bounds: { lower, upper } });
      expect(found.reason).toBe("gradient");
      const gradient = found.gradient.toTypedArray();
      found.x.toTypedArray().forEach((v: number, i: number) => {
        expect(Math.abs(Math.min(Math.max(v - gradient[i], low[i]), high[i]) - v)).toBeLessThanOrEqual(1e-6);
      });
      expect(found.evaluations).toBeLessThanOrEqual(1.3 * bounded[name].evaluations);
    },
  );

  it("a separable quadratic ends at its minimum clipped to the box", () => {
    const small = new Quadratic(50, 1e4);
    const x = lbfgs(small.objective, small.start, { bounds: { lower: -0.01, upper: 0.02 } }).x.toTypedArray();
    small.minimum.forEach((m, i) => {
      expect(Math.abs(x[i] - Math.min(Math.max(m, -0.01), 0.02))).toBeLessThanOrEqual(1e-6);
    });
  });

  it("is as without bounds where none is met", () => {
    const free = lbfgs(objectiveOf(rosenbrock), array([-1.2, 1]));
    const wide = lbfgs(objectiveOf(rosenbrock), array([-1.2, 1]), { bounds: { lower: -10 } });
    const [a, b] = difference(wide.x.toTypedArray() as Float64Array, free.x.toTypedArray() as Float64Array);
    expect(Math.hypot(a, b)).toBeLessThanOrEqual(1e-5); // gradients of 1e-6 over a least eigenvalue of 0.4, twice
  });

  it("takes trees, moves the start inside, and rounds bounds to what float32 can hold", () => {
    const x0 = { a: array([5], { dtype: "float32" }) as NDArray, b: array([[5, 5]]) as NDArray };
    const f = ({ a, b }: typeof x0) => ({
      value: a.mul(a).sum().item() + b.mul(b).sum().item(),
      gradient: { a: a.mul(2) as NDArray, b: b.mul(2) as NDArray },
    });
    const lower = { a: array([0.1], { dtype: "float32" }) as NDArray, b: array([[-1, 1]]) as NDArray };
    const { x } = lbfgs(f, x0, { bounds: { lower, upper: 2 } });
    expect(x.a.item()).toBe(Math.fround(0.1));
    expect((x.b.toArray() as number[][])[0][1]).toBe(1);
    expect(Math.abs((x.b.toArray() as number[][])[0][0])).toBeLessThanOrEqual(5e-7);
  });

  it("keeps a variable whose bounds are one number", () => {
    const bounds = { lower: array([-1.2, 0.5]), upper: array([10, 0.5]) };
    const { x } = lbfgs(objectiveOf(rosenbrock), array([-1.2, 1]) as NDArray, { bounds });
    expect((x.toArray() as number[])[1]).toBe(0.5);
  });

  it("ends at a corner at once where the gradient leads out of it", () => {
    const f = (x: NDArray) => ({ value: x.sum().item(), gradient: array([1, 1]) as NDArray });
    const { reason, evaluations, x } = lbfgs(f, array([3, 3]) as NDArray, { bounds: { lower: 0 } });
    expect([reason, x.toArray()]).toEqual(["gradient", [0, 0]]);
    expect(evaluations).toBeLessThanOrEqual(6); // 1, 1/√2 of the way, grown by at most 4
  });
});

describe("the quadratic model in a box", () => {
  const n = 5;
  const unit = fc.integer({ min: -64, max: 64 }).map((k) => k / 32);
  const vec = fc.array(unit, { minLength: n, maxLength: n }).map((v) => Float64Array.from(v));
  const setting = fc.record({ x: vec, g: vec, steps: fc.array(fc.tuple(vec, vec), { maxLength: 3 }), width: vec });

  const prepared = ({
    x,
    g,
    steps,
    width,
  }: {
    x: Float64Array;
    g: Float64Array;
    steps: [Float64Array, Float64Array][];
    width: Float64Array;
  }) => {
    const pairs = new Pairs(3);
    // y = s + small: positive curvature
    steps.forEach(([s, y]) =>
      pairs.add(
        s,
        s.map((v, i) => 2 * v + y[i] / 8),
      ),
    );
    const box = new Box(
      x.map((v, i) => v - Math.abs(width[i])),
      x.map((v, i) => v + Math.abs(width[i])),
    );
    const matrix = new CompactMatrix(pairs.list);
    const model = (z: Float64Array): number => {
      const d = difference(z, x);
      const p = matrix.project(d);
      return dot(g, d) + (matrix.theta * dot(d, d) - dot(p, matrix.times(p))) / 2;
    };
    return { pairs, box, matrix, model, x, g };
  };

  it("B·s = y for the last pair (the secant equation)", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { pairs, matrix } = prepared(given);
        const last = pairs.list.at(-1);
        fc.pre(last !== undefined && dot(last.s, last.s) > 0.1);
        const { s, y } = last ?? { s: given.x, y: given.x };
        const image = matrix.times(matrix.project(s));
        s.forEach((v, i) => expect(Math.abs(matrix.theta * v - matrix.at(i, image) - y[i])).toBeLessThanOrEqual(1e-8));
      }),
    );
  });

  it("the Cauchy point is the first local minimum along the projected gradient", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { box, matrix, model, x, g } = prepared(given);
        const cauchy = cauchyPoint(x, g, box, matrix);
        const at = (t: number): Float64Array => box.project(x.map((v, i) => v - t * g[i]));
        const found = model(cauchy.x);
        // Falls all the way there: no point of the path before it is lower.
        for (let k = 0; k <= 64; k++) {
          const z = at(k / 16);
          const before = z.every((v, i) => Math.abs(v - x[i]) <= Math.abs(cauchy.x[i] - x[i]) + 1e-12);
          if (before) expect(found).toBeLessThanOrEqual(model(z) + 1e-9);
        }
        expect(found).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("the subspace minimum descends, is inside, and where no bound stops it the model's gradient vanishes there", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { box, matrix, x, g } = prepared(given);
        const cauchy = cauchyPoint(x, g, box, matrix);
        const z = subspaceMinimum(x, g, cauchy, box, matrix);
        const d = difference(z, x);
        z.forEach((v, i) => expect(v >= box.lower[i] && v <= box.upper[i]).toBe(true));
        if (dot(d, d) > 1e-12) expect(dot(g, d)).toBeLessThan(0);
        if (matrix.width > 0 && z.every((v, i) => v > box.lower[i] && v < box.upper[i])) {
          const image = matrix.times(matrix.project(d));
          g.forEach((slope, i) =>
            expect(Math.abs(slope + matrix.theta * d[i] - matrix.at(i, image))).toBeLessThanOrEqual(1e-8),
          );
        }
      }),
    );
  });
});

describe("bad bounds", () => {
  const run = (bounds: unknown): unknown =>
    lbfgs(objectiveOf(rosenbrock), array([-1.2, 1]) as NDArray, { bounds: bounds as { lower: number } });

  it.each([
    [3, ValueError, "lbfgs: bounds must be an object; got 3. Write { lower, upper }."],
    [
      { lower: 3, upper: 2 },
      ValueError,
      "lbfgs: a lower bound must not exceed the upper one; got 3 and 2 for variable 0.",
    ],
    [
      { lower: Number.NaN },
      ValueError,
      "lbfgs: a lower bound must not exceed the upper one; got NaN and Infinity for variable 0.",
    ],
    [{ upper: array([1]) }, ShapeError, "lbfgs: the upper bound must be a tree like x; got upper bound [1] and x [2]."],
    [{ lower: "0" }, ShapeError, "lbfgs: the lower bound must be a tree like x; got lower bound [] and x [2]."],
  ] as const)("%j", (bounds, kind, message) => {
    expect(() => run(bounds)).toThrow(kind);
    expect(() => run(bounds)).toThrow(message);
  });
});
