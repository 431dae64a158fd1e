import { describe, expect, it } from "vitest";
import type { Trial } from "./line-search.js";
import { strongWolfe } from "./strong-wolfe.js";

type Phi = (t: number) => readonly [value: number, slope: number];

const bent = (b1: number, b2: number): Phi => {
  const gamma = (b: number): number => Math.sqrt(1 + b * b) - b;
  return (t) => {
    const [left, right] = [Math.hypot(1 - t, b2), Math.hypot(t, b1)];
    return [gamma(b1) * left + gamma(b2) * right, (-gamma(b1) * (1 - t)) / left + (gamma(b2) * t) / right];
  };
};

/** |1 − t|, rounded off within 0.01, and 39 waves on it. */
const wavy: Phi = (t) => {
  const [beta, waves] = [0.01, 39];
  const rounded = Math.abs(t - 1) < beta;
  const value = rounded ? (t - 1) ** 2 / (2 * beta) + beta / 2 : Math.abs(t - 1);
  const slope = rounded ? (t - 1) / beta : Math.sign(t - 1);
  const angle = (waves * Math.PI * t) / 2;
  const height = (2 * (1 - beta)) / (waves * Math.PI);
  return [value + height * Math.sin(angle), slope + (1 - beta) * Math.cos(angle)];
};

/**
 * The six lines of Moré & Thuente 1994, §5, with their constants, and the evaluations that SciPy's port of their search
 * (scipy.optimize._dcsrch, 1.17.1) needs from the first steps 1e-3, 0.1, 10 and 1000.
 */
const lines: readonly (readonly [
  name: string,
  phi: Phi,
  decrease: number,
  curvature: number,
  scipy: readonly number[],
])[] = [
  ["1: −t/(t² + 2)", (t) => [-t / (t * t + 2), (t * t - 2) / (t * t + 2) ** 2], 1e-3, 0.1, [6, 3, 1, 4]],
  [
    "2: (t + 0.004)⁵ − 2(t + 0.004)⁴",
    (t) => [(t + 0.004) ** 5 - 2 * (t + 0.004) ** 4, 5 * (t + 0.004) ** 4 - 8 * (t + 0.004) ** 3],
    0.0999,
    0.1,
    [12, 8, 8, 11],
  ],
  ["3: 39 waves", wavy, 0.0999, 0.1, [12, 12, 10, 13]],
  ["4: two bends, 0.001 and 0.001", bent(0.001, 0.001), 0.000999, 0.001, [4, 1, 3, 4]],
  ["5: two bends, 0.01 and 0.001", bent(0.01, 0.001), 0.000999, 0.001, [6, 3, 7, 8]],
  ["6: two bends, 0.001 and 0.01", bent(0.001, 0.01), 0.000999, 0.001, [13, 11, 8, 11]],
];
const cases = lines.flatMap(([name, phi, decrease, curvature, scipy]) =>
  [1e-3, 0.1, 10, 1e3].map(
    (initial, i) => [name, initial, { phi, decrease, curvature, evaluations: scipy[i] }] as const,
  ),
);

describe("strongWolfe on the lines of Moré and Thuente", () => {
  it.each(cases)("%s, from %d: a step as asked for, in SciPy's evaluations", (_name, initial, given) => {
    const { phi, decrease, curvature, evaluations } = given;
    let calls = 0;
    const line = (step: number): Trial => {
      calls++;
      const [value, slope] = phi(step);
      return { step, value, slope };
    };
    const start = line(0);
    calls = 0;
    const { point, satisfied } = strongWolfe(line, start, { decrease, curvature, initial });
    expect(satisfied).toBe(true);
    const { step, value, slope } = point ?? start;
    expect(value).toBeLessThanOrEqual(start.value + decrease * step * start.slope);
    expect(Math.abs(slope)).toBeLessThanOrEqual(-curvature * start.slope);
    expect(calls).toBeLessThanOrEqual(evaluations);
  });
});
