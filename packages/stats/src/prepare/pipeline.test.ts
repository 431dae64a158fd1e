import { type NDArray, ValueError, array, random, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { PCA } from "../decompose/pca.js";
import { LeastSquares, NearestMean } from "../fixtures/small-estimators.js";
import { FittedPipeline } from "./fitted-pipeline.js";
import { pipeline } from "./pipeline.js";
import { Standardizer } from "./standardizer.js";
import { step } from "./step.js";

const x: NDArray = random(1).normal([30, 4], { mean: 2, std: 3 });
const y: NDArray = x.slice(":", 0).mul(2).add(x.slice(":", 3));

describe("pipeline", () => {
  it("fits each step on what the ones before it make, and transforms and predicts through them", () => {
    const fitted = pipeline(step(Standardizer, { ddof: 1 }), step(PCA, { components: 2 }), step(LeastSquares)).fit(
      x,
      y,
    );
    const scaler = Standardizer.fit(x, { ddof: 1 });
    const pca = PCA.fit(scaler.transform(x), { components: 2 });
    const scores = pca.transform(scaler.transform(x));
    const last = LeastSquares.fit(scores, y);
    expect(fitted.predict(x).toArray()).toEqual(last.predict(scores).toArray());
    expect(fitted.steps.length).toBe(3);
    expect(fitted.step(PCA).components.toArray()).toEqual(pca.components.toArray());
    expect(fitted.steps[0].scale.toArray()).toEqual(scaler.scale.toArray());
    expect(fitted.classes).toBeUndefined();
  });

  it("goes back as far as its steps do", () => {
    const fitted = pipeline(step(Standardizer), step(PCA, { components: 4 })).fit(x);
    const back = fitted.inverseTransform(fitted.transform(x)).toTypedArray();
    // Two orthogonal products of four terms and two scalings, of entries below 12.
    x.toTypedArray().forEach((v, i) => expect(Math.abs(back[i] - v)).toBeLessThanOrEqual(64 * 12 * Number.EPSILON));
  });

  it("has the classes and probabilities of its last step", () => {
    const labels: NDArray = y.greater(6).astype("int32");
    const fitted = pipeline(step(Standardizer), step(NearestMean)).fit(x, labels);
    expect(fitted.classes?.toArray()).toEqual([0, 1]);
    const alone = NearestMean.fit(Standardizer.fit(x).transform(x), labels);
    const expected = alone.predictProbabilities(Standardizer.fit(x).transform(x)).toArray();
    expect(fitted.predictProbabilities(x).toArray()).toEqual(expected);
  });

  it("is a step of another", () => {
    const inner = pipeline(step(Standardizer), step(PCA, { components: 2 }));
    expect(inner.supervised).toBe(false);
    const outer = pipeline(step(inner), step(LeastSquares));
    expect(outer.supervised).toBe(true);
    const flat = pipeline(step(Standardizer), step(PCA, { components: 2 }), step(LeastSquares)).fit(x, y);
    expect(outer.fit(x, y).predict(x).toArray()).toEqual(flat.predict(x).toArray());
  });

  it("is the same from its JSON, to the last bit", () => {
    const fitted = pipeline(step(Standardizer), step(LeastSquares)).fit(x, y);
    const text = JSON.stringify(fitted);
    const back = FittedPipeline.fromJSON(text, [Standardizer, LeastSquares]);
    expect(back.predict(x).toArray()).toEqual(fitted.predict(x).toArray());
    expect(JSON.stringify(back)).toBe(text);
    expect(() => FittedPipeline.fromJSON(text, [LeastSquares, Standardizer])).toThrow(
      'LeastSquares.fromJSON: json must be of a LeastSquares; got model "Standardizer".',
    );
    expect(() => FittedPipeline.fromJSON(text, [Standardizer])).toThrow(
      "FittedPipeline.fromJSON: there must be a class for each step; got 1 for 2.",
    );
    expect(() => FittedPipeline.fromJSON(text, [Standardizer, Math as never])).toThrow(
      "FittedPipeline.fromJSON: class 1 must have fromJSON; got an object.",
    );
    expect(() => FittedPipeline.fromJSON({ model: "FittedPipeline", version: 1, steps: 3 }, [Standardizer])).toThrow(
      "FittedPipeline.fromJSON: steps must be a list; got 3.",
    );
  });

  it("refuses steps that cannot be chained, and asks of them what they can", () => {
    const untyped = pipeline as unknown as (...steps: unknown[]) => ReturnType<typeof pipeline>;
    expect(() => untyped()).toThrow(ValueError);
    expect(() => untyped()).toThrow("pipeline: there must be at least one step; got none.");
    expect(() => untyped(step(Standardizer), PCA)).toThrow(
      "pipeline: argument 1 must be a step; got a function. Write step(Class, options).",
    );
    expect(() => (untyped(step(LeastSquares), step(PCA)) as any).fit(x, y)).toThrow(
      "pipeline: step 0 must have transform; got a LeastSquares. Only the last step may be without.",
    );
    const regression = pipeline(step(Standardizer), step(LeastSquares));
    expect(() => (regression as any).fit(x)).toThrow(
      "step: there must be a target y; got undefined. LeastSquares learns with one.",
    );
    const fitted: any = regression.fit(x, y);
    expect(() => fitted.transform(x)).toThrow(
      "FittedPipeline.transform: step 1 must have transform; got a LeastSquares.",
    );
    expect(() => fitted.inverseTransform(y)).toThrow(
      "FittedPipeline.inverseTransform: step 1 must have inverseTransform; got a LeastSquares.",
    );
    expect(() => fitted.predictProbabilities(x)).toThrow(
      "FittedPipeline.predictProbabilities: step 1 must have predictProbabilities; got a LeastSquares.",
    );
    expect(() => fitted.step(PCA)).toThrow(
      "FittedPipeline.step: there must be a step of PCA; got Standardizer, LeastSquares.",
    );
    expect(() => fitted.predict(zeros([2, 3]))).toThrow(
      "Standardizer.transform: x must have the 4 columns that were fitted",
    );
    const bare = new FittedPipeline([{ transform: (data: NDArray) => data }]);
    expect(() => bare.toJSON()).toThrow("FittedPipeline.toJSON: step 0 must have toJSON; got a Object.");
    expect(() => step(3 as never)).toThrow(
      "step: estimator must have a function fit; got 3. Give a class, or a pipeline.",
    );
    expect(() => step(PCA, array([2]) as never)).toThrow("step: options must be an object; got an array [1].");
  });
});
