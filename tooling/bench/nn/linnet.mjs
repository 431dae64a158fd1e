// Linnet's part in the rows of the nn table: a step as `fit` takes it, in a scope, which gives back what the step before left.
import { valueAndGrad } from "@linnet/autograd";
import { arraysIn, configure, matmul, random, scope } from "@linnet/core";
import { adam, sgd } from "@linnet/nn";
import { networkOf } from "./linnet-networks.mjs";

export const tasks = {
  step: (inputs) => step(inputs, 1),
  stepOnTwo: (inputs) => step(inputs, 2),
  products: (inputs) => products(inputs, 1),
  productsOnTwo: (inputs) => products(inputs, 2),
};

/** A function that takes a step; what it answers is the loss. */
export function step(inputs, threads) {
  configure({ threads });
  const { start, optimizer, gradient } = partsOf(inputs);
  let now = { model: start, state: optimizer.init(start) };
  const next = () => {
    const [value, slope] = gradient(now.model);
    const { parameters, state } = optimizer.update(now.model, slope, now.state);
    return { model: parameters, state, loss: value.item() };
  };
  return () => {
    const before = now;
    now = scope(next);
    const kept = new Set(arraysIn(now));
    for (const x of arraysIn(before)) if (!kept.has(x)) x.dispose();
    return now.loss;
  };
}

const optimizers = { adam, sgd };

/** What a step is made of: the first model, the rule, and the loss with its gradient. */
export function partsOf(inputs) {
  const { start, x, target, loss } = networkOf(inputs);
  const run = { training: true, rng: random(1), update() {} };
  return {
    start,
    optimizer: optimizers[inputs.optimizer]({ learningRate: inputs.rate }),
    gradient: valueAndGrad((model) => loss(model.forward(x, run), target)),
    data: [x, target],
  };
}

/** The products of an MLP's step and nothing else: what the rate of `matmul` alone would allow. */
function products({ widths, batch }, threads) {
  configure({ threads });
  const rng = random(1);
  const normal = (rows, cols) => rng.normal([rows, cols], { dtype: "float32" });
  const layers = widths.slice(1).map((out, i) => ({
    x: normal(batch, widths[i]),
    weight: normal(out, widths[i]),
    ct: normal(batch, out),
  }));
  return () => {
    for (const { x, weight } of layers) matmul(x, weight.T).dispose();
    for (let i = layers.length - 1; i >= 0; i--) {
      const { x, weight, ct } = layers[i];
      matmul(ct.T, x).dispose();
      if (i > 0) matmul(ct, weight).dispose();
    }
  };
}
