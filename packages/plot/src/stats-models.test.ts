import { array, random } from "@linnet/core";
import { PCA, confusionMatrix } from "@linnet/stats";
import { describe, expect, it } from "vitest";
import { marksNamed, textsOf } from "./fixtures/read-svg.js";
import { confusionPlot, cumulativeVariancePlot, imageGrid, scatter, screePlot, singularValuePlot } from "./index.js";

describe("a PCA of stats", () => {
  const x = random(1).normal([40, 9]);
  const pca = PCA.fit(x);

  it("is drawn as it is: scree, cumulative variance, singular values", () => {
    expect(marksNamed(screePlot(pca).svg, "bar")[0].elements).toHaveLength(9);
    expect(cumulativeVariancePlot(pca).description).toContain("of 9 components reach 90 %");
    expect(marksNamed(singularValuePlot(pca).svg, "dot")[0].elements).toHaveLength(9);
  });

  it("gives scores to scatter and components to look at", () => {
    const scores = pca.transform(x).slice(":", ":2");
    expect(marksNamed(scatter(scores).svg, "dot")[0].elements).toHaveLength(40);
    const components = imageGrid(pca.components.reshape([9, 3, 3]), { ramp: "diverging" });
    expect(components.svg.match(/<image /g)).toHaveLength(9);
  });
});

describe("a confusion matrix of stats", () => {
  it("is drawn with its counts", () => {
    const [predicted, target] = [[0, 1, 1], [0, 1, 0]].map((labels) => array(labels, { dtype: "int32" })); // prettier-ignore
    expect(textsOf(confusionPlot(confusionMatrix(predicted, target)).svg)).toContain("accuracy 66.7 % (2 of 3)");
  });
});
