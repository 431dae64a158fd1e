// TensorFlow.js on its WebAssembly backend; in Node it has SIMD and one thread.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url); // its ES modules do not resolve in Node
const tf = require("@tensorflow/tfjs"); // the core alone has no gradients
const wasm = require("@tensorflow/tfjs-backend-wasm");
wasm.setThreadsCount(1);
await tf.setBackend("wasm");
await tf.ready();

export const tasks = {
  "matmul-f32": product,
  "add-hundred": total,
  "add-million": total,
  "mlp-step": mlpStep,
};

function product({ n, a, b }) {
  const [x, y] = [tf.tensor2d(a, [n, n]), tf.tensor2d(b, [n, n])];
  return () => tf.matMul(x, y).dispose();
}

function total({ a, b }) {
  const [x, y] = [tf.tensor1d(Float32Array.from(a)), tf.tensor1d(Float32Array.from(b))];
  return () => tf.add(x, y).dispose();
}

function mlpStep({ rate, x, y, w1, b1, w2, b2 }) {
  const images = tf.tensor2d(x, [64, 784]);
  const targets = tf.tensor2d(y, [64, 10]);
  const model = [
    tf.variable(tf.tensor2d(w1, [784, 128])),
    tf.variable(tf.tensor1d(b1)),
    tf.variable(tf.tensor2d(w2, [128, 10])),
    tf.variable(tf.tensor1d(b2)),
  ];
  const optimizer = tf.train.sgd(rate);
  const loss = () => {
    const hidden = tf.relu(tf.add(tf.matMul(images, model[0]), model[1]));
    const logits = tf.add(tf.matMul(hidden, model[2]), model[3]);
    return tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), targets)), -1 / 64);
  };
  return () => tf.tidy(() => void optimizer.minimize(loss, false, model));
}
