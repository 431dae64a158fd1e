import type { EpochRecord } from "@linnet/nn";
import { describe, expect, it } from "vitest";
import { decompose } from "./components.js";
import { prepareDigits } from "./dataset.js";
import { componentCharts, historyCharts, trainingCharts } from "./report.js";
import { train } from "./train.js";

const digits = prepareDigits();
const pca = decompose(digits);

const epoch = (at: number, loss: number): EpochRecord => ({
  epoch: at,
  epochs: 3,
  loss,
  validation: { loss: 0.5, accuracy: 0.9 },
});

describe("charts of the components", () => {
  it("are drawn as wide as they are asked for; the two pictures that stand side by side are equally high", () => {
    const charts = componentCharts(digits, pca, { width: 350 });
    expect(Object.keys(charts)).toEqual(["scree", "cumulative-variance", "components", "scatter"]);
    expect(Object.values(charts).map(({ width }) => width)).toEqual([350, 350, 350, 350]);
    expect(charts.scatter.height).toBe(charts.components.height);
  });
});

describe("charts of a run so far", () => {
  it("are none before the first epoch has ended", () => {
    expect(historyCharts([])).toBeNull();
  });

  it("can be drawn from one epoch on", () => {
    const charts = historyCharts([epoch(0, 1.5)]);
    expect(charts?.loss.title).toBe("Loss");
    expect(charts?.accuracy.title).toBe("Accuracy on the test digits");
  });

  it("have a logarithmic axis, as long as no loss is 0", () => {
    const scaleOf = (...losses: number[]): boolean | undefined => {
      const sketch = historyCharts(losses.map((loss, at) => epoch(at, loss)))?.loss.sketch;
      return sketch?.kind === "lines" ? sketch.log : undefined;
    };
    expect(scaleOf(1.5, 0.2)).toBe(true);
    expect(scaleOf(1.5, 0)).toBe(false);
  });
});

describe("charts of trained models", () => {
  it("show every loss and the best confusion matrix", async () => {
    const softmax = await train({ model: "softmax", features: "scores" }, digits, pca, 1, { epochs: 1 });
    const mlp = await train({ model: "mlp", features: "pixels" }, digits, pca, 1, { epochs: 4 });
    expect(mlp.accuracy).toBeGreaterThan(softmax.accuracy);
    const charts = trainingCharts(digits, [softmax, mlp]);
    expect(charts.confusion.title).toBe("Test digits: MLP on raw pixels");
    const { sketch } = charts.loss;
    const lines = sketch.kind === "lines" ? sketch.series.map(({ name, y }) => [name, y.length]) : [];
    expect(lines).toEqual([
      ["softmax on 30 PCA scores", 1],
      ["MLP on raw pixels", 4],
    ]);
  });
});
