// Linnet, as its users call it: public functions of the built packages. Results are given back at once, by `dispose` or a
// `scope`, as tfjs disposes of its own and Python drops the last reference; "left to the collector" does neither.
import { valueAndGrad } from "@linnet/autograd";
import { add, array, configure, logSoftmax, matmul, relu, scope, sum } from "@linnet/core";

export const tasks = {
  "matmul-f32": product,
  "matmul-f64": product,
  "matmul-threads": (inputs) => product(inputs, 2),
  "add-hundred": total,
  "add-hundred-left": (inputs) => sums(inputs, add),
  "add-million": total,
  "mlp-step": mlpStep,
};

function product({ n, a, b }, threads = 1) {
  configure({ threads });
  const [x, y] = [array(a, { shape: [n, n] }), array(b, { shape: [n, n] })];
  return () => matmul(x, y).dispose();
}

function total(inputs) {
  return sums(inputs, (x, y) => add(x, y).dispose());
}

function sums({ a, b }, run) {
  configure({ threads: 1 });
  const [x, y] = [array(a), array(b)];
  return () => run(x, y);
}

function mlpStep({ rate, x, y, w1, b1, w2, b2 }) {
  configure({ threads: 1 });
  const images = array(x, { shape: [64, 784] });
  const targets = array(y, { shape: [64, 10] });
  const weights = { w1: array(w1, { shape: [784, 128] }), w2: array(w2, { shape: [128, 10] }) };
  let model = { ...weights, b1: array(b1), b2: array(b2) };
  const loss = (m) => {
    const hidden = relu(matmul(images, m.w1).add(m.b1));
    const logits = matmul(hidden, m.w2).add(m.b2);
    return sum(logSoftmax(logits, { axis: -1 }).mul(targets)).mul(-1 / 64);
  };
  const gradient = valueAndGrad(loss);
  const next = () => {
    const [, slope] = gradient(model);
    const step = (name) => model[name].sub(slope[name].mul(rate));
    return { w1: step("w1"), b1: step("b1"), w2: step("w2"), b2: step("b2") };
  };
  return () => {
    const before = model;
    model = scope(next);
    for (const parameter of Object.values(before)) parameter.dispose();
  };
}
