// Linnet's part in the rows of the linalg table; what a call made is given back by its scope.
import { vjp } from "@linnet/autograd";
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
  expm: (a) => la.expm(a),
  logm: (a) => la.logm(a),
  solveSylvester: (a, b) => la.solveSylvester(a, b, a),
  sqrtm: (a) => la.sqrtm(a),
};

const task =
  (call, { threads = 1, as } = {}) =>
  ({ a, b, shape, columns, dtype }) => {
    core.configure({ threads });
    const x = matrix(a, shape, as ?? dtype);
    const y = matrix(b, [...shape.slice(0, -1), columns], as ?? dtype);
    return () => {
      core.scope(() => {
        call(x, y);
      });
    };
  };

/** What of a result has a cotangent. */
const outputs = {
  solve: (x) => [x],
  cholesky: (L) => [L],
  eigh: ({ values, vectors }) => [values, vectors],
  svd: ({ U, S, Vh }) => [U, S, Vh],
  qr: ({ Q, R }) => [Q, R],
};

/** The cotangents of the inputs for generic ones of all outputs, of an operation that was recorded once. */
const backward =
  (op) =>
  ({ a, b, shape }) => {
    core.configure({ threads: 1 });
    const x = matrix(a, shape, "float64");
    const inputs = op === "solve" ? [x, matrix(b, [shape[0], 1], "float64")] : [x];
    const [y, pullback] = vjp((...xs) => outputs[op](calls[op](...xs)), ...inputs);
    const stream = core.random(3);
    const cotangents = y.map((part) => stream.normal(part.shape));
    return () => {
      core.scope(() => {
        pullback(cotangents);
      });
    };
  };

/** A complex array is read from its parts. */
function matrix(data, shape, dtype) {
  if (!dtype.startsWith("complex")) return core.astype(core.array(data, { shape }), dtype);
  const pairs = core.array(data, { shape: [...shape, 2] });
  return core.complex(core.slice(pairs, "...", 0), core.slice(pairs, "...", 1));
}

export const tasks = Object.fromEntries([
  ...Object.entries(calls).flatMap(([op, call]) => [
    [op, task(call)],
    [`${op} of float64`, task(call, { as: "float64" })],
    [`${op} on two threads`, task(call, { threads: 2 })],
  ]),
  ...Object.keys(outputs).map((op) => [`backward of ${op}`, backward(op)]),
]);
