import { grad } from "@linnet/autograd";
import { type NDArray, array, logSoftmax, random, softmax, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { ctc } from "./ctc.js";

/** −log of the sum over all paths of `steps` classes that are the labels, once repetitions are merged and blanks left out. */
function byAllPaths(p: readonly (readonly number[])[], labels: readonly number[], blank: number): number {
  const classes = p[0].length;
  let sum = 0;
  for (let code = 0; code < classes ** p.length; code++) {
    const path = p.map((_row, t) => Math.floor(code / classes ** t) % classes);
    const said = path.filter((label, t) => label !== blank && label !== path[t - 1]);
    if (said.join() === labels.join()) sum += path.reduce((product, label, t) => product * p[t][label], 1);
  }
  return -Math.log(sum);
}

const none = { reduction: "none" } as const;

describe("ctc", () => {
  it("is the sum over all paths, repeated labels, empty sequences and shorter inputs included", () => {
    const x = logSoftmax(random(1).normal([5, 4, 3]) as NDArray) as NDArray;
    const targets = array(
      [
        [1, 2, 0],
        [1, 1, 0],
        [0, 0, 0],
        [2, 1, 2],
      ],
      { dtype: "int32" },
    );
    const [ran, told] = [
      [5, 4, 3, 5],
      [2, 2, 0, 3],
    ];
    const losses = ctc(x, targets, ran, told, none).toArray() as number[];
    const p = softmax(x).toArray() as number[][][];
    losses.forEach((loss, i) => {
      const rows = p.slice(0, ran[i]).map((step) => step[i]);
      const labels = (targets.toArray() as number[][])[i].slice(0, told[i]);
      const expected = byAllPaths(rows, labels, 0);
      expect(Math.abs(loss - expected)).toBeLessThanOrEqual(128 * Number.EPSILON * Math.max(expected, 1));
    });
    const mean = losses.reduce((total, loss, i) => total + loss / Math.max(told[i], 1), 0) / 4;
    expect(ctc(x, targets, ran, told).item()).toBeCloseTo(mean, 14);
  });

  it("takes any class for the blank", () => {
    const x = logSoftmax(random(2).normal([4, 1, 3]) as NDArray) as NDArray;
    const rows = (softmax(x).toArray() as number[][][]).map(([row]) => row);
    const loss = ctc(x, array([[0, 1]], { dtype: "int32" }), [4], [2], { blank: 2, ...none }).item();
    expect(loss).toBeCloseTo(byAllPaths(rows, [0, 1], 2), 13);
  });

  it("through a softmax has the gradient p − γ, which adds up to 0 at every step", () => {
    const f = (z: NDArray): NDArray => ctc(logSoftmax(z), array([[1, 2]], { dtype: "int32" }), [4], [2]);
    const slopes = (grad(f)(random(3).normal([4, 1, 3]) as NDArray) as NDArray).toArray() as number[][][];
    for (const [row] of slopes) expect(Math.abs(row[0] + row[1] + row[2])).toBeLessThanOrEqual(16 * Number.EPSILON);
  });

  it("is infinite where the input is too short, or 0 when asked", () => {
    const x = zeros([2, 1, 3]) as NDArray;
    const same = array([[1, 1]], { dtype: "int32" }); // takes a blank between
    expect(ctc(x, same, [2], [2]).item()).toBe(Number.POSITIVE_INFINITY);
    expect(ctc(x, same, [2], [2], { zeroInfinity: true }).item()).toBe(0);
    const slope: NDArray = grad((z: NDArray) => ctc(z, same, [2], [2], { zeroInfinity: true }))(x);
    expect(Array.from(slope.toTypedArray()).every((v) => v === 0)).toBe(true);
    const never = array([[[0, -Infinity]], [[0, -Infinity]]]) as NDArray;
    expect(ctc(never, array([[1]], { dtype: "int32" }), [2], [1]).item()).toBe(Number.POSITIVE_INFINITY);
  });

  it("refuses labels, lengths and shapes that do not fit", () => {
    const x = zeros([3, 2, 4]) as NDArray;
    const t = array(
      [
        [1, 2],
        [3, 9],
      ],
      { dtype: "int32" },
    );
    expect(() => ctc(x, t, [3, 3], [2, 2])).toThrow(
      "ctc: targets must lie in [0, 3] and not be the blank 0; got 9 at position [1, 1].",
    );
    expect(() => ctc(x, t, [3, 3], [2, 1], { blank: 3 })).toThrow("and not be the blank 3; got 3 at position [1, 0].");
    expect(() => ctc(x, t, [3, 4], [2, 1])).toThrow("ctc: inputLengths must be 2 integers in [1, 3]; got 4.");
    expect(() => ctc(x, t, [3], [2, 1])).toThrow("ctc: inputLengths must be 2 integers in [1, 3]; got 1 of them.");
    expect(() => ctc(x, t, [3, 3], [2, 3])).toThrow("ctc: targetLengths must be 2 integers in [0, 2]; got 3.");
    expect(() => ctc(x, t, [3, 3], [2, 1], { blank: 4 })).toThrow("ctc: blank must be a class in [0, 3]; got 4.");
    expect(() => ctc(x, t.slice("0:1"), [3, 3], [2, 1])).toThrow(
      "ctc: logProbabilities must be [steps, n, classes] and targets [n, longest]; got logProbabilities [3, 2, 4] and targets [1, 2].",
    );
    expect(() => ctc(x, zeros([2, 2]) as NDArray, [3, 3], [2, 1])).toThrow(
      "ctc: targets must be class indices; got targets float64.",
    );
  });
});
