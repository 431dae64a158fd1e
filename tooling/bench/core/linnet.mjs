// Linnet's part in the rows of the core table, on one thread where a row does not say otherwise; results are given back at once.
import { setTimeout } from "node:timers/promises";
import * as linnet from "@linnet/core";

/** As a record: what a row asks for may not be there yet, and is then left out with its reason. */
const core = { ...linnet };

core.configure({ threads: 1 });

const unary = (f) => (inputs) => {
  const x = core.array(inputs.a);
  return () => f(x).dispose();
};
const binary = (f) => (inputs) => {
  const [x, y] = [core.array(inputs.a), core.array(inputs.b)];
  return () => f(x, y).dispose();
};
const square = (f) => (inputs) => {
  const side = Math.floor(Math.sqrt(inputs.a.length));
  const x = core.array(inputs.a.subarray(0, side * side), { shape: [side, side] });
  return () => f(x);
};

function matmul({ m, n, k, a, b }) {
  const [x, y] = [core.array(a, { shape: [m, k] }), core.array(b, { shape: [k, n] })];
  return () => core.matmul(x, y).dispose();
}

function batched({ shape, a, b }) {
  const [x, y] = [core.array(a, { shape }), core.array(b, { shape })];
  return () => core.matmul(x, y).dispose();
}

function einsum({ subscripts, shapeA, shapeB, a, b }) {
  const [x, y] = [core.array(a, { shape: shapeA }), core.array(b, { shape: shapeB })];
  return () => core.einsum(subscripts, x, y).dispose();
}

async function sortOnThreads(inputs) {
  core.configure({ threads: 2 });
  await setTimeout(500); // until the worker has started
  return unary(core.sort)(inputs);
}

const named = (names, kind) =>
  Object.fromEntries(names.filter((name) => core[name]).map((name) => [name, kind(core[name])]));

export const tasks = {
  ...named(["sqrt", "exp", "log", "tanh", "sin", "cos", "erf", "gelu", "sum", "mean", "max", "argmax"], unary),
  ...named(["sort", "argsort", "fft"], unary),
  ...named(["add", "mul", "div", "maximum", "pow"], binary),
  copy: unary((x) => core.astype(x, x.dtype)),
  transpose: square((x) => core.reshape(x.T, [-1]).dispose()),
  timesTwo: unary((x) => x.mul(2)),
  view: square((x) => x.T),
  reshape: square((x) => x.reshape([-1])),
  matmul,
  batched,
  einsum,
  sortOnThreads,
};
