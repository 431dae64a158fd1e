// ml-matrix: plain JavaScript, float64.
import { Matrix } from "ml-matrix";

export const tasks = {
  "matmul-f64": product,
  "add-hundred": total,
};

function product({ n, a, b }) {
  const [x, y] = [Matrix.from1DArray(n, n, a), Matrix.from1DArray(n, n, b)];
  return () => x.mmul(y);
}

function total({ a, b }) {
  const [x, y] = [Matrix.from1DArray(1, a.length, a), Matrix.from1DArray(1, b.length, b)];
  return () => Matrix.add(x, y);
}
