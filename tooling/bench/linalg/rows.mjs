// The rows of docs/benchmarks/linalg.md and linalg-functions.md: factorizations and solvers, beside NumPy (SciPy for LU and functions of matrices) and JavaScript's libraries.
import { matrixFor } from "./inputs.mjs";

const js = (library, module) => (task) => ({ library, module, task });
const linnet = js("linnet", "linalg/linnet.mjs");
const numpy = (task, dtype, shape) => ({
  library: "NumPy",
  module: "peers/linalg.py",
  task: `${task} ${dtype} ${shape.join(",")}`,
});

/** Which library has which operation; whoever answers wrongly is left out by its own check. */
const peers = [
  {
    make: js("ml-matrix", "peers/linalg-ml-matrix.mjs"),
    has: ["lu", "solve", "cholesky", "inv", "qr", "eigvalsh", "eigh", "svdvals", "svd", "eigvals", "eig", "lstsq"],
  },
  {
    make: js("numpy-ts", "peers/linalg-numpy-ts.mjs"),
    has: ["solve", "cholesky", "inv", "qr", "eigvalsh", "eigh", "svdvals", "svd", "eigvals", "eig", "lstsq"],
  },
  {
    make: js("jax-js", "peers/linalg-jax.mjs"),
    has: ["solve", "cholesky", "inv", "eigvalsh", "eigh", "svdvals", "svd", "lstsq"],
  },
];
/** Above this the libraries in JavaScript take seconds a call. */
const PEERS_UP_TO = 128;

const sizes = [16, 32, 64, 128, 256, 512, 1024];
/** Within how many times NumPy's time at n = 512. */
const at512 = {
  lu: 1.5,
  solve: 1.5,
  cholesky: 0.9,
  inv: 1.35,
  qr: 1,
  eigvalsh: 1.35,
  eigh: 1.15,
  svdvals: 1.2,
  svd: 1,
  eigvals: 0.9,
  eig: 0.9,
  lstsq: 1.2,
};
const operations = Object.keys(at512);
const within = (times) => ({ against: "NumPy", atLeast: 1 / times });

function row(op, n) {
  const shape = op === "lstsq" ? [n, n >> 1] : [n, n];
  const rivals = n > PEERS_UP_TO ? [] : peers.filter(({ has }) => has.includes(op)).map(({ make }) => make(op));
  const goals = rivals.map(({ library }) => ({ against: library, atLeast: 8, ifThere: true }));
  if (n <= 32) goals.push(within(op.startsWith("svd") ? 1.3 : 1));
  if (n === 512) goals.push(within(at512[op]));
  if (n === 1024) goals.push(within(1.6));
  return {
    title: `${op} ${shape.join("×")}`,
    inputs: () => matrixFor(op, "float64", shape),
    contenders: [linnet(op), numpy(op, "float64", shape), ...rivals],
    goals,
    rounds: n < 128 ? 15 : n < 1024 ? 9 : 5,
  };
}

function batched(op) {
  const shape = [1000, 16, 16];
  return {
    title: `${op} 1,000 × 16×16`,
    inputs: () => matrixFor(op, "float64", shape),
    contenders: [linnet(op), numpy(op, "float64", shape)],
    goals: [within(1)],
    rounds: 9,
  };
}

function single(op) {
  const shape = [512, 512];
  return {
    title: `${op} float32 512×512`,
    inputs: () => matrixFor(op, "float32", shape),
    contenders: [
      linnet(op),
      { ...linnet(`${op} of float64`), library: "linnet, float64" },
      numpy(op, "float32", shape),
    ],
    goals: [{ against: "linnet, float64", atLeast: 1.6 }],
    rounds: 9,
  };
}

function complex(op) {
  const shape = [256, 256];
  return {
    title: `${op} complex128 256×256`,
    inputs: () => matrixFor(op, "complex128", shape),
    contenders: [linnet(op), numpy(op, "complex128", shape)],
    goals: [within(1.5)],
    rounds: 9,
  };
}

function threaded(op, n) {
  const shape = op === "lstsq" ? [n, n >> 1] : [n, n];
  return {
    title: `${op} ${shape.join("×")}, two threads`,
    inputs: () => matrixFor(op, "float64", shape),
    contenders: [
      linnet(`${op} on two threads`),
      { ...linnet(op), library: "linnet, one thread" },
      numpy(op, "float64", shape),
    ],
    goals: [{ against: "linnet, one thread", atLeast: 1 }, ...(n === 512 ? [within(1)] : [])],
    rounds: 9,
  };
}

/** PyTorch's part, which is not here to compare with: the same formula of the same factors, written in NumPy and SciPy. */
const byHand = "NumPy, by hand";

function backward(op) {
  const shape = [256, 256];
  return {
    title: `backward of ${op} 256×256`,
    inputs: () => matrixFor(op, "float64", shape),
    contenders: [
      linnet(`backward of ${op}`),
      { ...linnet(op), library: "linnet, forward" },
      { library: byHand, module: "peers/linalg-backward.py", task: `${op} ${shape[0]}` },
    ],
    goals: [
      { against: "linnet, forward", atLeast: 1 / 3 },
      { against: byHand, atLeast: 1 / 1.5 },
    ],
    rounds: 15,
  };
}

/** What the library in Python calls SciPy's, and none of JavaScript's has. */
function bySciPy(op, shape, rounds = 9) {
  return {
    title: `${op} ${shape.length === 2 ? shape.join("×") : `${shape[0].toLocaleString("en")} × ${shape.slice(1).join("×")}`}`,
    inputs: () => matrixFor(op, "float64", shape),
    contenders: [linnet(op), numpy(op, "float64", shape)],
    goals: [within(1.5)],
    rounds,
  };
}

const rows = [
  ...operations.flatMap((op) => sizes.map((n) => row(op, n))),
  ...["solve", "cholesky", "inv", "eigh", "svd"].map(batched),
  ...["lu", "qr", "cholesky", "solve", "inv"].map(single),
  ...operations.map(complex),
  ...operations.flatMap((op) => [256, 512].map((n) => threaded(op, n))),
];

const functions = [
  ...["solve", "cholesky", "eigh", "svd", "qr"].map(backward),
  ...[
    [16, 16],
    [64, 64],
    [256, 256],
    [1000, 16, 16],
  ].map((shape) => bySciPy("expm", shape)),
  ...["solveSylvester", "sqrtm", "logm"].map((op) => bySciPy(op, [256, 256], 5)),
];

const onPage = (page, suites) => suites.map((suite) => ({ ...suite, name: `linalg: ${suite.title}`, page }));

export const linalg = [...onPage("linalg", rows), ...onPage("linalg-functions", functions)];
