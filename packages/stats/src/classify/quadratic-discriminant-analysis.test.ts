import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ValueError,
  abs,
  add,
  array,
  concat,
  eye,
  log,
  matmul,
  max,
  mul,
  random,
  softmax,
  sub,
  sum,
} from "@linnet/core";
import { cond, slogdet, solve } from "@linnet/linalg";
import { QuadraticDiscriminantAnalysis } from "./quadratic-discriminant-analysis.js";

const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const int = (labels: number[]): NDArray<"int32"> => array(labels, { dtype: "int32" });

/** Three classes of thirty, each mixed by a matrix of its own. */
function examples(p: number, seed: number): { x: NDArray; y: NDArray<"int32"> } {
  const rng = random(seed);
  const parts = Array.from({ length: 3 }, (): NDArray => {
    const mixing: NDArray = add(mul(rng.normal([p, p]), 0.3) as NDArray, eye(p) as NDArray);
    return add(matmul(rng.normal([30, p]), mixing) as NDArray, rng.normal([p], { std: 2 }));
  });
  return { x: concat(parts), y: int(Array.from({ length: 90 }, (_, i) => Math.floor(i / 30) - 1)) };
}

describe("QuadraticDiscriminantAnalysis", () => {
  it("probabilities are those of Bayes' rule for normal classes of their own covariances", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(1000), fc.constantFrom(0, 0.1), (p, seed, regularization) => {
        const { x, y } = examples(p, seed);
        const qda = QuadraticDiscriminantAnalysis.fit(x, y, { regularization });
        let worst = 1;
        const logs = [0, 1, 2].map((c): NDArray => {
          const d: NDArray = sub(x, qda.means.at(c) as NDArray);
          const sigma = qda.covariances.at(c) as NDArray;
          worst = Math.max(worst, cond(sigma).item());
          const squares: NDArray = sum(mul(d, solve(sigma, d.T as NDArray).T as NDArray), { axis: 1 });
          const spread: NDArray = add(squares, slogdet(sigma).logAbsDet as NDArray);
          return sub(log(qda.priors.at(c) as NDArray), mul(spread, 0.5)).reshape([-1, 1]);
        });
        const exponents: NDArray = concat(logs, { axis: 1 });
        // A solve errs by a multiple of cond(Σ)·ε of the exponent, and softmax moves by no more than its exponents do.
        const bound = 100 * x.shape[0] * Number.EPSILON * worst * (1 + largest(exponents));
        const expected = softmax(exponents, { axis: 1 }) as NDArray;
        expect(largest(sub(qda.predictProbabilities(x) as NDArray, expected))).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 25 },
    );
  });

  it("predicts the label of the largest probability, of the given kind", () => {
    const { x, y } = examples(3, 4);
    const qda = QuadraticDiscriminantAnalysis.fit(x, y);
    const best = (qda.predictProbabilities(x).toArray() as number[][]).map((row) => row.indexOf(Math.max(...row)) - 1);
    expect([qda.predict(x).dtype, qda.predict(x).toArray()]).toEqual(["int32", best]);
  });

  it("regularizes in the directions that no example takes, too", () => {
    const x: NDArray = random(2).normal([6, 10]);
    const y = int([0, 0, 0, 1, 1, 1]);
    const qda = QuadraticDiscriminantAnalysis.fit(x, y, { regularization: 0.5 });
    for (const c of [0, 1]) {
      const W = qda.whitenings.at(c) as NDArray;
      const white: NDArray = matmul(matmul(W.T as NDArray, qda.covariances.at(c) as NDArray), W);
      const bound = 30 * 16 * Number.EPSILON * cond(qda.covariances.at(c) as NDArray).item();
      expect(largest(sub(white, eye(10)) as NDArray)).toBeLessThanOrEqual(bound);
    }
    expect(qda.predict(x).toArray()).toEqual(y.toArray());
  });

  it("keeps float32, takes views, and goes through JSON to the last bit", () => {
    const { x, y } = examples(2, 1);
    const qda = QuadraticDiscriminantAnalysis.fit(x.astype("float32"), y, { priors: [0.5, 0.25, 0.25] });
    expect([qda.whitenings.dtype, qda.priors.toArray()]).toEqual(["float32", [0.5, 0.25, 0.25]]);
    const view = (concat([x, x], { axis: 1 }) as NDArray).slice(":", "0:2") as NDArray;
    const same = QuadraticDiscriminantAnalysis.fit(x, y).means.toArray();
    expect(QuadraticDiscriminantAnalysis.fit(view, y).means.toArray()).toEqual(same);
    const back = QuadraticDiscriminantAnalysis.fromJSON(JSON.stringify(qda));
    expect(JSON.stringify(back)).toEqual(JSON.stringify(qda));
    expect(back.predictProbabilities(x).toArray()).toEqual(qda.predictProbabilities(x).toArray());
    expect(() => QuadraticDiscriminantAnalysis.fromJSON({ ...qda.toJSON(), means: null })).toThrow(
      "QuadraticDiscriminantAnalysis.fromJSON: means must be an array { dtype, shape, data }; got null.",
    );
  });

  it("refuses a single class, a class of one, and singular covariances", () => {
    const fit = (x: NDArray, y: number[], options?: object) => () =>
      QuadraticDiscriminantAnalysis.fit(x, int(y), options);
    const x: NDArray = random(0).normal([6, 3]);
    const at = "QuadraticDiscriminantAnalysis.fit: ";
    expect(fit(x, [1, 1, 1, 1, 1, 1])).toThrow(`${at}y must hold at least two classes; got only class 1.`);
    expect(fit(x, [1, 1, 1, 1, 1, 5])).toThrow(ValueError);
    expect(fit(x, [1, 1, 1, 1, 1, 5])).toThrow(`${at}each class must have at least two examples; got one of class 5.`);
    expect(fit(x, [0, 0, 0, 7, 7, 7])).toThrow(
      `${at}the covariance of each class must have full rank; got rank 2 of 3 in class 0, of 3 examples. Set regularization, drop collinear columns, or use LinearDiscriminantAnalysis.`,
    );
    expect(fit(mul(x, array([1, 0, 1])) as NDArray, [0, 0, 0, 0, 1, 1])).toThrow("got rank 2 of 3 in class 0");
    expect(fit(x, [0, 0, 0, 1, 1, 1], { regularization: -1 })).toThrow(
      `${at}regularization must be a number in [0, 1]; got -1.`,
    );
    const y = int([0, 0, 0, 1, 1, 1]);
    const qda: QuadraticDiscriminantAnalysis = QuadraticDiscriminantAnalysis.fit(x.slice(":", "0:1") as NDArray, y);
    expect(() => qda.predict(x)).toThrow(
      "QuadraticDiscriminantAnalysis.predict: x must have the 1 columns that were fitted; got x [6, 3].",
    );
  });
});
