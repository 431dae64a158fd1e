// The rows of docs/benchmarks/autograd.md: what recording and walking back cost beside the operations themselves, and
// derivatives beside other libraries and beside the same derivative written by hand.
import { numbers } from "../core/inputs.mjs";

const js = (library, module) => (task) => ({ library, module, task });
const linnet = js("linnet", "autograd/linnet.mjs");
const own = (how) => js(`linnet, ${how}`, "autograd/linnet.mjs");
const jax = js("jax-js", "peers/autograd-jax.mjs");
const tfjs = js("tfjs-wasm", "peers/autograd-tfjs.mjs");
const torch = (task) => ({ library: "PyTorch", module: "peers/autograd.py", task });

const LENGTH = 1000;
const chain = () => ({ length: LENGTH });
/** Nanoseconds for each operation of a chain that the measured way takes longer than another. */
const each = (beyond, atMost) => ({ beyond, per: LENGTH, atMost });

function network() {
  const scaled = (count, seed, scale) => numbers("float32", count, seed, (x) => scale * x);
  const y = new Float32Array(64 * 10);
  for (let row = 0; row < 64; row++) y[row * 10 + (row % 10)] = 1;
  return {
    x: numbers("float32", 64 * 784, 1),
    y,
    w1: scaled(784 * 128, 2, 0.05),
    b1: new Float32Array(128),
    w2: scaled(128 * 10, 3, 0.1),
    b2: new Float32Array(10),
  };
}

/** Logistic regression: m rows of n features, a point and a direction. */
function regression(m, n) {
  return {
    m,
    n,
    x: numbers("float32", m * n, 1),
    y: numbers("float32", m, 2, (value) => (value > 0 ? 1 : 0)),
    w: numbers("float32", n, 3, (value) => 0.1 * value),
    v: numbers("float32", n, 4),
  };
}

const rows = [
  {
    title: "recording, of 1,000 multiplications of scalars",
    inputs: chain,
    contenders: [linnet("recorded"), own("evaluated")("evaluated")],
    goals: [each("linnet, evaluated", 100)],
  },
  {
    title: "walking back over them",
    inputs: chain,
    contenders: [linnet("walked"), own("recorded, and its rules by hand")("ruled")],
    goals: [each("linnet, recorded, and its rules by hand", 150)],
  },
  {
    title: "value and gradient of 64×784 → 128 → 10, float32",
    inputs: network,
    contenders: [linnet("network"), own("by hand")("networkByHand"), tfjs("network"), jax("network"), torch("network")],
    goals: [
      { against: "linnet, by hand", atLeast: 1 / 1.1 },
      { against: "tfjs-wasm", atLeast: 1 },
      { against: "jax-js", atLeast: 1 },
    ],
  },
  {
    title: "a gradient for each of 256 examples, 64 features, float32",
    inputs: () => regression(256, 64),
    contenders: [linnet("perExample"), own("a loop")("perExampleLoop"), jax("perExample")],
    goals: [
      { against: "linnet, a loop", atLeast: 10 },
      { against: "jax-js", atLeast: 1 },
    ],
  },
  {
    title: "Hessian times direction, 512 examples, 128 features, float32",
    inputs: () => regression(512, 128),
    contenders: [linnet("hvp"), own("the gradient")("gradient"), jax("hvp")],
    goals: [
      { against: "linnet, the gradient", atLeast: 1 / 4 },
      { against: "jax-js", atLeast: 1 },
    ],
  },
  {
    title: "Hessian, 128 examples, 16 features, float32",
    inputs: () => regression(128, 16),
    contenders: [linnet("hessian"), jax("hessian")],
    goals: [{ against: "jax-js", atLeast: 1 }],
  },
  {
    title: "gradient of 16 layers of 128×128 in 4 checkpoints, float32",
    inputs: () => ({ layers: 16, n: 128, w: numbers("float32", 128 * 128, 1, (x) => 0.1 * x) }),
    contenders: [linnet("checkpointed"), own("keeping all")("keeping")],
    goals: [{ against: "linnet, keeping all", atLeast: 1 / 1.5 }],
  },
];

/** A derivative runs through dozens of operations and their rules: engines take thousands of calls to optimize them all. */
const warmUp = 1000; // ms

export const autograd = rows.map((row) => ({ ...row, warmUp, name: `autograd: ${row.title}`, page: "autograd" }));
