// What is measured: the inputs, the same for every library, who takes part, and what Linnet is to reach.
//
// A contender is a library's name and the module whose `tasks[suite]` (or `tasks[task]`) makes from the inputs a function
// whose one call is timed. `goal.against` names the library compared with and `goal.atLeast` how many times as fast
// Linnet should be (`goal.ifThere`: where that library has an answer); `goal.atMost` is a time in nanoseconds for one call, or
// with `goal.beyond` what one takes longer than that contender, divided by `goal.per`. Suites of
// one `page` become the rows of one table, and may have several `goals`; `rounds` is how often each contender is asked.

import { autograd } from "./autograd/rows.mjs";
import { core } from "./core/rows.mjs";
import { data } from "./data/rows.mjs";
import { linalg } from "./linalg/rows.mjs";
import { nn } from "./nn/rows.mjs";
import { torchInWords } from "./python.mjs";
import { stats } from "./stats/rows.mjs";

const linnet = { library: "linnet", module: "linnet.mjs" };
const tfjs = { library: "tfjs-wasm", module: "peers/tfjs.mjs" };
const numpyTs = { library: "numpy-ts", module: "peers/numpy-ts.mjs" };
const jax = { library: "jax-js", module: "peers/jax.mjs" };
const mlMatrix = { library: "ml-matrix", module: "peers/ml-matrix.mjs" };
const onnx = { library: "onnxruntime-web", module: "peers/onnxruntime.mjs" };
const numpy = { library: "NumPy", module: "peers/tasks.py" };
const torch = { library: "PyTorch", module: "peers/tasks.py" };

const n = 1024;
const gemmWork = { unit: "GFLOP/s", perCall: 2 * n ** 3 * 1e-9 };

/** What the pages are called. */
export const pages = {
  core: { title: "Arrays and their operations, one thread" },
  autograd: { title: "Derivatives, one thread" },
  linalg: { title: "Factorizations and solvers", firstCalls: true },
  nn: {
    title: "Training steps, float32",
    note: () =>
      "A step is the forward pass, the loss, the backward pass and the optimizer's update, on the same batch again and again, " +
      `as \`fit\` takes it: in a scope, and what the step before left is given back. ${torchInWords()} ` +
      "tfjs-wasm and jax-js run on one thread in Node. The rate counts the products of the network alone.",
    appendix: "nn/resources.mjs",
  },
  stats: {
    title: "Statistics, float64, two threads",
    note:
      "Both cores for everyone who can use them. Data are drawn afresh from the same distribution by each library; starts, tolerances and numbers of " +
      "iterations are the same. scikit-learn is Debian's, with OpenBLAS.",
    appendix: "stats/streaming.mjs",
  },
  data: {
    title: "From a file to a picture",
    note:
      "Files are warm: the system has them in memory. Everyone gives arrays in memory at the end; where Python's libraries could map a file, they do not. " +
      'Papa Parse streams with dynamic types, and its rows are made columns; pandas rounds correctly (float_precision="round_trip").',
    appendix: "data/streaming.mjs",
  },
  "linalg-functions": {
    title: "Backward passes and functions of matrices, one thread",
    firstCalls: true,
    note:
      "Rows of a backward pass take the cotangents of all outputs to those of the inputs, of factors that are known, without the forward " +
      "pass. Beside them stands the same formula written by hand in NumPy and " +
      "SciPy, with calls of BLAS and LAPACK, and an allocator that keeps memory: what no library adds to it.",
  },
};

export const suites = [
  {
    name: "matmul-f32",
    title: "Product of two 1024 × 1024 float32 matrices, one thread",
    inputs: () => ({ n, a: normals(Float32Array, n * n, 1), b: normals(Float32Array, n * n, 2) }),
    work: gemmWork,
    contenders: [linnet, tfjs, numpyTs, jax, onnx, numpy, torch],
    goal: { against: "tfjs-wasm", atLeast: 1.3 },
  },
  {
    name: "matmul-f64",
    title: "Product of two 1024 × 1024 float64 matrices, one thread",
    inputs: () => ({ n, a: normals(Float64Array, n * n, 1), b: normals(Float64Array, n * n, 2) }),
    work: gemmWork,
    contenders: [linnet, numpyTs, mlMatrix, numpy, torch],
    goal: { against: "numpy-ts", atLeast: 1.8 },
  },
  {
    name: "matmul-threads",
    title: "Product of two 1024 × 1024 float32 matrices, two threads beside one",
    inputs: () => ({ n, a: normals(Float32Array, n * n, 1), b: normals(Float32Array, n * n, 2) }),
    work: gemmWork,
    contenders: [linnet, { ...linnet, library: "linnet, one thread", task: "matmul-f32" }],
    goal: { against: "linnet, one thread", atLeast: 1.85 },
  },
  {
    name: "add-hundred",
    title: "Sum of two float64 arrays of 100 elements (tfjs: float32)",
    inputs: () => ({ a: normals(Float64Array, 100, 1), b: normals(Float64Array, 100, 2) }),
    contenders: [
      linnet,
      { ...linnet, library: "linnet, left to the collector", task: "add-hundred-left" },
      tfjs,
      numpyTs,
      mlMatrix,
      numpy,
      torch,
    ],
    goal: { atMost: 120 },
  },
  {
    name: "add-million",
    title: "Sum of two float32 arrays of 1,000,000 elements",
    inputs: () => ({ a: normals(Float32Array, 1e6, 1), b: normals(Float32Array, 1e6, 2) }),
    work: { unit: "GB/s", perCall: 3 * 4 * 1e6 * 1e-9 },
    contenders: [linnet, tfjs, numpyTs, jax, onnx, numpy, torch],
    goal: { against: "NumPy", atLeast: 1 / 1.2 },
  },
  {
    name: "mlp-step",
    title: "One step of gradient descent on an MLP 784-128-10, batch 64, float32, cross-entropy from logits",
    inputs: () => ({
      rate: 0.01,
      x: normals(Float32Array, 64 * 784, 1),
      y: oneHot(64, 10),
      w1: normals(Float32Array, 784 * 128, 2, 0.05),
      b1: new Float32Array(128),
      w2: normals(Float32Array, 128 * 10, 3, 0.1),
      b2: new Float32Array(10),
    }),
    contenders: [linnet, tfjs, jax, torch],
    goal: { against: "tfjs-wasm", atLeast: 1 },
  },
  ...core,
  ...linalg,
  ...autograd,
  ...nn,
  ...stats,
  ...data,
];

/** Box–Muller over a linear congruential stream: the same numbers in every run. */
function normals(Type, length, seed, scale = 1) {
  let state = seed;
  const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 + 2 ** -33;
  return Type.from({ length }, () => scale * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
}

function oneHot(rows, classes) {
  const y = new Float32Array(rows * classes);
  for (let row = 0; row < rows; row++) y[row * classes + (row % classes)] = 1;
  return y;
}
