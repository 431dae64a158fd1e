// The rows of docs/benchmarks/nn.md: a training step (forward, loss, backward, optimizer) of each network.
import { networks } from "./networks.mjs";

const linnet = { library: "linnet", module: "nn/linnet.mjs", task: "step" };
const linnetOnTwo = { library: "linnet", module: "nn/linnet.mjs", task: "stepOnTwo" };
const linnetOnOne = { library: "linnet, one thread", module: "nn/linnet.mjs", task: "step" };
const products = (task) => ({ library: "linnet, its products alone", module: "nn/linnet.mjs", task });
const tfjs = { library: "tfjs-wasm", module: "peers/nn-tfjs.mjs", task: "step" };
const jax = { library: "jax-js", module: "peers/nn-jax.mjs", task: "step" };
const torch = (key) => ({ library: "PyTorch", module: "peers/nn.py", task: `${key} 1` });
const torchOnTwo = (key) => ({ library: "PyTorch, two threads", module: "peers/nn.py", task: `${key} 2` });

const faster = (against) => ({ against, atLeast: 1, ifThere: true });
/** How many times as long as PyTorch on one thread a step may take. */
const most = { "small-sgd": 1.5, "small-adam": 1.5, large: 2.1 };
const OTHERS = 2.5;
/** The share of a step that its products must be, at least, where they are nearly all there is to do. */
const SHARE = 0.85;

const rows = Object.entries(networks).flatMap(([key, { title, inputs, flops }]) => {
  const work = flops && { unit: "GFLOP/s", perCall: flops * 1e-9 };
  const within = { against: "PyTorch", atLeast: 1 / (most[key] ?? OTHERS) };
  const share = { against: "linnet, its products alone", atLeast: SHARE };
  const isSmall = key.startsWith("small");
  const isProducts = flops && key !== "small-adam"; // whose update is a fifth of it
  return [
    {
      title,
      inputs,
      work,
      contenders: [linnet, ...(flops ? [products("products")] : []), tfjs, jax, torch(key)],
      goals: [faster("tfjs-wasm"), faster("jax-js"), within, ...(isProducts ? [share] : [])],
    },
    {
      title: `${title}, two threads`,
      inputs,
      work,
      contenders: [
        linnetOnTwo,
        linnetOnOne,
        ...(flops ? [products("productsOnTwo")] : []),
        tfjs,
        jax,
        torch(key),
        torchOnTwo(key),
      ],
      goals: [faster("tfjs-wasm"), faster("jax-js"), ...(isSmall ? [faster("PyTorch")] : [])],
    },
  ];
});

/** A step runs through hundreds of functions, which engines optimize one after the other. */
const warmUp = 2000; // ms

/** jax-js compiles the unrolled steps of the LSTM for half a minute. */
const longest = 60_000; // ms

export const nn = rows.map((row) => ({ ...row, warmUp, longest, name: `nn: ${row.title}`, page: "nn" }));
