// Linnet's part in the rows of the linalg table; what a call made is given back by its scope.
import * as core from "@linnet/core";
import * as linalg from "@linnet/linalg";

/** As a record: what a row asks for may not be there yet, and is then left out with its reason. */
const la = { ...linalg };

const calls = {
  lu: (a) => la.lu(a),
  solve: (a, b) => la.solve(a, b),
  cholesky: (a) => la.cholesky(a).L,
  inv: (a) => la.inv(a),
  qr: (a) => la.qr(a),
  eigvalsh: (a) => la.eigvalsh(a),
  eigh: (a) => la.eigh(a),
  svdvals: (a) => la.svdvals(a),
  svd: (a) => la.svd(a),
  eigvals: (a) => la.eigvals(a),
  eig: (a) => la.eig(a),
  lstsq: (a, b) => la.lstsq(a, b),
};

const task =
  (call, { threads = 1, as } = {}) =>
  ({ a, b, shape, dtype }) => {
    core.configure({ threads });
    const x = matrix(a, shape, as ?? dtype);
    const y = matrix(b, [...shape.slice(0, -1), 1], as ?? dtype);
    return () => {
      core.scope(() => {
        call(x, y);
      });
    };
  };

/** A complex array is read from its parts. */
function matrix(data, shape, dtype) {
  if (!dtype.startsWith("complex")) return core.astype(core.array(data, { shape }), dtype);
  const pairs = core.array(data, { shape: [...shape, 2] });
  return core.complex(core.slice(pairs, "...", 0), core.slice(pairs, "...", 1));
}

export const tasks = Object.fromEntries(
  Object.entries(calls).flatMap(([op, call]) => [
    [op, task(call)],
    [`${op} of float64`, task(call, { as: "float64" })],
    [`${op} on two threads`, task(call, { threads: 2 })],
  ]),
);
