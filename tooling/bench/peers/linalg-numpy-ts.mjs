// numpy-ts in the rows of the linalg table. What answers wrongly stops before it is timed.
import * as np from "numpy-ts";
import { requireSmall } from "./linalg-check.mjs";

const from = (data, shape) => np.array(Array.from(data), "float64").reshape(shape);
const { linalg } = np;

const task =
  (call, error) =>
  ({ a, b, shape: [m, n] }) => {
    const [x, y] = [from(a, [m, n]), from(b, [m, 1])];
    requireSmall(flat(error(x, call(x, y), y)), { rows: m });
    return () => dispose(call(x, y));
  };
/** Gives an answer of one or several arrays back: its heap does not grow. */
function dispose(answer) {
  if (typeof answer?.dispose === "function") answer.dispose();
  else if (typeof answer === "object") for (const part of Object.values(answer)) dispose(part);
}
const flat = (x) => (Array.isArray(x) ? x : [x.tolist()].flat(3));
const product = (...factors) => factors.reduce((a, b) => np.matmul(a, b));
const eye = (a) => np.eye(a.shape[0]);
const valuesOf = (w) => flat(w).map((x) => (typeof x === "number" ? x : x.re));
const trace = (a, w) => [np.trace(a) - valuesOf(w).reduce((total, x) => total + x, 0)];
const field = (x, name, i) => x[name] ?? x[i];

export const tasks = {
  solve: task(
    (a, b) => linalg.solve(a, b),
    (a, x, b) => np.subtract(product(a, x), b),
  ),
  cholesky: task(
    (a) => linalg.cholesky(a),
    (a, l) => np.subtract(product(l, np.transpose(l)), a),
  ),
  inv: task(
    (a) => linalg.inv(a),
    (a, x) => np.subtract(product(a, x), eye(a)),
  ),
  qr: task(
    (a) => linalg.qr(a),
    (a, f) => np.subtract(product(field(f, "q", 0), field(f, "r", 1)), a),
  ),
  eigh: task(
    (a) => linalg.eigh(a),
    (a, f) => {
      const v = field(f, "v", 1);
      return np.subtract(product(a, v), np.multiply(v, field(f, "w", 0)));
    },
  ),
  eigvalsh: task((a) => linalg.eigvalsh(a), trace),
  eig: task(
    (a) => linalg.eig(a),
    (a, f) => trace(a, field(f, "w", 0)),
  ),
  eigvals: task((a) => linalg.eigvals(a), trace),
  svd: task(
    (a) => linalg.svd(a, false),
    (a, f) => np.subtract(product(np.multiply(field(f, "u", 0), field(f, "s", 1)), field(f, "vt", 2)), a),
  ),
  svdvals: task(
    (a) => linalg.svdvals(a),
    (a, s) => [linalg.norm(a) - linalg.norm(s)],
  ),
  lstsq: task(
    (a, b) => linalg.lstsq(a, b),
    (a, f, b) => product(np.transpose(a), np.subtract(product(a, field(f, "x", 0)), b)),
  ),
};
