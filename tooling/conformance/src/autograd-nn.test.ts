import { checkGradients, grad, valueAndGrad } from "@linnet/autograd";
import { type NDArray, add, array, mapTree, random, sub, sum, treeLeaves } from "@linnet/core";
import { Linear, Sequential, Tanh, crossEntropy, mse, sequential } from "@linnet/nn";
import { describe, expect, it } from "vitest";

const rng = random(3);
const f64 = { dtype: "float64" } as const;
const x = rng.normal([5, 4]);
const classes = array([0, 2, 1, 1, 0], { dtype: "int32" });

describe("networks under autograd", () => {
  it("the gradient of cross-entropy through a network agrees with differences, and is a network", () => {
    const model = sequential(Linear.init(rng, 4, 6, f64), new Tanh(), Linear.init(rng, 6, 3, f64));
    const loss = (m: typeof model): NDArray => crossEntropy(m.forward(x), classes);
    checkGradients(loss, [model]);
    const gradient = grad(loss)(model);
    expect(gradient).toBeInstanceOf(Sequential);
    expect(treeLeaves(gradient).map(({ path }) => path)).toEqual(treeLeaves(model).map(({ path }) => path));
  });

  it("second derivatives of a network agree with differences of the first", () => {
    const model = sequential(Linear.init(rng, 4, 3, f64), new Tanh(), Linear.init(rng, 3, 3, f64));
    const loss = (m: typeof model): NDArray => crossEntropy(m.forward(x), classes);
    const flatness = (m: typeof model): NDArray =>
      treeLeaves(grad(loss)(m)).reduce((total: NDArray, { leaf }) => add(total, sum(leaf.mul(leaf))), array(0));
    checkGradients(flatness, [model]);
  });

  it("a layer in two places is one layer, and stays one through training", () => {
    const shared = Linear.init(rng, 4, 4, f64);
    let model = sequential(shared, new Tanh(), shared);
    const loss = (m: typeof model): NDArray => mse(m.forward(x), x);
    checkGradients(loss, [model]);
    const [first] = valueAndGrad(loss)(model);
    for (let step = 0; step < 5; step++) {
      model = mapTree((w, g) => sub(w, g.mul(0.1)), model, grad(loss)(model));
      expect(treeLeaves(model)).toHaveLength(2);
    }
    expect(loss(model).item()).toBeLessThan(first.item());
  });
});
