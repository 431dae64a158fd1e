// numpy-ts, with its WebAssembly kernels, in the rows of the core table.
import * as np from "numpy-ts";

const functions = { ...np };

const from = (data, shape = [data.length]) =>
  np.array(Array.from(data), data instanceof Float32Array ? "float32" : "float64").reshape(shape);

/** Gives an answer back, so that its heap does not run full; numbers have nothing to give. */
const done = (answer) => answer?.dispose?.();

const unary = (f) => (inputs) => {
  const x = from(inputs.a);
  return () => done(f(x));
};
const binary = (f) => (inputs) => {
  const [x, y] = [from(inputs.a), from(inputs.b)];
  return () => done(f(x, y));
};
const square = (f) => (inputs) => {
  const side = Math.floor(Math.sqrt(inputs.a.length));
  const x = from(inputs.a.subarray(0, side * side), [side, side]);
  return () => done(f(x));
};

const named = (names, kind) => Object.fromEntries(names.map((name) => [name, kind(functions[name])]));

export const tasks = {
  ...named(
    ["sqrt", "exp", "log", "tanh", "sin", "cos", "sum", "mean", "max", "argmax", "sort", "argsort", "copy"],
    unary,
  ),
  ...named(["add", "maximum"], binary),
  mul: binary(np.multiply),
  div: binary(np.divide),
  pow: binary(np.power),
  fft: unary(np.fft.fft),
  transpose: square((x) => np.transpose(x).flatten()),
  timesTwo: unary((x) => np.multiply(x, 2)),
  view: square((x) => np.transpose(x)),
  reshape: square((x) => np.reshape(x, [-1])),
  matmul({ m, n, k, a, b }) {
    const [x, y] = [from(a, [m, k]), from(b, [k, n])];
    return () => done(np.matmul(x, y));
  },
  batched({ shape, a, b }) {
    const [x, y] = [from(a, shape), from(b, shape)];
    return () => done(np.matmul(x, y));
  },
  einsum({ subscripts, shapeA, shapeB, a, b }) {
    const [x, y] = [from(a, shapeA), from(b, shapeB)];
    return () => done(np.einsum(subscripts, x, y));
  },
};
