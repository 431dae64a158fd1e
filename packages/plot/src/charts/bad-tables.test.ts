import { DTypeError, ShapeError, ValueError, array, ones, zeros } from "@linnet/core";
import { describe, it } from "vitest";
import { commonOfMatrices, expectOutcome, itMeets, matrices, refusal } from "../fixtures/bad-input.js";
import { confusionPlot, heatmap, imageGrid } from "../index.js";

itMeets(
  "heatmap",
  matrices,
  {
    ...commonOfMatrices("heatmap", "matrix"),
    "a constant": { marks: { cell: 4 } },
    "only NaN": refusal(ValueError, "heatmap: matrix must hold a finite value; got NaN only."),
    "some that are not finite": { marks: { cell: 6 }, says: "2 cells are not finite (grey)." },
    booleans: { marks: { cell: 4 }, like: [[0, 1], [1, 0]] },
    int32: { marks: { cell: 4 }, like: [[1, 2], [3, 4]] },
    float32: { marks: { cell: 4 }, like: [[0.5, 2], [3, 4]] },
    "subnormal numbers": { marks: { cell: 4 } },
  }, // prettier-ignore
  heatmap,
);

itMeets(
  "confusionPlot",
  matrices,
  {
    ...commonOfMatrices("confusionPlot", "matrix"),
    "a constant": { marks: { cell: 4 }, says: "accuracy 50 % (4 of 8)" },
    "only NaN": refusal(ValueError, "confusionPlot: matrix must hold counts; got NaN at index 0."),
    "some that are not finite": refusal(ShapeError, "confusionPlot: matrix must be square; got matrix [3, 2]."),
    booleans: { marks: { cell: 4 }, says: "accuracy 0 % (0 of 2)", like: [[0, 1], [1, 0]] },
    int32: { marks: { cell: 4 }, like: [[1, 2], [3, 4]] },
    float32: { marks: { cell: 4 }, like: [[0.5, 2], [3, 4]] },
    "subnormal numbers": { marks: { cell: 4 } },
  }, // prettier-ignore
  confusionPlot,
);

describe("imageGrid given", () => {
  const { NaN: nan } = Number;
  it.each([
    ["nothing in it", [], refusal(ShapeError, "imageGrid: images must have three axes; got images [0].")],
    ["images of nothing", [[[]]], refusal(ShapeError, "imageGrid: images must not be empty; got images [1, 1, 0].")],
    ["one image", [[1, 2], [3, 4]], refusal(ShapeError, "imageGrid: images must have three axes; got images [2, 2].")],
    ["a constant", [[[2, 2]]], { marks: { image: 2 } }],
    ["only NaN", [[[nan]]], refusal(ValueError, "imageGrid: images must hold a finite value; got NaN only.")],
    ["some that are not finite", [[[1, nan], [Infinity, 2]]], { marks: { image: 2 } }],
    ["complex numbers", zeros([1, 2, 2], { dtype: "complex128" }), refusal(DTypeError, "imageGrid: images must hold real numbers; got images complex128. Plot real(x), imag(x) or abs(x).")],
    ["booleans", array([[[true, false]]]), { marks: { image: 2 }, like: [[[1, 0]]] }],
    ["int32", array([[[1, 2]]], { dtype: "int32" }), { marks: { image: 2 }, like: [[[1, 2]]] }],
    ["float32", array([[[1, 0.5]]], { dtype: "float32" }), { marks: { image: 2 }, like: [[[1, 0.5]]] }],
    ["numbers near the largest", [[[1e308, 0]]], refusal(ValueError, "imageGrid: images must be within ±1e300; got 1e+308 at index 0.")],
    ["subnormal numbers", [[[1e-320, 2e-320]]], { marks: { image: 2 } }],
    ["a word", "abc", refusal(ValueError, 'imageGrid: images must be an array; got "abc".')],
    ["ragged rows", [[[1, 2], [3]]], refusal(ShapeError, "imageGrid: rows must have one length; got images[0][0] [2] and images[0][1] [1].")],
    ["401 images", ones([401, 1, 1]), refusal(ValueError, "imageGrid: images must be at most 400; got 401. Take some of them: images.slice(':400').")],
    ["nine million pixels", ones([1, 3000, 3000], { dtype: "float32" }), refusal(ValueError, "imageGrid: pixels must be at most 8388608; got 9000000. Take fewer images, or every k-th pixel: images.slice(':', '::2', '::2').")],
  ])("%s", (_, images, outcome) => {
    expectOutcome(() => imageGrid(images as never), outcome, (like) => imageGrid(like as never));
  }); // prettier-ignore
});

describe("tables given", () => {
  it.each([
    ["row names of another number", () => heatmap([[1, 2]], { rowLabels: ["a", "b"] }), refusal(ShapeError, "heatmap: rowLabels must have 1 names, one each; got rowLabels [2].")],
    ["a range upside down", () => heatmap([[1]], { range: [2, 1] }), refusal(ValueError, "heatmap: range must be two finite numbers, the lower first; got [2, 1].")],
    ["a constant of zero on a diverging ramp", () => heatmap([[0, 0]], { ramp: "diverging" }), { marks: { cell: 2 } }],
    ["the ends of what is drawn", () => heatmap([[1e300, -1e300]]), { marks: { cell: 2 } }],
    ["nine million cells", () => heatmap(ones([3000, 3000], { dtype: "float32" })), refusal(ValueError, "heatmap: cells must be at most 8388608; got 9000000. Take every k-th row and column: matrix.slice('::4', '::4').")],
    ["201 classes", () => confusionPlot(ones([201, 201])), refusal(ValueError, "confusionPlot: classes must be at most 200; got 201. Draw the matrix as a heatmap.")],
    ["no mistakes and no counts", () => confusionPlot([[0]]), refusal(ValueError, "confusionPlot: matrix must count something; got zeros only.")],
    ["counts below zero", () => confusionPlot([[1, -1], [0, 1]]), refusal(ValueError, "confusionPlot: matrix must hold counts; got -1 at index 1.")],
    ["class names of another number", () => confusionPlot([[1]], { labels: [] }), refusal(ShapeError, "confusionPlot: labels must have 1 names, one each; got labels [0].")],
  ])("%s", (_, draw, outcome) => expectOutcome(draw, outcome, draw)); // prettier-ignore
});
