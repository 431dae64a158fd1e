import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Inputs, compute } from "./code.js";
import { lesson } from "./lesson.js";
import { levelLine } from "./level-lines.js";
import { NAMES } from "./methods.js";

const inputs: Inputs = {
  surface: "bowl",
  condition: 10,
  formula: "x",
  start: [-3, 2],
  learningRate: 0.05,
  momentum: 0.8,
  noise: 0,
  iterations: 20,
};
const own = (formula: string, start: readonly number[] = [0.5, -1.5]) =>
  compute({ ...inputs, surface: "own", formula, start, iterations: 5 });

describe("descent", () => {
  it("contracts a bowl by 1 − η·λ in each direction, and Newton is there in one step", () => {
    const rates = fc.integer({ min: 1, max: 18 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(rates, (learningRate) => {
        const { sgd, newton } = compute({ ...inputs, learningRate }).paths;
        for (const [k, [x, y]] of sgd.points.entries()) {
          const bound = 8 * k * 3 * Number.EPSILON; // a few roundings a step, of numbers up to 3 that do not grow
          expect(Math.abs(x + 3 * (1 - learningRate) ** k)).toBeLessThanOrEqual(bound);
          expect(Math.abs(y - 2 * (1 - 10 * learningRate) ** k)).toBeLessThanOrEqual(bound);
        }
        expect(newton.points).toHaveLength(2);
        expect(newton.end).toBe("arrived");
      }),
      { numRuns: 4 },
    );
  });

  it("tells when steps are too long: beyond 2/κ each overshoots more", () => {
    const { paths } = compute({ ...inputs, learningRate: 0.35, iterations: 200 });
    expect([paths.sgd.end, paths.newton.end, paths.lbfgs.end]).toEqual(["diverged", "arrived", "arrived"]);
    expect(paths.sgd.points.length).toBeLessThan(30);
  });

  it("finds the minima of the classics by what sees curvature", () => {
    const rosenbrock = compute({ ...inputs, surface: "rosenbrock", start: [-1.2, 1], iterations: 100 }).paths;
    const himmelblau = compute({ ...inputs, surface: "himmelblau", start: [3.5, 1.5], iterations: 100 }).paths;
    for (const method of ["newton", "lbfgs"] as const) {
      // |gᵢ| ≤ 1e-6 where it ends; the curvature of the valley is 0.399 at its lowest point, that of the other surface 25.7
      const valley = rosenbrock[method].points.at(-1) ?? [];
      expect(Math.hypot(valley[0] - 1, valley[1] - 1)).toBeLessThanOrEqual((Math.SQRT2 * 1e-6) / 0.39);
      const [x, y] = himmelblau[method].points.at(-1) ?? [];
      expect(Math.hypot(x - 3, y - 2)).toBeLessThanOrEqual((Math.SQRT2 * 1e-6) / 25);
    }
  });

  it("goes down a saddle without end, and says so", () => {
    const { paths } = compute({ ...inputs, surface: "saddle", start: [-2, 0.1], iterations: 200 });
    expect(paths.sgd.end).toBe("diverged");
    expect(paths.newton.end).toBe("diverged");
  });

  it("comes to the saddle point along the ridge, and does not call that a lowest point", () => {
    const given = { ...inputs, surface: "saddle", start: [-2, 0], noise: 0 } as const;
    const result = compute(given);
    const { points } = result.paths.sgd;
    for (const [k, [x, y]] of points.entries()) {
      expect(Math.abs(y)).toBe(0); // the slope is (2x, 0) there
      if (k > 0) expect(Math.abs(x)).toBeLessThan(Math.abs(points[k - 1][0]));
    }
    const caption = (start: readonly number[]): string =>
      lesson.caption(compute({ ...given, start }), { ...given, start, method: "sgd" });
    expect(caption([-2, 0])).toContain("leads to the saddle point, which is no lowest point");
    expect(caption([-2, 0.1])).toContain("goes down without end");
  });

  it.each([
    ["log(x)", "The formula has no value at (−3, 2.5)"],
    ["sqrt(x + 3)", "The surface has no slope at (−3, 2.5)"],
  ])("says where %s gives no way to begin, for every method", (formula, sentence) => {
    const given = { ...inputs, surface: "own", formula, start: [-3, 2.5] } as const;
    const result = compute(given);
    expect(lesson.caption(result, { ...given, method: "sgd" })).toContain(sentence);
    for (const method of NAMES) {
      expect(result.paths[method].points[0]).toEqual([-3, 2.5]);
      const steps = lesson.steps(result, { ...given, method });
      expect(steps.map(({ why }) => why)).toEqual([expect.stringContaining(sentence)]);
    }
  });

  it.each([
    ["x^2 + 3y", 0.25 - 4.5],
    ["-x^2", -0.25],
    ["2^-x * y", -1.5 / Math.SQRT2],
    ["x - y - 1", 1],
    ["4/x/2", 4],
    ["2 sin(x) cos(2 y)", 2 * Math.sin(0.5) * Math.cos(-3)],
    ["(x + 1)(y - 1)", -3.75],
    ["exp(abs(y)) + sqrt(x) - tanh(x)", Math.exp(1.5) + Math.SQRT1_2 - Math.tanh(0.5)],
  ])("reads %s", (formula, height) => {
    const found = own(formula).paths.sgd.values[0];
    expect(Math.abs(found - height)).toBeLessThanOrEqual(8 * Number.EPSILON * Math.abs(height)); // up to five operations
  });

  it.each([
    ["", "The formula needs x, y, a number or a function where it has the end."],
    ["x +", "The formula needs x, y, a number or a function where it has the end."],
    ["(x", "The formula needs a closing parenthesis where it has the end."],
    ["sin x", 'The formula needs a parenthesis where it has "x".'],
    ["x)", 'The formula needs an operation where it has ")".'],
    ["alert(1)", 'The formula needs x, y, a number or a function where it has "alert".'],
    ["constructor", 'The formula needs x, y, a number or a function where it has "constructor".'],
    ["3", "The formula must have x or y in it."],
  ])("refuses %s, with a sentence", (formula, sentence) => {
    expect(() => own(formula)).toThrow(sentence);
  });
});

describe("levelLine", () => {
  it("lies where the surface has that height: of x² + y² on a circle", () => {
    const axis = Array.from({ length: 41 }, (_, i) => i / 10 - 2);
    const grid = axis.map((y) => axis.map((x) => x * x + y * y));
    const pieces = levelLine(grid, 2, 1);
    expect(pieces.length).toBeGreaterThan(40);
    for (const [x, y] of pieces.flat()) expect(Math.abs(x * x + y * y - 1)).toBeLessThan(0.1 ** 2 / 4 + 1e-12); // h²/8 · f″
  });
});
