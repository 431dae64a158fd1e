// numpy-ts with its WebAssembly kernels.
import * as np from "numpy-ts";

const from = (data) => np.array(Array.from(data)).astype(data instanceof Float32Array ? "float32" : "float64");

export const tasks = {
  "matmul-f32": product,
  "matmul-f64": product,
  "add-hundred": total,
  "add-million": total,
};

function product({ n, a, b }) {
  const [x, y] = [from(a).reshape([n, n]), from(b).reshape([n, n])];
  return () => np.matmul(x, y).dispose();
}

function total({ a, b }) {
  const [x, y] = [from(a), from(b)];
  return () => np.add(x, y).dispose();
}
