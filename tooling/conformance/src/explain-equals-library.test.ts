import { grad } from "@linnet/autograd";
import { type NDArray, array, log, logSumExp, max, matmul, random, sub } from "@linnet/core";
import { floatArrays } from "@linnet/core/testing";
import * as explain from "@linnet/explain";
import { Linear, Relu, Sigmoid, Tanh, crossEntropy, mse, sequential } from "@linnet/nn";
import { gradientDescent } from "@linnet/optimize";
import { PCA } from "@linnet/stats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

// explain sees only core and linalg, and is tested against them beside its sources. Here it meets the packages that do the
// same: stats, autograd with nn, and optimize.

const activations = { relu: Relu, tanh: Tanh, sigmoid: Sigmoid } as const;
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

/** |a − b| ≤ k roundings of the largest number in sight. */
function expectClose(a: NDArray, b: NDArray, roundings: number): void {
  expect(a.shape).toEqual(b.shape);
  const size = Math.max(1, ...Array.from(b.toTypedArray() as Float64Array, Math.abs));
  const apart: number = max(sub(a, b).mul(sub(a, b))).item();
  expect(Math.sqrt(apart)).toBeLessThanOrEqual(roundings * Number.EPSILON * size);
}

describe("explain.pca", () => {
  it("ends with what PCA of stats finds by the same SVD, signs and all, bit for bit", () => {
    const tables = fc
      .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 4 }))
      .chain((shape) => floatArrays({ shape }));
    fc.assert(
      fc.property(tables, (x) => {
        const [story, pca] = [explain.pca(x), PCA.fit(x, { solver: "full" })];
        const row = (name: string): unknown => story.result(name).reshape([-1]).toArray();
        expect(story.result("components").toArray()).toEqual(pca.components.toArray());
        expect(row("mean")).toEqual(pca.mean.toArray());
        expect(row("S")).toEqual(pca.singularValues.toArray());
        expect(row("variance")).toEqual(pca.explainedVariance.toArray());
        expect(row("ratio")).toEqual(pca.explainedVarianceRatio.toArray());
        expect(story.result("scores").toArray()).toEqual(pca.transform(x).toArray());
      }),
    );
  });
});

describe("explain.forward and explain.backward", () => {
  const network = (seed: number, activation: keyof typeof activations) => {
    const rng = random(seed);
    const f64 = { dtype: "float64" } as const;
    const [first, second] = [Linear.init(rng, 3, 4, f64), Linear.init(rng, 4, 2, f64)];
    return {
      x: rng.normal([5, 3]) as NDArray,
      targets: rng.normal([5, 2]) as NDArray,
      layers: [first, second],
      model: sequential(first, new activations[activation](), second),
    };
  };

  it.each(["relu", "tanh", "sigmoid"] as const)("end with the output and the gradients of nn, for %s", (activation) => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, isMse) => {
        const { x, targets, layers, model } = network(seed, activation);
        const classes = [0, 1, 1, 0, 1];
        const loss = (m: typeof model): NDArray =>
          isMse ? mse(m.forward(x), targets) : crossEntropy(m.forward(x), array(Int32Array.from(classes)));
        const story = isMse
          ? explain.backward(x, targets, layers, { activation })
          : explain.backward(x, classes, layers, { activation, loss: "crossEntropy" });
        const gradient = grad(loss)(model);
        // Sums of at most 5 terms, through five products and an activation: 64 roundings of the largest are many.
        expectClose(explain.forward(x, layers, { activation }).result("Y"), model.forward(x), 64);
        expectClose(story.result("loss").reshape([]), loss(model), 64);
        [0, 2].forEach((layer, i) => {
          const { weight, bias } = gradient.layers[layer] as Linear<3, 4, "float64">;
          const n = "₁₂"[i];
          expectClose(story.result(`dW${n}`), weight, 64);
          expectClose(story.result(`db${n}`).reshape([-1]), bias as NDArray, 64);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("tell the probabilities whose logarithms the loss is made of", () => {
    const { x, layers, model } = network(1, "relu");
    const story = explain.backward(x, [0, 1, 1, 0, 1], layers, { loss: "crossEntropy" });
    const logits = model.forward(x) as NDArray;
    const step = story.steps.find(({ after }) => "P" in after);
    const P = array(step?.after.P.map((row) => row.map(({ value }) => value)) ?? []);
    const told = logits.sub(logSumExp(logits, { axis: 1, keepDims: true }));
    expectClose(log(P), told, 64);
  });
});

describe("explain.gradientDescent", () => {
  it("takes the steps of optimize's gradientDescent", () => {
    const [a, b] = [
      array([
        [3, 1],
        [1, 2],
      ]) as NDArray,
      array([1, -2]) as NDArray,
    ];
    const story = explain.gradientDescent(a, b, { step: 0.25, steps: 6 });
    const values = story.steps.slice(0, -1).map(({ after }) => after.f[0][0].value);
    const f = (x: NDArray): NDArray => {
      const column = x.reshape([2, 1]);
      return column.mul(matmul(a, column)).sum().mul(0.5).sub(b.mul(x).sum());
    };
    const seen: number[] = [];
    const onIteration = ({ value }: { value: number }): void => void seen.push(value);
    const objective = (x: NDArray) => ({ value: f(x), gradient: grad(f)(x) as NDArray });
    gradientDescent(objective, array([0, 0]) as NDArray, { step: 0.25, gradientTolerance: 1e-3, onIteration });
    values.forEach((value, k) => expect(Math.abs(seen[k] - value)).toBeLessThanOrEqual(64 * Number.EPSILON));
  });
});
