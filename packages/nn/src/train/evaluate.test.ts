import { describe, expect, it } from "vitest";
import { DisposedError, type NDArray, ValueError, array, random, sum, takeAlongAxis } from "@linnet/core";
import { accuracy } from "@linnet/stats";
import { Linear } from "../layers/linear.js";
import { crossEntropy } from "../losses/cross-entropy.js";
import { evaluate, predict } from "./evaluate.js";
import { batchwise } from "./metric.js";

const model = Linear.init(random(1), 4, 3, { dtype: "float64" });
const x: NDArray = random(2).normal([50, 4]);
const y: NDArray = random(3).integers(0, 3, [50]);

describe("predict and evaluate", () => {
  it("give the same in batches as at once", () => {
    const whole = predict(model, x).toArray();
    expect(predict(model, x, { batchSize: 7 }).toArray()).toEqual(whole);
    const { loss, share } = evaluate(model, { x, y }, { loss: crossEntropy, share: accuracy }, { batchSize: 8 });
    expect(loss).toBe(crossEntropy(predict(model, x), y).item());
    expect(share).toBe(accuracy(predict(model, x), y));
  });

  it("refuse a metric that is no number", () => {
    expect(() => evaluate(model, { x, y }, { odd: (p) => p })).toThrow(ValueError);
    expect(() => evaluate(model, { x, y }, { odd: (p) => p })).toThrow(
      "evaluate: a metric must be one number; got odd with",
    );
  });

  it("average what says that it is an average, by what batches weigh", async () => {
    const weights = [0.2, 1, 3];
    const weightOf = (t: NDArray): NDArray => takeAlongAxis(array(weights), t, { axis: 0 });
    const weighted = (p: NDArray, t: NDArray): NDArray => {
      const own = p.slice("0:", 0) as NDArray;
      return sum(own.mul(weightOf(t))).div(sum(weightOf(t))) as NDArray;
    };
    const metrics = {
      loss: batchwise(crossEntropy),
      share: batchwise(accuracy),
      weighted: batchwise(weighted, { weight: (_p, t) => sum(weightOf(t)) }),
      whole: weighted,
      naive: batchwise(weighted),
    };
    const prediction = predict(model, x);
    const got = evaluate(model, { x, y }, metrics, { batchSize: 7 });
    // Sums of 50 numbers of the order of 1, in another order.
    const near = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThan(50 * 2 ** -52 * 4);
    near(got.loss, crossEntropy(prediction, y).item());
    near(got.share, accuracy(prediction, y));
    near(got.weighted, got.whole);
    expect(Math.abs(got.naive - got.whole)).toBeGreaterThan(1e-4); // so that the weights are seen to count
    const parts = [0, 10, 30].map((from, i) => [from, [10, 30, 50][i]] as const);
    const batches = parts.map(([a, b]) => ({ x: x.slice(`${a}:${b}`) as NDArray, y: y.slice(`${a}:${b}`) as NDArray }));
    async function* later() {
      yield* batches;
    }
    for (const streamed of [evaluate(model, batches, metrics), await evaluate(model, later(), metrics)]) {
      near(streamed.loss, got.loss);
      near(streamed.weighted, got.whole);
      near(streamed.whole, got.whole);
    }
  });

  it("keep no predictions of averages: what one batch made is given back before the next", () => {
    const seen: NDArray[] = [];
    const isLive = (p: NDArray): boolean => {
      try {
        return p.toTypedArray().length > 0;
      } catch (error) {
        expect(error).toBeInstanceOf(DisposedError);
        return false;
      }
    };
    const most = { live: 0 };
    const watch = batchwise((p: NDArray, t: NDArray) => {
      seen.push(p);
      most.live = Math.max(most.live, seen.filter(isLive).length);
      return crossEntropy(p, t);
    });
    evaluate(model, { x, y }, { watch }, { batchSize: 7 });
    expect([seen.length, most.live, seen.filter(isLive).length]).toEqual([8, 1, 0]);
    seen.length = 0;
    evaluate(model, { x, y }, { watch, accuracy }, { batchSize: 7 });
    expect([most.live, seen.filter(isLive).length]).toEqual([8, 0]); // accuracy, as it is, needs them all
  });

  it("refuse averages of nothing", () => {
    const nothing = { loss: batchwise(crossEntropy, { weight: () => 0 }) };
    expect(() => evaluate(model, { x, y }, nothing)).toThrow(ValueError);
    expect(() => evaluate(model, { x, y }, nothing)).toThrow(
      "evaluate: the batches must weigh something; got 0 for loss. Look at its targets.",
    );
    expect(() => batchwise(3 as never)).toThrow("batchwise: metric must be a function; got 3.");
    expect(() => batchwise(accuracy, { weight: 3 as never })).toThrow("batchwise: weight must be a function; got 3.");
  });
});
