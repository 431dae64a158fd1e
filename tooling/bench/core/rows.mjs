// The rows of docs/benchmarks/core.md: what is measured, beside whom, and what Linnet is to reach. A row is a suite of its
// own (see ../suites.mjs), whose result becomes one line of the page's table.
import { numbers, operands } from "./inputs.mjs";

const js = (library, module) => (task) => ({ library, module, task });
const linnet = js("linnet", "core/linnet.mjs");
const numpyTs = js("numpy-ts", "peers/core-numpy-ts.mjs");
const tfjs = js("tfjs-wasm", "peers/core-tfjs.mjs");
const peak = js("peak", "core/peak.mjs");
const python = (library) => (task, words) => ({ library, module: "peers/core.py", task: `${task} ${words}` });
const numpy = python("NumPy");
const scipy = python("SciPy");

const short = { float32: "f32", float64: "f64" };
const faster = (against, atLeast) => ({ against, atLeast });
const asFastAs = (against, within) => ({ against, atLeast: 1 / within });

/** Within how many times NumPy's time, in float32 and float64. */
const within = {
  ...Object.fromEntries(["add", "mul", "sum", "max", "sqrt", "copy", "transpose"].map((op) => [op, [1, 1.25]])),
  exp: [2.2, 3.5],
  log: [2.2, 3.5],
  tanh: [3.6, 3.6],
  sin: [4.7, 4.7],
  cos: [4.7, 4.7],
  pow: [5, 5],
};
const math = ["exp", "log", "tanh", "sin", "cos", "pow", "erf", "gelu"];
const ofSciPy = ["erf", "gelu"];
const notInPeer = { "numpy-ts": ["erf", "gelu"] };

function elementwise(op, dtype, count) {
  const rivals = [numpyTs(op), ofSciPy.includes(op) ? scipy(op, `${dtype} ${count}`) : numpy(op, `${dtype} ${count}`)];
  const goals = [];
  if (!notInPeer["numpy-ts"].includes(op)) goals.push(faster("numpy-ts", math.includes(op) ? 1.5 : 1));
  if (count === 1e6 && within[op]) goals.push(asFastAs("NumPy", within[op][dtype === "float32" ? 0 : 1]));
  if (count === 1e6 && ofSciPy.includes(op)) goals.push(faster("SciPy", 5));
  return {
    title: `${op} ${short[dtype]} ${count.toLocaleString("en")}`,
    inputs: () => operands(op, dtype, count),
    contenders: [linnet(op), ...rivals.filter(({ library }) => !notInPeer[library]?.includes(op))],
    goals,
  };
}

function product(dtype, n) {
  const goals = [dtype === "float32" ? faster("tfjs-wasm", 1.3) : faster("numpy-ts", 1.8)];
  if (n >= 256) goals.push(asFastAs("peak", 1 / 0.9));
  return {
    title: `matmul ${short[dtype]} ${n}×${n}`,
    inputs: () => ({ m: n, n, k: n, dtype, a: numbers(dtype, n * n, 1), b: numbers(dtype, n * n, 2) }),
    work: { unit: "GFLOP/s", perCall: 2 * n ** 3 * 1e-9 },
    contenders: [
      linnet("matmul"),
      numpyTs("matmul"),
      ...(dtype === "float32" ? [tfjs("matmul")] : []),
      ...(n >= 256 ? [peak("matmul")] : []),
      numpy("matmul", `${dtype} ${n} ${n}`),
    ],
    goals,
  };
}

function smallProduct(n) {
  return { ...product("float64", n), goals: [faster("NumPy", 1), faster("numpy-ts", 1)] };
}

const batched = {
  title: "matmul f64 10,000 × 8×8",
  inputs: () => ({ shape: [10_000, 8, 8], a: numbers("float64", 640_000, 1), b: numbers("float64", 640_000, 2) }),
  contenders: [linnet("batched"), numpyTs("batched"), numpy("batched", "float64 10000 8")],
  goals: [faster("numpy-ts", 3)],
};

function matrixVector(dtype) {
  const n = 2048;
  return {
    title: `matrix × vector ${short[dtype]} ${n}`,
    inputs: () => ({ m: n, n: 1, k: n, a: numbers(dtype, n * n, 1), b: numbers(dtype, n, 2) }),
    work: { unit: "GB/s", perCall: n * n * (dtype === "float32" ? 4 : 8) * 1e-9 },
    contenders: [
      linnet("matmul"),
      numpyTs("matmul"),
      numpy("matmul", `${dtype} ${n} 1`),
      { ...linnet("sum"), library: "linnet sum of as many" },
    ],
    goals: [asFastAs("linnet sum of as many", 1 / 0.8)],
  };
}

function call(op, title, atMost, n = 100) {
  return {
    title,
    inputs: () => ({ m: n, n, k: n, shape: [10, 10], ...operands("add", "float64", op === "matmul" ? n * n : 100) }),
    contenders: [linnet(op), numpyTs(op), numpy(op, op === "matmul" ? `float64 ${n} ${n}` : "float64 100")],
    goals: [{ atMost }],
  };
}

function sorting(op, dtype, count) {
  return {
    title: `${op} ${short[dtype]} ${count.toLocaleString("en")}`,
    inputs: () => operands(op, dtype, count),
    contenders: [linnet(op), numpyTs(op), numpy(op, `${dtype} ${count}`)],
    goals: [asFastAs("NumPy", 2)],
  };
}

function sortingOnThreads(dtype) {
  return {
    title: `sort ${short[dtype]} 1,000,000 on two threads`,
    inputs: () => operands("sort", dtype, 1e6),
    contenders: [linnet("sortOnThreads"), { ...linnet("sort"), library: "linnet on one thread" }],
    goals: [],
  };
}

function transform(count) {
  return {
    title: `fft of ${count.toLocaleString("en")}`,
    inputs: () => operands("fft", "float64", count),
    contenders: [linnet("fft"), numpyTs("fft"), numpy("fft", `float64 ${count}`)],
    goals: [asFastAs("NumPy", 2)],
  };
}

function contraction(subscripts, shapeA, shapeB) {
  const size = (shape) => shape.reduce((total, n) => total * n, 1);
  return {
    title: `einsum ${subscripts}`,
    inputs: () => ({
      subscripts,
      shapeA,
      shapeB,
      a: numbers("float64", size(shapeA), 1),
      b: numbers("float64", size(shapeB), 2),
    }),
    contenders: [
      linnet("einsum"),
      numpyTs("einsum"),
      numpy("einsum", `${subscripts} ${shapeA.join(",")} ${shapeB.join(",")}`),
    ],
    goals: [asFastAs("NumPy", 2)],
  };
}

const dtypes = ["float32", "float64"];
const each = (ops, counts, make) => dtypes.flatMap((d) => ops.flatMap((op) => counts.map((n) => make(op, d, n))));

const rows = [
  ...dtypes.flatMap((dtype) => [64, 256, 1024, 2048].map((n) => product(dtype, n))),
  ...[2, 4, 8, 16].map(smallProduct),
  batched,
  ...dtypes.map(matrixVector),
  ...each(
    ["add", "mul", "div", "sqrt", "maximum", "copy", "transpose", "sum", "mean", "max", "argmax"],
    [1e3, 1e6],
    elementwise,
  ),
  ...each(math, [1e3, 1e6], elementwise),
  call("add", "one call: add of 100 f64", 100),
  call("timesTwo", "one call: mul(2) of 100 f64", 130),
  call("view", "one call: transpose of 10×10", 40),
  call("reshape", "one call: reshape of 10×10", 40),
  call("matmul", "one call: matmul f64 8×8", 150, 8),
  ...each(["sort", "argsort"], [1e3, 1e6], sorting),
  ...dtypes.map(sortingOnThreads),
  ...[2 ** 16, 99_991].map(transform),
  contraction("ij,jk->ik", [256, 256], [256, 256]),
  contraction("bhqd,bhkd->bhqk", [8, 8, 64, 32], [8, 8, 64, 32]),
  contraction("ijk,ilk->jl", [32, 48, 64], [32, 40, 64]),
];

export const core = rows.map((row) => ({ ...row, name: `core: ${row.title}`, page: "core" }));
