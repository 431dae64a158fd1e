// jax-js on its WebAssembly backend; in Node it finds no web workers and runs on one thread.
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from "@jax-js/jax";

await init("wasm");
defaultDevice("wasm");

export const tasks = {
  "matmul-f32": product,
  "add-million": total,
  "mlp-step": mlpStep,
};

function product({ n, a, b }) {
  const [x, y] = [np.array(a).reshape([n, n]), np.array(b).reshape([n, n])];
  return async () => (await np.matmul(x.ref, y.ref).blockUntilReady()).dispose();
}

function total({ a, b }) {
  const [x, y] = [np.array(a), np.array(b)];
  return async () => (await np.add(x.ref, y.ref).blockUntilReady()).dispose();
}

function mlpStep({ rate, x, y, w1, b1, w2, b2 }) {
  const images = np.array(x).reshape([64, 784]);
  const targets = np.array(y).reshape([64, 10]);
  let model = [np.array(w1).reshape([784, 128]), np.array(b1), np.array(w2).reshape([128, 10]), np.array(b2)];
  const loss = (m, input, target) => {
    const hidden = nn.relu(np.add(np.matmul(input, m[0]), m[1]));
    const logits = np.add(np.matmul(hidden, m[2]), m[3]);
    return np.sum(nn.logSoftmax(logits).mul(target)).mul(-1 / 64);
  };
  const step = jit((m, input, target) => {
    const [value, slope] = valueAndGrad(loss)(
      m.map((weight) => weight.ref),
      input,
      target,
    );
    value.dispose();
    return m.map((weight, i) => weight.sub(slope[i].mul(rate)));
  });
  return async () => {
    model = step(model, images.ref, targets.ref);
    for (const weight of model) await weight.blockUntilReady();
  };
}
