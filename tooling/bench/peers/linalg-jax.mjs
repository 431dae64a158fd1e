// jax-js on its WebAssembly backend in the rows of the linalg table, in float64. What answers wrongly stops before it is timed.
import { defaultDevice, init, numpy as np } from "@jax-js/jax";
import { requireSmall } from "./linalg-check.mjs";

globalThis.Float16Array ??= class Float16Array extends Uint16Array {}; // what jax-js tells apart, and Node 20 does not have
await init("wasm");
defaultDevice("wasm");
const { linalg } = np;

const task =
  (call, error) =>
  async ({ a, b, shape: [m, n] }) => {
    const x = np.array(a, { dtype: np.float64 }).reshape([m, n]);
    const y = np.array(b, { dtype: np.float64 }).reshape([m, 1]);
    const answers = () => [call(x.ref, y.ref)].flat();
    requireSmall([await error(x.ref, answers(), y.ref).js()].flat(3), { rows: m });
    return async () => {
      for (const answer of answers()) (await answer.blockUntilReady()).dispose();
    };
  };
const product = (a, b) => np.matmul(a, b);
const minus = (a, b) => np.subtract(a, b);

export const tasks = {
  solve: task(
    (a, b) => linalg.solve(a, b),
    (a, [x], b) => minus(product(a, x), b),
  ),
  cholesky: task(
    (a) => linalg.cholesky(a),
    (a, [l]) => minus(product(l.ref, np.matrixTranspose(l)), a),
  ),
  inv: task(
    (a) => linalg.inv(a),
    (a, [x]) => minus(product(a.ref, x), np.eye(a.shape[0], a.shape[0], { dtype: np.float64 })),
  ),
  eigh: task(
    (a) => linalg.eigh(a),
    (a, [w, v]) => minus(product(a, v.ref), np.multiply(v, w)),
  ),
  eigvalsh: task(
    (a) => linalg.eigvalsh(a),
    (a, [w]) => minus(np.trace(a), np.sum(w)),
  ),
  svd: task(
    (a) => linalg.svd(a, { fullMatrices: false }),
    (a, [u, s, vh]) => minus(product(np.multiply(u, s), vh), a),
  ),
  svdvals: task(
    (a) => linalg.svdvals(a),
    (a, [s]) => minus(np.sum(np.square(a)), np.sum(np.square(s))),
  ),
  lstsq: task(
    (a, b) => linalg.lstsq(a, b),
    (a, [x], b) => product(np.transpose(a.ref), minus(product(a, x), b)),
  ),
};
