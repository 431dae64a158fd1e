import { describe, expect, it } from "vitest";
import { ValueError } from "@linnet/core";
import { constantRate } from "./constant.js";
import { cosineDecay, cosineRestarts } from "./cosine-decay.js";
import { exponentialDecay } from "./exponential-decay.js";
import { oneCycle } from "./one-cycle.js";
import { polynomialDecay } from "./polynomial-decay.js";
import type { Schedule } from "./schedule.js";
import { stepDecay } from "./step-decay.js";
import { warmUp } from "./warm-up.js";

function expectRates(schedule: Schedule, expected: readonly number[]): void {
  expected.forEach((rate, step) => {
    // Some ten roundings of numbers of the size of the largest rate.
    expect(Math.abs(schedule(step) - rate)).toBeLessThanOrEqual(10 * Number.EPSILON * Math.max(...expected));
  });
}

describe("schedules", () => {
  it("constantRate stays", () => expectRates(constantRate(0.3), [0.3, 0.3, 0.3]));

  it("stepDecay falls in stairs", () => {
    expectRates(stepDecay(0.1, { every: 3, factor: 0.5 }), [0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025]);
  });

  it("exponentialDecay falls by one factor", () => {
    expectRates(exponentialDecay(0.1, { factor: 0.9 }), [0.1, 0.09, 0.081, 0.0729]);
  });

  it("polynomialDecay falls along a power, and stays at its minimum", () => {
    expectRates(polynomialDecay(1, { steps: 4, power: 2, minimum: 0.1 }), [1, 0.60625, 0.325, 0.15625, 0.1, 0.1]);
    expectRates(polynomialDecay(1, { steps: 2 }), [1, 0.5, 0, 0]);
  });

  it("cosineDecay falls along a wave, which rises again", () => {
    expectRates(cosineDecay(1, { steps: 4, minimum: 0.5 }), [
      1,
      0.75 + Math.SQRT1_2 / 4,
      0.75,
      0.75 - Math.SQRT1_2 / 4,
      0.5,
      0.75 - Math.SQRT1_2 / 4,
    ]);
  });

  it("cosineRestarts begins anew, each period longer", () => {
    expectRates(cosineRestarts(1, { steps: 2 }), [1, 0.5, 1, 0.5, 1]);
    expectRates(cosineRestarts(1, { steps: 1, growth: 2 }), [
      1,
      1,
      0.5,
      1,
      (1 + Math.SQRT1_2) / 2,
      0.5,
      (1 - Math.SQRT1_2) / 2,
      1,
    ]);
  });

  it("warmUp rises to what follows", () => {
    expectRates(warmUp(stepDecay(0.4, { every: 1, factor: 0.5 }), { steps: 4 }), [0, 0.1, 0.2, 0.3, 0.4, 0.2, 0.1]);
    expectRates(warmUp(constantRate(1), { steps: 2, from: 0.5 }), [0.5, 0.75, 1, 1]);
  });

  it("oneCycle rises to the largest rate, falls to the least, and stays there", () => {
    const schedule = oneCycle(1, { steps: 5, rising: 0.6, initialDivisor: 10, finalDivisor: 100 });
    expectRates(schedule, [0.1, 0.55, 1, 0.5005, 0.001, 0.001]);
  });

  const misuses: [string, () => unknown, string][] = [
    ["constantRate", () => constantRate(0), "constantRate: rate must be a positive number; got 0."],
    ["stepDecay", () => stepDecay(NaN), "stepDecay: rate must be a positive number; got NaN."],
    ["stepDecay", () => stepDecay(1, { every: 0.5 }), "stepDecay: every must be a positive integer; got 0.5."],
    ["stepDecay", () => stepDecay(1, { factor: 0 }), "stepDecay: factor must be a positive number; got 0."],
    [
      "exponentialDecay",
      () => exponentialDecay(1, { factor: -1 }),
      "exponentialDecay: factor must be a positive number; got -1.",
    ],
    [
      "polynomialDecay",
      () => polynomialDecay(1, {} as { steps: number }),
      "polynomialDecay: steps must be a positive integer; got 0.",
    ],
    [
      "polynomialDecay",
      () => polynomialDecay(1, { steps: 2, power: 0 }),
      "polynomialDecay: power must be a positive number; got 0.",
    ],
    [
      "polynomialDecay",
      () => polynomialDecay(1, { steps: 2, minimum: -1 }),
      "polynomialDecay: minimum must not be negative; got -1.",
    ],
    ["cosineDecay", () => cosineDecay(1, { steps: -1 }), "cosineDecay: steps must be a positive integer; got -1."],
    [
      "cosineDecay",
      () => cosineDecay(1, { steps: 1, minimum: NaN }),
      "cosineDecay: minimum must not be negative; got NaN.",
    ],
    [
      "cosineRestarts",
      () => cosineRestarts(1, { steps: 1, growth: 0 }),
      "cosineRestarts: growth must be a positive integer; got 0.",
    ],
    ["warmUp", () => warmUp(0.1 as unknown as Schedule, { steps: 1 }), "warmUp: after must be a function; got 0.1."],
    ["warmUp", () => warmUp(constantRate(1), { steps: 0 }), "warmUp: steps must be a positive integer; got 0."],
    ["warmUp", () => warmUp(constantRate(1), { steps: 1, from: 1 }), "warmUp: from must lie in [0, 1); got 1."],
    ["oneCycle", () => oneCycle(1, { steps: 1 }), "oneCycle: steps must be an integer of 2 or more; got 1."],
    [
      "oneCycle",
      () => oneCycle(1, { steps: 10, rising: 0.1 }),
      "oneCycle: rising must leave steps to rise and to fall; got 0.1 of 10 steps.",
    ],
    [
      "oneCycle",
      () => oneCycle(1, { steps: 10, initialDivisor: 0 }),
      "oneCycle: initialDivisor must be a positive number; got 0.",
    ],
    [
      "oneCycle",
      () => oneCycle(1, { steps: 10, finalDivisor: 0 }),
      "oneCycle: finalDivisor must be a positive number; got 0.",
    ],
  ];

  it.each(misuses)("%s refuses what means nothing (%#)", (_op, call, message) => {
    expect(call).toThrow(ValueError);
    expect(call).toThrow(message);
  });
});
