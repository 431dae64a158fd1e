import { describe, expect, it } from "vitest";
import { type NDArray, ValueError, random } from "@linnet/core";
import { accuracy } from "@linnet/stats";
import { Linear } from "../layers/linear.js";
import { crossEntropy } from "../losses/cross-entropy.js";
import { evaluate, predict } from "./evaluate.js";

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
});
