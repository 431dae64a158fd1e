import { type NDArray, type Random, ShapeError, ValueError, array, random, zeros } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupKFold } from "./group-k-fold.js";
import { type Fold, kFold, leaveOneOut } from "./k-fold.js";
import { stratifiedKFold } from "./stratified-k-fold.js";
import { timeSeriesSplit } from "./time-series-split.js";

const labels = (...t: number[]): NDArray => array(Int32Array.from(t));
const list = (index: NDArray): number[] => Array.from(index.toTypedArray());

/** Every row is tested once, and fitted on in all other folds. */
function expectPartition(folds: readonly Fold[], n: number): void {
  const all = Array.from({ length: n }, (_, i) => i);
  expect(folds.flatMap(({ test }) => list(test)).toSorted((a, b) => a - b)).toEqual(all);
  for (const { train, test } of folds) {
    expect(train.dtype).toBe("int32");
    expect([...list(train), ...list(test)].toSorted((a, b) => a - b)).toEqual(all);
    expect(list(test)).toEqual(list(test).toSorted((a, b) => a - b));
  }
}

/** The largest less the smallest. */
const spread = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts);

describe("kFold", () => {
  it("tests every row once, in parts whose sizes differ by at most one", () => {
    const law = fc.property(
      fc.integer({ min: 2, max: 8 }),
      fc.nat(30),
      fc.boolean(),
      fc.nat(9),
      (k, more, shuffle, seed) => {
        const folds = kFold(k + more, { folds: k, shuffle, rng: random(seed) });
        expect(folds.length).toBe(k);
        expectPartition(folds, k + more);
        expect(spread(folds.map(({ test }) => test.size))).toBeLessThanOrEqual(1);
      },
    );
    fc.assert(law, { numRuns: 60 });
  });

  it("leaves neighbours together without shuffling, and is the same for the same seed", () => {
    expect(kFold(7, { folds: 3, shuffle: false }).map(({ test }) => list(test))).toEqual([
      [0, 1, 2],
      [3, 4],
      [5, 6],
    ]);
    const tests = [1, 1, 2].map((seed) => kFold(40, { rng: random(seed) }).map(({ test }) => list(test)));
    expect(tests[0]).toEqual(tests[1]);
    expect(tests[0]).not.toEqual(tests[2]);
  });

  it("refuses more folds than rows, one fold, and what is no stream", () => {
    expect(() => kFold(3)).toThrow(ValueError);
    expect(() => kFold(3)).toThrow(
      "kFold: n must be an integer of at least 5; got 3. Use fewer folds, or leaveOneOut.",
    );
    expect(() => kFold(3.5)).toThrow("kFold: n must be an integer of at least 5; got 3.5.");
    expect(() => kFold(9, { folds: 1 })).toThrow("kFold: folds must be an integer of at least 2; got 1.");
    expect(() => kFold(9, { shuffle: 1 as unknown as boolean })).toThrow(
      "kFold: shuffle must be true or false; got 1.",
    );
    expect(() => kFold(9, { rng: 1 as unknown as Random })).toThrow(
      "kFold: rng must be a stream; got 1. Make one with random(seed).",
    );
  });
});

describe("leaveOneOut", () => {
  it("tests each row alone", () => {
    const folds = leaveOneOut(4);
    expectPartition(folds, 4);
    expect(folds.map(({ test }) => list(test))).toEqual([[0], [1], [2], [3]]);
    expect(() => leaveOneOut(1)).toThrow("leaveOneOut: n must be an integer of at least 2; got 1.");
  });
});

describe("stratifiedKFold", () => {
  it("shares out every class and every size to within one", () => {
    const sizes = fc.array(fc.integer({ min: 4, max: 15 }), { minLength: 2, maxLength: 5 });
    const law = fc.property(
      sizes,
      fc.integer({ min: 2, max: 4 }),
      fc.boolean(),
      fc.nat(9),
      (counts, k, shuffle, seed) => {
        const y = counts.flatMap((count, c) => Array.from({ length: count }, () => 10 * c - 10));
        const order = random(seed).permutation(y.length).toTypedArray();
        const mixed = Array.from(order, (i) => y[i]);
        const folds = stratifiedKFold(labels(...mixed), { folds: k, shuffle, rng: random(seed + 1) });
        expectPartition(folds, y.length);
        expect(spread(folds.map(({ test }) => test.size))).toBeLessThanOrEqual(1);
        counts.forEach((_, c) => {
          const each = folds.map(({ test }) => list(test).filter((i) => mixed[i] === 10 * c - 10).length);
          expect(spread(each)).toBeLessThanOrEqual(1);
        });
      },
    );
    fc.assert(law, { numRuns: 60 });
  });

  it("refuses a class with fewer members than folds, one class only, and a target that varies continuously", () => {
    expect(() => stratifiedKFold(labels(0, 0, 0, 4, 4, 0), { folds: 3 })).toThrow(ValueError);
    expect(() => stratifiedKFold(labels(0, 0, 0, 4, 4, 0), { folds: 3 })).toThrow(
      "stratifiedKFold: each class must have at least as many members as folds; got 2 of class 4 for 3 folds. Use fewer folds, or kFold.",
    );
    expect(() => stratifiedKFold(labels(3, 3, 3), { folds: 2 })).toThrow(
      "stratifiedKFold: y must hold at least two classes; got only class 3.",
    );
    expect(() => stratifiedKFold(array([0.5, 1]))).toThrow(
      "stratifiedKFold: labels must be integers or booleans; got 0.5 at index 0.",
    );
    expect(() => stratifiedKFold(zeros([2, 2]))).toThrow(ShapeError);
    expect(() => stratifiedKFold(zeros([2, 2]))).toThrow(
      "stratifiedKFold: y must have a label for each of 4 rows; got y [2, 2].",
    );
  });
});

describe("groupKFold", () => {
  it("keeps groups whole, each in one test part", () => {
    const law = fc.property(fc.array(fc.nat(6), { minLength: 8, maxLength: 30 }), (groups) => {
      fc.pre(new Set(groups).size >= 3);
      const folds = groupKFold(labels(...groups), { folds: 3 });
      expectPartition(folds, groups.length);
      for (const label of new Set(groups)) {
        expect(folds.filter(({ test }) => list(test).some((i) => groups[i] === label)).length).toBe(1);
      }
      // Largest first: when a part receives its last group, it is the smallest, so none exceeds another by more than a group.
      const largest = Math.max(...[...new Set(groups)].map((g) => groups.filter((h) => h === g).length));
      expect(spread(folds.map(({ test }) => test.size))).toBeLessThanOrEqual(largest);
    });
    fc.assert(law, { numRuns: 60 });
  });

  it("refuses more folds than groups, NaN, and tables", () => {
    expect(() => groupKFold(labels(1, 1, 2), { folds: 3 })).toThrow(ValueError);
    expect(() => groupKFold(labels(1, 1, 2), { folds: 3 })).toThrow(
      "groupKFold: folds must be an integer in [2, 2], the number of groups; got 3.",
    );
    expect(() => groupKFold(array([1, Number.NaN]))).toThrow("groupKFold: no group may be NaN; got one at index 1.");
    expect(() => groupKFold(zeros([2, 1]))).toThrow(ShapeError);
    expect(() => groupKFold(zeros([2, 1]))).toThrow("groupKFold: groups must have one axis; got groups [2, 1].");
  });
});

describe("timeSeriesSplit", () => {
  it("tests only what comes after all that is fitted, gap included, to the last row", () => {
    const law = fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(20), fc.nat(3), (folds, more, gap) => {
      const n = 2 * (folds + 1) + more + (folds + 1) * gap;
      const parts = timeSeriesSplit(n, { folds, gap });
      parts.forEach(({ train, test }, k) => {
        expect(list(test)[0] - (list(train).at(-1) as number)).toBe(gap + 1);
        expect(test.size).toBe(Math.floor(n / (folds + 1)));
        if (k > 0) expect(list(test)[0]).toBe((list(parts[k - 1].test).at(-1) as number) + 1);
      });
      expect(list(parts[folds - 1].test).at(-1)).toBe(n - 1);
    });
    fc.assert(law, { numRuns: 60 });
  });

  it("refuses too few rows", () => {
    expect(() => timeSeriesSplit(5)).toThrow(ValueError);
    expect(() => timeSeriesSplit(5)).toThrow(
      "timeSeriesSplit: every fold must have rows to fit on and to test on; got n 5, folds 5 and gap 0.",
    );
    expect(() => timeSeriesSplit(12, { folds: 2, gap: 4 })).toThrow("got n 12, folds 2 and gap 4.");
    expect(() => timeSeriesSplit(12, { folds: 0 })).toThrow(
      "timeSeriesSplit: folds must be an integer of at least 1; got 0.",
    );
  });
});
