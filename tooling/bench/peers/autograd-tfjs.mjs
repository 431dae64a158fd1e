// TensorFlow.js on its WebAssembly backend in the rows of the autograd table; in Node it has SIMD and one thread.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url); // its ES modules do not resolve in Node
const tf = require("@tensorflow/tfjs"); // the core alone has no gradients
const wasm = require("@tensorflow/tfjs-backend-wasm");
wasm.setThreadsCount(1);
await tf.setBackend("wasm");
await tf.ready();

function network({ x, y, w1, b1, w2, b2 }) {
  const images = tf.tensor2d(x, [64, 784]);
  const targets = tf.tensor2d(y, [64, 10]);
  const model = [tf.tensor2d(w1, [784, 128]), tf.tensor1d(b1), tf.tensor2d(w2, [128, 10]), tf.tensor1d(b2)];
  const loss = (...m) => {
    const hidden = tf.relu(tf.add(tf.matMul(images, m[0]), m[1]));
    const logits = tf.add(tf.matMul(hidden, m[2]), m[3]);
    return tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), targets)), -1 / 64);
  };
  const both = tf.valueAndGrads(loss);
  return () => {
    const { value, grads } = tf.tidy(() => both(model));
    tf.dispose([value, ...grads]);
  };
}

export const tasks = { network };
