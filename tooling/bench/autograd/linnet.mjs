// Linnet's part in the rows of the autograd table, on one thread; results are given back at once.
import { checkpoint, grad, hessian, hvp, valueAndGrad, vjp, vmap } from "@linnet/autograd";
import {
  array,
  arraysIn,
  configure,
  exp,
  logSoftmax,
  matmul,
  mean,
  mul,
  relu,
  scope,
  sign,
  softplus,
  sub,
  sum,
  tanh,
} from "@linnet/core";

configure({ threads: 1 });

/** A call that gives back what it answers. */
const given = (call) => () => {
  for (const x of arraysIn(scope(call))) x.dispose();
};

/** x·c·c…, of scalars. */
function product(length) {
  const factor = array(1.0001);
  return (x) => {
    let y = x;
    for (let i = 0; i < length; i++) y = mul(y, factor);
    return y;
  };
}

const chain =
  (run) =>
  ({ length }) =>
    given(run(product(length), array(1.0001)));

const networkOf = ({ x, y, w1, b1, w2, b2 }) => ({
  images: array(x, { shape: [64, 784] }),
  targets: array(y, { shape: [64, 10] }),
  model: {
    w1: array(w1, { shape: [784, 128] }),
    b1: array(b1),
    w2: array(w2, { shape: [128, 10] }),
    b2: array(b2),
  },
});

function network(inputs) {
  const { images, targets, model } = networkOf(inputs);
  const loss = (m) => {
    const hidden = relu(matmul(images, m.w1).add(m.b1));
    const logits = matmul(hidden, m.w2).add(m.b2);
    return sum(logSoftmax(logits, { axis: -1 }).mul(targets)).mul(-1 / 64);
  };
  const both = valueAndGrad(loss);
  return given(() => both(model));
}

/** The same value and gradient, of the same operations, without a record. */
function networkByHand(inputs) {
  const { images, targets, model } = networkOf(inputs);
  return given(() => {
    const hidden = relu(matmul(images, model.w1).add(model.b1));
    const logs = logSoftmax(matmul(hidden, model.w2).add(model.b2), { axis: -1 });
    const value = sum(logs.mul(targets)).mul(-1 / 64);
    const ct = targets.mul(-1 / 64);
    const ctLogits = sub(ct, mul(exp(logs), sum(ct, { axis: -1, keepDims: true })));
    const ctBefore = mul(matmul(ctLogits, model.w2.T), sign(hidden));
    const [b2, w2] = [sum(ctLogits, { axis: 0 }), matmul(hidden.T, ctLogits)];
    const [b1, w1] = [sum(ctBefore, { axis: 0 }), matmul(images.T, ctBefore)];
    return [value, { w1, b1, w2, b2 }];
  });
}

/** −log of the likelihood of one example, or the mean of many; the operations are those of the peer. */
const logistic = (w, x, y) => {
  const logits = matmul(x, w);
  return mean(sub(softplus(logits), mul(y, logits)));
};

const regression = (make) => (inputs) => {
  const { m, n } = inputs;
  return given(
    make({ x: array(inputs.x, { shape: [m, n] }), y: array(inputs.y), w: array(inputs.w), v: array(inputs.v) }, m),
  );
};

const layered =
  (wrap) =>
  ({ layers, n, w }) => {
    const weight = array(w, { shape: [n, n] });
    const four = (a, b) => {
      let y = a;
      for (let i = 0; i < 4; i++) y = tanh(matmul(y, b));
      return y;
    };
    const step = wrap(four);
    const f = (b) => {
      let y = b;
      for (let i = 0; i < layers; i += 4) y = step(y, b);
      return sum(y);
    };
    const slope = grad(f);
    return given(() => slope(weight));
  };

export const tasks = {
  evaluated: chain((f, x) => () => f(x)),
  recorded: chain((f, x) => () => vjp(f, x)[0]),
  walked: chain((f, x) => () => vjp(f, x)[1](x)),
  ruled: chain((f, x) => () => [vjp(f, x)[0], f(x)]), // the rule of a multiplication is one
  network,
  networkByHand,
  perExample: regression(
    ({ x, y, w }) =>
      () =>
        vmap(grad(logistic), { inAxes: [null, 0, 0] })(w, x, y),
  ),
  perExampleLoop: regression(({ x, y, w }, m) => () => {
    const slopes = [];
    for (let i = 0; i < m; i++) slopes.push(grad(logistic)(w, x.at(i), y.at(i)));
    return slopes;
  }),
  gradient: regression(
    ({ x, y, w }) =>
      () =>
        grad(logistic)(w, x, y),
  ),
  hvp: regression(
    ({ x, y, w, v }) =>
      () =>
        hvp((point) => logistic(point, x, y), [w], [v]),
  ),
  hessian: regression(
    ({ x, y, w }) =>
      () =>
        hessian((point) => logistic(point, x, y))(w),
  ),
  checkpointed: layered(checkpoint),
  keeping: layered((f) => f),
};
