import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, ShapeError, ValueError, array, broadcastTo, log, matrixTranspose, zeros } from "../index.js";
import { chiSquare, critical } from "../testing/goodness-of-fit.js";
import { randomCategorical } from "./categorical.js";
import { random } from "./random.js";

describe("randomCategorical", () => {
  it("gives these classes for seed 42, for ever", () => {
    expect(randomCategorical(random(42), broadcastTo(array([0, 1, 2]), [8, 3])).toArray()).toEqual([
      2, 0, 2, 2, 2, 2, 2, 2,
    ]);
  });

  it("draws each class as often as its probability says, over 10⁶ draws", () => {
    const p = [0.02, 0.3, 0, 0.08, 0.1, 0.05, 0.05, 0.15, 0.2, 0.04, 0.01];
    const n = 1_000_000;
    const drawn = randomCategorical(random(40), broadcastTo(log(array(p)), [n, p.length])).toTypedArray();
    const counts = new Array<number>(p.length).fill(0);
    for (const k of drawn) counts[k]++;
    expect(counts[2]).toBe(0);
    const possible = p.flatMap((share, k) => (share > 0 ? [k] : []));
    const statistic = chiSquare(
      possible.map((k) => counts[k]),
      possible.map((k) => n * p[k]),
    );
    expect(statistic).toBeLessThan(critical[9]);
  });

  it("takes classes along any axis, and any dtype and scale of logits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }), fc.nat(), (batch, classes, seed) => {
        const logits = random(seed).normal([batch, classes], { std: 300 });
        const last = randomCategorical(random(1), logits);
        expect(last.shape).toEqual([batch]);
        expect(last.dtype).toBe("int32");
        expect(randomCategorical(random(1), matrixTranspose(logits), { axis: 0 }).toArray()).toEqual(last.toArray());
        const shifted = randomCategorical(random(1), logits.add(1e4)).toTypedArray();
        expect(shifted.every((k) => k >= 0 && k < classes)).toBe(true);
      }),
    );
    expect(randomCategorical(random(0), array([1, 2], { dtype: "int32" })).ndim).toBe(0);
    expect(randomCategorical(random(0), zeros([0, 3])).shape).toEqual([0]);
  });

  it("refuses what has no distribution, and leaves the stream where it was", () => {
    const rng = random(0);
    const [before, expected] = [
      JSON.stringify(rng),
      "logits must be finite or −∞, with a finite one in each distribution",
    ];
    for (const [row, largest] of [
      [[0, NaN], NaN],
      [[0, Infinity], Infinity],
      [[-Infinity, -Infinity], -Infinity],
    ] as const) {
      const act = (): unknown => randomCategorical(rng, array([[0, 0], [...row]]));
      expect(act).toThrow(ValueError);
      expect(act).toThrow(`randomCategorical: ${expected}; got a largest logit of ${largest} in distribution 1.`);
    }
    expect(JSON.stringify(rng)).toBe(before);
    expect(() => randomCategorical(rng, zeros([2, 0]))).toThrow(ShapeError);
    expect(() => randomCategorical(rng, zeros([2, 0]))).toThrow(
      "randomCategorical: there must be classes to draw from; got logits [2, 0].",
    );
    expect(() => randomCategorical(rng, array([1], { dtype: "complex64" }))).toThrow(DTypeError);
  });
});
