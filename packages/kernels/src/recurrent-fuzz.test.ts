import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, float32, float64 } from "./element-type.js";
import { type RecurrentCell, recurrentStep, recurrentStepBack } from "./nn.js";
import { referenceRecurrentStep, referenceRecurrentStepBack } from "./nn/recurrent-reference.js";

const inputs: Readonly<Record<RecurrentCell, number>> = { tanh: 1, relu: 1, lstm: 4, gru: 3 };
const gates: Readonly<Record<RecurrentCell, number>> = { tanh: 0, relu: 0, lstm: 4, gru: 4 };

const draws = fc.record({
  cell: fc.constantFrom<RecurrentCell>("tanh", "relu", "lstm", "gru"),
  type: fc.constantFrom<ElementType>(float32, float64),
  rows: fc.integer({ min: 0, max: 4 }),
  n: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(16, 31, 33, 64)),
  gap: fc.integer({ min: 1, max: 3 }),
  lead: fc.nat(5),
  seed: fc.nat(1e6),
  spilled: fc.nat(4).map((k) => k === 0),
});

type Draw = typeof draws extends fc.Arbitrary<infer D> ? D : never;

/** A matrix whose rows are contiguous; between rows there is room for `gap − 1` others. */
function plan(
  { type, gap, lead, spilled }: Draw,
  shape: number[],
  value: (i: number) => number,
  written: boolean,
): Plan {
  return { type, shape, placement: { order: [0, 1], gaps: [gap, 1], lead, spilled }, value, written };
}

/** Elements are below some 4 and the functions' slopes below 1; each result is of fewer than 40 roundings, exponentials counted by 4. */
function expectClose(type: ElementType, expected: readonly number[][], actual: readonly number[][]): void {
  const bound = gamma(160, type);
  const [p, q] = [expected.flat(), actual.flat()];
  const at = q.findIndex((value, i) => !(Math.abs(value - p[i]) <= bound));
  expect([q.length, at, q[at]]).toEqual([p.length, -1, undefined]);
}

describe("steps of recurrent cells between pages of canaries", () => {
  it("agree with the reference within γ₁₆₀, and touch nothing beyond", () => {
    fc.assert(
      fc.property(draws, (draw) => {
        const { cell, type, rows, n, seed } = draw;
        const width = cell === "gru" || cell === "lstm" ? 4 : 1;
        const read = (cols: number, height: number, i: number): Plan =>
          plan(draw, [height, cols], noise(seed + i), false);
        const write = (cols: number): Plan => plan(draw, [rows, cols], () => 5, true);
        const wide = inputs[cell] * n;
        const plans = [read(wide, rows, 0), read(wide, rows, 1), read(width * n, 1, 2), read(n, rows, 3)];
        plans.push(write(gates[cell] * n), write(n), write(n));
        const [expected, actual] = [referenceRecurrentStep, recurrentStep].map((kernel) =>
          between(plans, (...operands) => {
            const [x, r, bias, before, own, c, h] = operands.map(matrixOf);
            kernel(cell, { x, r, bias, before, gates: own, c: cell === "lstm" ? c : null, h });
          }),
        );
        expectClose(type, expected, actual);
      }),
      { numRuns: 35 },
    );
  });

  it("agree backwards", () => {
    fc.assert(
      fc.property(draws, fc.boolean(), (draw, hasOwn) => {
        const { cell, type, rows, n, seed } = draw;
        const width = cell === "gru" || cell === "lstm" ? 4 : 1;
        const made = (cols: number, i: number, written: boolean): Plan =>
          plan(draw, [rows, cols], noise(seed + i), written);
        const plans = [made(n, 0, false), made(n, 1, false), made(n, 2, true), made(n, 3, true), made(n, 4, false)];
        plans.push(made(gates[cell] * n, 5, false), made(n, 6, false), made(n, 7, false), made(width * n, 8, true));
        const [expected, actual] = [referenceRecurrentStepBack, recurrentStepBack].map((kernel) =>
          between(plans, (...operands) => {
            const [dy, dOwn, dh, dc, before, own, c, h, dGates] = operands.map(matrixOf);
            const isLstm = cell === "lstm";
            const memory = { dOwn: isLstm && hasOwn ? dOwn : null, dc: isLstm ? dc : null, c: isLstm ? c : null };
            kernel(cell, { dy, dh, before, gates: own, h, dGates, ...memory });
          }),
        );
        expectClose(type, expected, actual);
      }),
      { numRuns: 35 },
    );
  });
});
