// TensorFlow.js on its WebAssembly backend, one thread, in the rows of the core table.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url); // its ES modules do not resolve in Node
const tf = require("@tensorflow/tfjs");
const wasm = require("@tensorflow/tfjs-backend-wasm");
wasm.setThreadsCount(1);
await tf.setBackend("wasm");
await tf.ready();

export const tasks = {
  matmul({ m, n, k, a, b }) {
    const [x, y] = [tf.tensor2d(a, [m, k]), tf.tensor2d(b, [k, n])];
    return () => tf.matMul(x, y).dispose();
  },
};
