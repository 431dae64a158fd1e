import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillWith, operand, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { gamma, roundoff, rounded } from "./conformance/tolerance.js";
import { float32, float64, int32 } from "./element-type.js";
import { type EntropyTask, entropyRows } from "./nn/entropy.js";
import { entropyRows as reference } from "./nn/entropy-reference.js";
import type { Strided } from "./strided.js";

interface Operands {
  readonly logits: Strided;
  readonly labels: Strided;
  readonly losses: Strided;
  readonly slopes: Strided;
}

type Drawn = Operands & { readonly task: EntropyTask; readonly spilled: boolean };

/** Rows of logits from tame to confident, with ties, and labels some of which are ignored. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    n: fc.integer({ min: 1, max: 70 }),
    classes: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2000, max: 4500 })),
    type: fc.constantFrom(float32, float64),
    spilled: fc.boolean(),
    size: fc.constantFrom(0, 1, 8, 100, 1e4),
    ignored: fc.constantFrom(null, -1, 0),
    smoothing: fc.constantFrom(0, 0.1),
    reduction: fc.constantFrom("none", "sum", "mean"),
    seed: fc.nat(1e6),
  })
  .map(({ n, classes, type, spilled, size, ignored, smoothing, reduction, seed }) => {
    const rows = classes > 100 ? Math.min(n, 2) : n;
    let state = seed;
    const draw = (): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    const logits = fillWith(operand(type, [rows, classes], tight([rows, classes], spilled), 7), () =>
      rounded(Math.round(draw() * 64 - 32) * (size / 32), type),
    );
    const low = ignored === -1 ? -1 : 0;
    const labels = fillWith(
      operand(int32, [rows], tight([rows], spilled), 7),
      () => low + Math.floor(draw() * (classes - low)),
    );
    const shape = reduction === "none" ? [rows] : [];
    const losses = operand(type, shape, tight(shape, spilled), 7);
    const slopes = operand(type, [rows, classes], tight([rows, classes], spilled), 7);
    return { logits, labels, losses, slopes, spilled, task: { classes, ignored, smoothing, reduction } as const };
  });

/** Outputs beside those of a call, for the reference. */
function beside({ losses, slopes }: Operands): { losses: Strided; slopes: Strided } {
  const copyOf = (x: Strided): Strided => operand(float64, x.layout.shape, tight(x.layout.shape), 7);
  return { losses: copyOf(losses), slopes: copyOf(slopes) };
}

/** Runs both, and compares what they answer and write. */
function compare({ logits, labels, losses, slopes, task }: Drawn): void {
  const exact = beside({ logits, labels, losses, slopes });
  const around = [surroundings(losses), surroundings(slopes)];
  const answer = reference(logits, labels, exact.losses, exact.slopes, task);
  expect(entropyRows(logits, labels, losses, slopes, task)).toBe(answer);
  if (answer >= 0) return;
  const { type } = logits;
  const spread = 2 * Math.max(...valuesOf(logits).map(Math.abs));
  // e⁻ᵈ carries the rounding of d, until it underflows; then come sums of n and a logarithm (docs/notes/cross-entropy.md).
  const gap = Math.min(spread, type === float32 ? 104 : 745) + Math.log(task.classes);
  const relative = gamma(task.classes + 8, float64) + (gap + 8) * roundoff(type);
  const sums = valuesOf(exact.losses);
  const off = valuesOf(losses).filter((y, i) => !(Math.abs(y - sums[i]) <= relative * sums[i] + 2 ** -1022));
  expect(off).toEqual([]);
  const kept = valuesOf(labels).filter((label) => label !== task.ignored).length;
  const most = task.reduction === "mean" ? 1 / kept : 1;
  const s = valuesOf(exact.slopes);
  const least = type === float32 ? 2 ** -126 : 2 ** -1022;
  // p − s/k may cancel
  const size = (exactly: number): number => (task.smoothing === 0 ? Math.abs(exactly) : most);
  expect(valuesOf(slopes).filter((v, i) => !(Math.abs(v - s[i]) <= relative * size(s[i]) + least))).toEqual([]);
  expect([surroundings(losses), surroundings(slopes)]).toEqual(around);
}

describe("entropyRows", () => {
  it("agrees with the reference, in the heap and spilled: each loss relatively, however small", () => {
    fc.assert(fc.property(drawn, compare), { numRuns: 100 });
  });

  const row = (type: typeof float32 | typeof float64, values: readonly number[], label: number): Operands => {
    const shape = [1, values.length];
    return {
      logits: fillWith(operand(type, shape, tight(shape), 0), ([, j]) => values[j]),
      labels: fillWith(operand(int32, [1], tight([1]), 0), () => label),
      losses: operand(type, [1], tight([1]), 7),
      slopes: operand(type, shape, tight(shape), 7),
    };
  };
  const task = (classes: number): EntropyTask => ({ classes, ignored: null, smoothing: 0, reduction: "none" });

  it("keeps the digits of a loss far below an ulp of 1, and of its slopes", () => {
    for (const type of [float32, float64]) {
      const { logits, labels, losses, slopes } = row(type, [50, 0, -3], 0);
      expect(entropyRows(logits, labels, losses, slopes, task(3))).toBe(-1);
      const rest = Math.exp(-50) + Math.exp(-53);
      const bound = 64 * roundoff(type) * rest;
      expect(Math.abs(valuesOf(losses)[0] - rest)).toBeLessThanOrEqual(bound);
      expect(Math.abs(valuesOf(slopes)[0] + rest)).toBeLessThanOrEqual(bound);
    }
  });

  it("overflows nowhere, lets NaN through, and takes one infinite logit for certainty", () => {
    const cases: [number[], number, number][] = [
      [[1e4, -1e4], 1, 2e4],
      [[-1e4, -1e4], 0, Math.log(2)],
      [[0, Number.NaN, 1], 0, Number.NaN],
      [[Number.NaN, 0], 1, Number.NaN],
      [Array.from({ length: 40 }, (_, j) => (j === 17 ? Number.NaN : j)), 39, Number.NaN],
      [[Number.POSITIVE_INFINITY, 0], 0, 0],
      [[0, Number.NEGATIVE_INFINITY], 1, Number.POSITIVE_INFINITY],
    ];
    for (const [values, label, expected] of cases) {
      const { logits, labels, losses, slopes } = row(float64, values, label);
      entropyRows(logits, labels, losses, slopes, task(values.length));
      const [loss] = valuesOf(losses);
      if (Number.isFinite(expected)) expect(Math.abs(loss - expected)).toBeLessThanOrEqual(4 * roundoff(float64));
      else expect(loss).toBe(expected);
    }
  });

  it("answers where the first label is that is no class, and n where a mean has no row", () => {
    const { logits, labels, losses, slopes } = row(float64, [1, 2], 2);
    expect(entropyRows(logits, labels, losses, slopes, task(2))).toBe(0);
    expect(entropyRows(logits, labels, losses, slopes, { ...task(2), ignored: 2 })).toBe(-1);
    expect(valuesOf(losses)).toEqual([0]);
    expect(valuesOf(slopes)).toEqual([0, 0]);
    expect(entropyRows(logits, labels, losses, slopes, { ...task(2), ignored: 2, reduction: "mean" })).toBe(1);
  });
});
