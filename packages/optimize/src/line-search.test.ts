import { ValueError } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backtracking } from "./backtracking.js";
import type { Trial } from "./line-search.js";
import { strongWolfe } from "./strong-wolfe.js";

type Phi = (t: number) => readonly [value: number, slope: number];

const line =
  (phi: Phi) =>
  (step: number): Trial => {
    const [value, slope] = phi(step);
    return { step, value, slope };
  };

/** Lines with one minimum or several: Moré & Thuente 1994, §5, functions 1 to 3, and others. */
const phis: Record<string, Phi> = {
  "−t / (t² + 2)": (t) => [-t / (t * t + 2), (t * t - 2) / (t * t + 2) ** 2],
  "(t + 0.004)⁵ − 2(t + 0.004)⁴": (t) => [
    (t + 0.004) ** 5 - 2 * (t + 0.004) ** 4,
    5 * (t + 0.004) ** 4 - 8 * (t + 0.004) ** 3,
  ],
  "cos with a slope": (t) => [Math.cos(t) - 0.1 * t, -Math.sin(t) - 0.1],
  "a steep parabola": (t) => [1e6 * (t - 1e-3) ** 2, 2e6 * (t - 1e-3)],
  "a flat parabola": (t) => [1e-6 * (t - 1e3) ** 2, 2e-6 * (t - 1e3)],
  "a wall at 1": (t) => (t < 1 ? [t - 2 * Math.sqrt(t + 0.01), 1 - 1 / Math.sqrt(t + 0.01)] : [Number.NaN, Number.NaN]),
};

const names = Object.keys(phis);
const initial = fc.integer({ min: -3, max: 3 }).map((e) => 10 ** e);

describe("strongWolfe", () => {
  it("answers a step with φ(α) ≤ φ(0) + c₁·α·φ′(0) and |φ′(α)| ≤ c₂·|φ′(0)|", () => {
    const constants = fc.constantFrom([1e-4, 0.9], [1e-4, 0.1], [1e-3, 1e-2]);
    fc.assert(
      fc.property(fc.constantFrom(...names), initial, constants, (name, first, [decrease, curvature]) => {
        const phi = line(phis[name]);
        const start = phi(0);
        const { point, satisfied } = strongWolfe(phi, start, {
          decrease,
          curvature,
          initial: first,
          maxEvaluations: 60,
        });
        expect(satisfied).toBe(true);
        const { step, value, slope } = point ?? start;
        expect(value).toBeLessThanOrEqual(start.value + decrease * step * start.slope);
        expect(Math.abs(slope)).toBeLessThanOrEqual(-curvature * start.slope);
      }),
    );
  });

  it("finds the minimum of a parabola at the first interpolation", () => {
    let calls = 0;
    const phi = (t: number): Trial => (calls++, { step: t, value: (t - 0.3) ** 2, slope: 2 * (t - 0.3) });
    const { point } = strongWolfe(phi, phi(0), { curvature: 0.1 });
    expect(calls).toBe(3);
    expect(Math.abs((point?.step ?? 0) - 0.3)).toBeLessThanOrEqual(4 * Number.EPSILON);
  });

  it("answers the best step when evaluations run out, and none when nothing is lower", () => {
    const fall = line((t) => [-t, -1]);
    const best = strongWolfe(fall, fall(0), { maxEvaluations: 5 });
    expect(best.satisfied).toBe(false);
    expect(best.point?.value).toBeLessThan(0);
    const rise = line((t) => [t, t === 0 ? -1 : 1]);
    expect(strongWolfe(rise, rise(0))).toEqual({ point: null, satisfied: false });
  });
});

describe.each([
  ["strongWolfe", strongWolfe],
  ["backtracking", backtracking],
] as const)("%s beyond a wall at 1", (_name, search) => {
  const inside: Phi = (t) => [(t - 0.5) ** 2, 2 * (t - 0.5)];
  it.each([
    ["NaN", [Number.NaN, Number.NaN]],
    ["∞", [Number.POSITIVE_INFINITY, 1]],
    ["−∞", [Number.NEGATIVE_INFINITY, -1]],
    ["a value without a slope", [-1, Number.NaN]],
    ["a value with an endless slope", [-1, Number.NEGATIVE_INFINITY]],
  ] as const)("of %s steps back to where φ is finite", (_wall, wall) => {
    for (const initial of [0.01, 1, 2, 1e3, 1e300]) {
      const phi = line((t) => (t < 1 ? inside(t) : wall));
      const { point } = search(phi, phi(0), { initial, maxEvaluations: 1100 });
      expect(point?.value).toBeLessThan(0.25);
    }
  });
});

describe("the longest step", () => {
  const fall = line((t) => [-t, -1]);

  it("is taken where φ still falls there, and none is longer", () => {
    const steps: number[] = [];
    const { point, satisfied } = strongWolfe((t) => (steps.push(t), fall(t)), fall(0), { longest: 7 });
    expect([point?.step, satisfied]).toEqual([7, false]);
    expect(Math.max(...steps)).toBe(7);
    expect(backtracking(fall, fall(0), { initial: 10, longest: 7 }).point?.step).toBe(7);
  });
});

describe("backtracking", () => {
  it("answers a step with φ(α) ≤ φ(0) + c₁·α·φ′(0), none longer than the first", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), initial, (name, first) => {
        const phi = line(phis[name]);
        const start = phi(0);
        const { point, satisfied } = backtracking(phi, start, { initial: first });
        expect(satisfied).toBe(true);
        const { step, value } = point ?? start;
        expect(value).toBeLessThanOrEqual(start.value + 1e-4 * step * start.slope);
        expect(step).toBeLessThanOrEqual(first);
      }),
    );
  });

  it("answers none when nothing is lower", () => {
    const rise = line((t) => [t, t === 0 ? -1 : 1]);
    expect(backtracking(rise, rise(0))).toEqual({ point: null, satisfied: false });
  });
});

describe("bad input", () => {
  it("refuses a line that does not fall, and constants out of order", () => {
    const phi = line((t) => [t, 1]);
    expect(() => strongWolfe(phi, phi(0))).toThrow(ValueError);
    expect(() => strongWolfe(phi, phi(0))).toThrow(
      "lineSearch: the slope at the start must be negative; got 1. Search along a direction of descent.",
    );
    const fall = line((t) => [-t, -1]);
    expect(() => backtracking(fall, fall(0), { decrease: 0.95 })).toThrow(
      "lineSearch: 0 < decrease < curvature < 1 must hold; got 0.95 and 0.9.",
    );
    expect(() => strongWolfe(fall, fall(0), { initial: 0 })).toThrow(
      "lineSearch: initial must be a finite number above 0; got 0.",
    );
    expect(() => strongWolfe(fall, fall(0), { longest: -1 })).toThrow(
      "lineSearch: longest must be a number above 0; got -1.",
    );
    expect(() => strongWolfe(fall, fall(0), { maxEvaluations: 0 })).toThrow(
      "lineSearch: maxEvaluations must be an integer of at least 1; got 0.",
    );
    expect(() => strongWolfe(fall, fall(0), { precision: Number.NaN })).toThrow(
      "lineSearch: precision must be a number of at least 0; got NaN.",
    );
  });
});
