import { type NDArray, ShapeError, ValueError, array, random } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accuracy } from "./accuracy.js";
import { type Average, f1, precision, recall } from "./precision-recall.js";
import { rocAuc } from "./roc-auc.js";
import { topKAccuracy } from "./top-k-accuracy.js";

const labels = (...t: number[]): NDArray => array(Int32Array.from(t));

/** Predicted and true classes, few enough that some do not occur. */
const pairs = fc
  .integer({ min: 1, max: 12 })
  .chain((n) => fc.tuple(...[0, 1].map(() => fc.array(fc.nat(3), { minLength: n, maxLength: n }))));

const divided = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Precision, recall and F1 of one class, by counting. */
function ofClass(p: readonly number[], t: readonly number[], c: number): readonly [number, number, number] {
  const both = p.filter((label, i) => label === c && t[i] === c).length;
  const [said, are] = [p, t].map((list) => list.filter((label) => label === c).length);
  const [x, y] = [divided(both, said), divided(both, are)];
  return [x, y, divided(2 * x * y, x + y)];
}

describe("precision, recall and f1", () => {
  const metrics = [precision, recall, f1];

  it("are the shares that they say, of each class and on average over those that occur", () => {
    const law = fc.property(pairs, ([p, t]) => {
      const classes = Array.from({ length: Math.max(...p, ...t) + 1 }, (_, c) => c);
      const occurring = classes.filter((c) => p.includes(c) || t.includes(c));
      const supports = classes.map((c) => t.filter((label) => label === c).length);
      const hits = p.filter((label, i) => label === t[i]).length;
      metrics.forEach((metric, which) => {
        const each = classes.map((c) => ofClass(p, t, c)[which]);
        const near = (actual: number, expected: number): void =>
          expect(Math.abs(actual - expected)).toBeLessThanOrEqual(16 * Number.EPSILON);
        const none = metric(labels(...p), labels(...t), { average: "none" });
        none.toArray().forEach((v, c) => near(v, each[c]));
        const macro = occurring.reduce((total, c) => total + each[c], 0) / occurring.length;
        near(metric(labels(...p), labels(...t), { average: "macro" }), macro);
        const weighted = each.reduce((total, v, c) => total + v * supports[c], 0) / t.length;
        near(metric(labels(...p), labels(...t), { average: "weighted" }), weighted);
        near(metric(labels(...p), labels(...t), { average: "micro" }), hits / t.length);
        if (Math.max(...p, ...t) === 1) near(metric(labels(...p), labels(...t)), each[1]);
      });
    });
    fc.assert(law, { numRuns: 200 });
  });

  it("take scores, and another class for the positive one", () => {
    const scores = array([
      [2, 1],
      [0, 3],
      [1, 0],
    ]) as NDArray;
    expect(precision(scores, labels(0, 1, 1))).toBe(1);
    expect(recall(scores, labels(0, 1, 1))).toBe(0.5);
    expect(precision(scores, labels(0, 1, 1), { positive: 0 })).toBe(0.5);
  });

  it("say what 0/0 is: 0, 1, or a mistake", () => {
    const [none, some] = [labels(0, 0), labels(0, 1)];
    expect(precision(none, some)).toBe(0);
    expect(precision(none, some, { zeroDivision: 1 })).toBe(1);
    expect(f1(none, none, { zeroDivision: 1 })).toBe(1);
    expect(() => precision(none, some, { zeroDivision: "throw" })).toThrow(ValueError);
    expect(() => precision(none, some, { zeroDivision: "throw" })).toThrow(
      "precision: the ratio must not be 0/0; got none of class 1. Choose zeroDivision: 0 or 1.",
    );
  });

  it("refuse several classes where one is asked for, labels that are none, and options that are none", () => {
    expect(() => f1(labels(0, 1, 2), labels(0, 1, 2))).toThrow(
      'f1: classes must be two where one is asked for; got classes 0, 1, 2. Choose average: "macro", "weighted", "micro" or "none".',
    );
    expect(() => f1(labels(0, 2), labels(0, 2))).toThrow("got classes 0, 2.");
    expect(() => recall(labels(0, -1), labels(0, 1))).toThrow("recall: labels must be integers ≥ 0; got -1.");
    expect(() => recall(labels(0), labels(0, 1))).toThrow(ShapeError);
    expect(() => recall(labels(0), labels(0, 1))).toThrow(
      "recall: prediction must be [n] or [n, classes] and target [n], n ≥ 1; got prediction [1] and target [2].",
    );
    expect(() => recall(labels(0), labels(0), { average: "mean" as Average })).toThrow(
      'recall: average must be "binary", "macro", "weighted", "micro" or "none"; got "mean".',
    );
    expect(() => recall(labels(0), labels(0), { zeroDivision: 2 as 1 })).toThrow(
      'recall: zeroDivision must be 0, 1 or "throw"; got 2.',
    );
    expect(() => recall(labels(0), labels(0), { positive: 0.5 })).toThrow(
      "recall: positive must be a class index; got 0.5.",
    );
  });
});

describe("topKAccuracy", () => {
  it("looks for the class among the k first in a stable order of scores, and is accuracy for k = 1", () => {
    const law = fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(999),
      (n, k, seed) => {
        const rng = random(seed);
        const scores = rng.integers(0, 4, [n, 5]) as NDArray; // with many ties
        const target = rng.integers(0, 5, [n]) as NDArray;
        const rows = scores.toArray() as number[][];
        const t = target.toArray() as number[];
        const first = rows.map((row) => row.map((_, j) => j).sort((a, b) => row[b] - row[a] || a - b));
        const right = first.filter((order, i) => order.slice(0, k).includes(t[i])).length;
        expect(topKAccuracy(scores, target, k)).toBe(right / n);
        expect(topKAccuracy(scores, target, 1)).toBe(accuracy(scores, target));
      },
    );
    fc.assert(law);
  });

  it("refuses NaN, labels that are no class, and a k that there is not", () => {
    const scores = array([
      [0, 1],
      [Number.NaN, 0],
    ]) as NDArray;
    expect(() => topKAccuracy(scores, labels(0, 1), 1)).toThrow(
      "topKAccuracy: scores must not be NaN; got NaN at index [1, 0].",
    );
    const fine = scores.slice("0:1");
    expect(() => topKAccuracy(fine, labels(2), 1)).toThrow("topKAccuracy: labels must be integers in [0, 1]; got 2.");
    expect(() => topKAccuracy(fine, labels(1))).toThrow("topKAccuracy: k must be an integer in [1, 2]; got 5.");
    expect(() => topKAccuracy(labels(1), labels(1))).toThrow(
      "topKAccuracy: scores must be [n, classes] and target [n], n ≥ 1; got scores [1] and target [1].",
    );
  });
});

/** The share of pairs in which the one of the class has the higher score, ties half. */
function byPairs(scores: readonly number[], isOne: readonly boolean[]): number {
  const [ones, others] = [true, false].map((wanted) => scores.filter((_, i) => isOne[i] === wanted));
  const wins = ones.flatMap((a) => others.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce((total: number, win) => total + win, 0) / wins.length;
}

describe("rocAuc", () => {
  it("is the share of pairs that the scores put right, ties counting half", () => {
    const draw = fc.array(fc.tuple(fc.constantFrom(-Infinity, -1, 0, 0.5, 2, Infinity), fc.boolean()), {
      minLength: 2,
      maxLength: 20,
    });
    const law = fc.property(draw, (examples) => {
      const [scores, isOne] = [examples.map(([s]) => s), examples.map(([, one]) => one)];
      fc.pre(isOne.includes(true) && isOne.includes(false));
      const area = rocAuc(array(scores) as NDArray, labels(...isOne.map(Number)));
      expect(Math.abs(area - byPairs(scores, isOne))).toBeLessThanOrEqual(8 * Number.EPSILON);
    });
    fc.assert(law);
  });

  it("of several classes is the mean of each against the rest", () => {
    const scores = random(1).normal([12, 3]) as NDArray;
    const t = [0, 1, 2, 0, 0, 1, 2, 2, 0, 1, 0, 0];
    const rows = scores.toArray() as number[][];
    const areas = [0, 1, 2].map((c) =>
      byPairs(
        rows.map((row) => row[c]),
        t.map((label) => label === c),
      ),
    );
    const plain = areas.reduce((total, a) => total + a, 0) / 3;
    expect(Math.abs(rocAuc(scores, labels(...t)) - plain)).toBeLessThanOrEqual(8 * Number.EPSILON);
    const weighted = areas.reduce((total, a, c) => total + a * t.filter((label) => label === c).length, 0) / t.length;
    expect(Math.abs(rocAuc(scores, labels(...t), { average: "weighted" }) - weighted)).toBeLessThanOrEqual(
      8 * Number.EPSILON,
    );
  });

  it("refuses what leaves nothing to compare", () => {
    const scores = array([0, 1]) as NDArray;
    expect(() => rocAuc(scores, labels(1, 1))).toThrow(
      "rocAuc: there must be examples of a class and others; got 2 of 2 of class 1.",
    );
    expect(() => rocAuc(scores, labels(0, 2))).toThrow(
      "rocAuc: labels must be 0 or 1 beside one score; got 2. Give several classes one column of scores each.",
    );
    expect(() => rocAuc(array([0, Number.NaN]) as NDArray, labels(0, 1))).toThrow(
      "rocAuc: scores must not be NaN; got NaN at index [1].",
    );
    expect(() => rocAuc(scores, labels(0))).toThrow(
      "rocAuc: scores must be [n] or [n, classes] and target [n], n ≥ 1; got scores [2] and target [1].",
    );
    expect(() => rocAuc(scores, labels(0, 1), { average: "micro" as "macro" })).toThrow(
      'rocAuc: average must be "macro" or "weighted"; got "micro".',
    );
  });
});
