// jax-js on its WebAssembly backend in the rows of the autograd table, each function compiled by its jit.
import { defaultDevice, grad, hessian, init, jit, jvp, nn, numpy as np, valueAndGrad, vmap } from "@jax-js/jax";

await init("wasm");
defaultDevice("wasm");

/** A call of a compiled function, until its results are there. */
const called = (f, ...args) => {
  const run = jit(f);
  return async () => {
    for (const x of flat(run(...args.map(reference)))) (await x.blockUntilReady()).dispose();
  };
};
const flat = (tree) => (Array.isArray(tree) ? tree.flatMap(flat) : [tree]);
const reference = (tree) => (Array.isArray(tree) ? tree.map(reference) : tree.ref);

function network({ x, y, w1, b1, w2, b2 }) {
  const images = np.array(x).reshape([64, 784]);
  const targets = np.array(y).reshape([64, 10]);
  const model = [np.array(w1).reshape([784, 128]), np.array(b1), np.array(w2).reshape([128, 10]), np.array(b2)];
  const loss = (m, input, target) => {
    const hidden = nn.relu(np.add(np.matmul(input, m[0]), m[1]));
    const logits = np.add(np.matmul(hidden, m[2]), m[3]);
    return np.sum(nn.logSoftmax(logits).mul(target)).mul(-1 / 64);
  };
  return called((m, input, target) => valueAndGrad(loss)(m, input, target), model, images, targets);
}

const logistic = (w, x, y) => {
  const logits = np.dot(x, w);
  return np.mean(np.subtract(nn.softplus(logits.ref), np.multiply(y, logits)));
};

const regression = (make) => (inputs) => {
  const { m, n } = inputs;
  const [x, y, w, v] = [np.array(inputs.x).reshape([m, n]), np.array(inputs.y), np.array(inputs.w), np.array(inputs.v)];
  return make({ x, y, w, v });
};

export const tasks = {
  network,
  perExample: regression(({ x, y, w }) => called(vmap(grad(logistic), [null, 0, 0]), w, x, y)),
  hvp: regression(({ x, y, w, v }) =>
    called(
      (point, direction, a, b) => {
        const slope = (p) => grad((q) => logistic(q, a.ref, b.ref))(p);
        return jvp(slope, [point], [direction])[1];
      },
      w,
      v,
      x,
      y,
    ),
  ),
  hessian: regression(({ x, y, w }) =>
    called((point, a, b) => hessian((q) => logistic(q, a.ref, b.ref))(point), w, x, y),
  ),
};
