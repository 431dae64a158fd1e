import { type NDArray, ShapeError, ValueError, array, mean, random, std } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balancedAccuracy, cohenKappa, matthews } from "./agreement.js";
import { classificationReport } from "./classification-report.js";
import { f1, recall } from "./precision-recall.js";

const labels = (...t: number[]): NDArray => array(Int32Array.from(t));
const near = (actual: number, expected: number, n: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(n * Number.EPSILON);

const lists = (classes: number): fc.Arbitrary<number[][]> =>
  fc
    .integer({ min: 2, max: 15 })
    .chain((n) => fc.tuple(...[0, 1].map(() => fc.array(fc.nat(classes - 1), { minLength: n, maxLength: n }))));

describe("balancedAccuracy", () => {
  it("is the mean recall of the classes that are true of some", () => {
    const law = fc.property(lists(4), ([p, t]) => {
      const each = recall(labels(...p), labels(...t), { average: "none" }).toArray();
      const own = each.filter((_, c) => t.includes(c));
      near(balancedAccuracy(labels(...p), labels(...t)), own.reduce((a, b) => a + b, 0) / own.length, 16);
    });
    fc.assert(law, { numRuns: 60 });
  });
});

describe("matthews", () => {
  it("of two classes is Pearson's correlation of the labels", () => {
    const law = fc.property(lists(2), ([p, t]) => {
      fc.pre(new Set(p).size === 2 && new Set(t).size === 2);
      const [x, y]: NDArray[] = [p, t].map((list) => array(list));
      const together: number = mean(x.sub(mean(x)).mul(y.sub(mean(y)))).item();
      const r = together / (std(x).item() as number) / (std(y).item() as number);
      near(matthews(labels(...p), labels(...t)), r, 8 * p.length);
    });
    fc.assert(law, { numRuns: 60 });
  });

  it("does not depend on which class has which number", () => {
    const [p, t] = [random(1).integers(0, 3, [50]).toArray(), random(2).integers(0, 3, [50]).toArray()];
    const renamed = (list: number[]): NDArray => labels(...list.map((c) => [2, 0, 1][c]));
    near(matthews(labels(...p), labels(...t)), matthews(renamed(p), renamed(t)), 8);
    expect(matthews(labels(...t), labels(...t))).toBe(1);
  });

  it("is 0 of one predicted class, and refuses one true class", () => {
    expect(matthews(labels(1, 1, 1), labels(0, 1, 1))).toBe(0);
    expect(() => matthews(labels(0, 1), labels(1, 1))).toThrow(ValueError);
    expect(() => matthews(labels(0, 1), labels(1, 1))).toThrow(
      "matthews: target must hold at least two classes; got only class 1.",
    );
  });
});

describe("cohenKappa", () => {
  it("is the share of what chance leaves that is agreed on", () => {
    const law = fc.property(lists(3), ([p, t]) => {
      const n = p.length;
      const count = (list: number[], c: number): number => list.filter((label) => label === c).length;
      const chance = [0, 1, 2].reduce((total, c) => total + (count(p, c) / n) * (count(t, c) / n), 0);
      fc.pre(1 - chance > 1e-3);
      const agreed = p.filter((label, i) => label === t[i]).length / n;
      near(cohenKappa(labels(...p), labels(...t)), (agreed - chance) / (1 - chance), 16 / (1 - chance));
      near(cohenKappa(labels(...t), labels(...p)), cohenKappa(labels(...p), labels(...t)), 8 / (1 - chance));
    });
    fc.assert(law, { numRuns: 60 });
  });

  it("weighs confusions of neighbours less where classes have an order", () => {
    const [t, near, far] = [labels(0, 1, 2, 2), labels(0, 2, 2, 2), labels(2, 1, 2, 2)];
    for (const weights of ["linear", "quadratic"] as const) {
      expect(cohenKappa(near, t, { weights })).toBeGreaterThan(cohenKappa(far, t, { weights }));
    }
    // Of confusions 1·|1 − 2|² against Σ tᵢ·pⱼ·(i − j)²/n = (1·3·4 + 1·1·1 + 1·3·1 + 2·1·4)/4 = 6.
    expect(cohenKappa(near, t, { weights: "quadratic" })).toBe(1 - 1 / 6);
  });

  it("refuses one class throughout, and other weights", () => {
    expect(() => cohenKappa(labels(2, 2), labels(2, 2))).toThrow(ValueError);
    expect(() => cohenKappa(labels(2, 2), labels(2, 2))).toThrow(
      "cohenKappa: there must be two classes; got only class 2.",
    );
    expect(() => cohenKappa(labels(0), labels(0), { weights: "cubic" as "linear" })).toThrow(
      'cohenKappa: weights must be "none", "linear" or "quadratic"; got "cubic".',
    );
    expect(() => cohenKappa(labels(0), labels(0, 1))).toThrow(ShapeError);
    expect(() => cohenKappa(labels(0), labels(0, 1))).toThrow(
      "cohenKappa: prediction must be [n] or [n, classes] and target [n], n ≥ 1; got prediction [1] and target [2].",
    );
  });
});

describe("classificationReport", () => {
  const [p, t] = [labels(0, 3, 3, 0, 0), labels(0, 3, 0, 0, 3)];

  it("tells the classes that occur, and their means", () => {
    const report = classificationReport(p, t);
    expect(report.classes.map(({ name, support }) => [name, support])).toEqual([
      ["0", 3],
      ["3", 2],
    ]);
    expect(report.classes[1]).toEqual({ name: "3", precision: 0.5, recall: 0.5, f1: 0.5, support: 2 });
    expect(report.accuracy).toBe(0.6);
    expect(report.macro.f1).toBe(f1(p, t, { average: "macro" }));
    expect(report.weighted.recall).toBe(recall(p, t, { average: "weighted" }));
    expect(report.weighted.support).toBe(5);
  });

  it("prints a table", () => {
    const names = ["none", "a", "b", "versicolor"];
    expect(classificationReport(p, t, { names }).toString().split("\n")).toEqual([
      "               precision  recall     f1  support",
      "         none      0.667   0.667  0.667        3",
      "   versicolor      0.500   0.500  0.500        2",
      "     accuracy                     0.600        5",
      "   macro mean      0.583   0.583  0.583        5",
      "weighted mean      0.600   0.600  0.600        5",
    ]);
  });

  it("refuses fewer names than classes", () => {
    expect(() => classificationReport(p, t, { names: ["a", "b"] })).toThrow(ValueError);
    expect(() => classificationReport(p, t, { names: ["a", "b"] })).toThrow(
      "classificationReport: names must be a list with a name for each class; got 2 for 4 classes.",
    );
  });
});
