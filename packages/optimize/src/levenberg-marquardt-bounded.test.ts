import { type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bealeTerms } from "./fixtures/classic-functions.js";
import { levenbergMarquardt } from "./levenberg-marquardt.js";
import type { Minimum } from "./minimize.js";

const rosenbrock = (x: NDArray): NDArray => {
  const [a, b] = x.toArray() as number[];
  return array([10 * (b - a * a), 1 - a]);
};
const beale = (x: NDArray): NDArray => array(bealeTerms(x.toArray() as number[]));
const wood = (x: NDArray): NDArray => {
  const [a, b, c, d] = x.toArray() as number[];
  const [r10, r90] = [Math.sqrt(10), Math.sqrt(90)];
  return array([10 * (b - a * a), 1 - a, r90 * (d - c * c), 1 - c, r10 * (b + d - 2), (b - d) / r10]);
};

/** max |P(x − g) − x|. */
function stationarity({ x, gradient }: Minimum<NDArray>, lower: readonly number[], upper: readonly number[]): number {
  const g = gradient.toArray() as number[];
  const moved = (x.toArray() as number[]).map((v, i) => Math.min(Math.max(v - g[i], lower[i]), upper[i]) - v);
  return Math.max(...moved.map(Math.abs));
}

// Values of scipy.optimize.least_squares(method="dogbox", xtol=gtol=ftol=1e-15) of SciPy 1.17.1.
const problems = [
  ["Rosenbrock", rosenbrock, [-1.2, 1], [-2, -1], [0.5, 2], 0.125],
  ["Beale", beale, [1, 1], [0.6, 0.5], [10, 100], 0.0],
  ["Beale, b at most 0.3", beale, [1, 0.2], [-10, -10], [10, 0.3], 0.0500665282015],
  ["Wood", wood, [-3, -1, -3, -1], [-100, -100, -100, -100], [0, 10, 100, 100], 0.778350400219],
] as const;

describe("levenbergMarquardt within bounds", () => {
  it.each(problems)("%s: the projected gradient vanishes, at SciPy's value", (_name, f, x0, lower, upper, value) => {
    // differences look beyond a bound by |x|/256, or 1/256
    const isNear = (v: number, i: number): boolean => {
      const room = Math.max(1, Math.abs(v)) / 128;
      return v >= lower[i] - room && v <= upper[i] + room;
    };
    const seen = (x: NDArray): NDArray => {
      expect((x.toArray() as number[]).every(isNear)).toBe(true);
      return f(x);
    };
    const bounds = { lower: array([...lower]), upper: array([...upper]) };
    const found = levenbergMarquardt(seen, array([...x0]), { bounds, gradientTolerance: 1e-8 });
    expect(found.reason).toBe("gradient");
    expect(stationarity(found, lower, upper)).toBeLessThanOrEqual(1e-8);
    expect(Math.abs(found.value - value)).toBeLessThanOrEqual(1e-8 * Math.max(1, value));
  });

  it("meets the conditions of a minimum for any fit of an exponential in any box", () => {
    const times = Array.from({ length: 11 }, (_, i) => i / 10);
    const unit = fc.integer({ min: -128, max: 128 }).map((k) => k / 64);
    fc.assert(
      fc.property(unit, unit, fc.array(unit, { minLength: 4, maxLength: 4 }), (scale, rate, [a, b, c, d]) => {
        const [lower, upper] = [
          [Math.min(a, b), Math.min(c, d)],
          [Math.max(a, b), Math.max(c, d)],
        ];
        const y = times.map((t, i) => scale * Math.exp(rate * t) + Math.sin(9 * i) / 10);
        const f = (x: NDArray): NDArray => {
          const [p, q] = x.toArray() as number[];
          return array(times.map((t, i) => p * Math.exp(q * t) - y[i]));
        };
        const bounds = { lower: array(lower), upper: array(upper) };
        const found = levenbergMarquardt(f, array([0, 0]), { bounds, gradientTolerance: 1e-7 });
        expect(stationarity(found, lower, upper)).toBeLessThanOrEqual(1e-6);
      }),
    );
  });

  it("is as without bounds where none is met", () => {
    const free = levenbergMarquardt(rosenbrock, array([-1.2, 1]));
    const wide = levenbergMarquardt(rosenbrock, array([-1.2, 1]), { bounds: { lower: -100, upper: 100 } });
    expect(wide.x.toArray()).toEqual(free.x.toArray());
    expect(wide.evaluations).toBe(free.evaluations);
  });
});

describe("bad bounds", () => {
  it("are refused in full", () => {
    const run = (bounds: object): unknown => levenbergMarquardt(rosenbrock, array([-1.2, 1]), { bounds });
    expect(() => run({ lower: 1, upper: 0 })).toThrow(ValueError);
    expect(() => run({ lower: 1, upper: 0 })).toThrow(
      "levenbergMarquardt: a lower bound must not exceed the upper one; got 1 and 0 for variable 0.",
    );
    expect(() => run({ lower: array([1, 2, 3]) })).toThrow(ShapeError);
    expect(() => run({ lower: array([1, 2, 3]) })).toThrow(
      "levenbergMarquardt: the lower bound must be a tree like x; got lower bound [3] and x [2].",
    );
  });
});
