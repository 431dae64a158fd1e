import { describe, expect, it } from "vitest";
import { decompose } from "./components.js";
import { prepareDigits } from "./dataset.js";
import { componentCharts, trainingCharts } from "./report.js";
import { train } from "./train.js";

const digits = prepareDigits();
const pca = decompose(digits);

describe("charts of the components", () => {
  it("are drawn as wide as they are asked for; the two pictures that stand side by side are equally high", () => {
    const charts = componentCharts(digits, pca, { width: 350 });
    expect(Object.keys(charts)).toEqual(["scree", "cumulative-variance", "components", "scatter"]);
    expect(Object.values(charts).map(({ width }) => width)).toEqual([350, 350, 350, 350]);
    expect(charts.scatter.height).toBe(charts.components.height);
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
