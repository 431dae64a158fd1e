// Which matrix equations are solved and which functions of matrices taken: the names are those that matrix_functions.py knows.
import { add, adjoint, astype, complex, eye, fromFunction, matmul } from "@linnet/core";
import * as la from "@linnet/linalg";
import { definiteTypes, generalTypes, norm1, uniform } from "@linnet/linalg/testing";
import { named } from "./factorizations.mjs";

const square = [1, 2, 3, 5, 10, 50, 100].map((n) => [n, n]);
/** Of functions whose exact values take products of 64 bits. */
const smaller = square.filter(([n]) => n <= 50);

/** Those whose products with themselves are numbers of every dtype. */
const moderate = ({ name }) => !/flow|huge|tiny/.test(name);
const general = [...generalTypes, ...named].filter(moderate);
const definite = definiteTypes.filter(moderate);
const raw = named.filter(({ name }) => name === "random").map((type) => ({ ...type, name: "random, as it is" }));

const stable = changed(general, (a) => shifted(a, -1.01));
const contracting = changed(general, (a) => times(a, 1 / (1.01 * sizeOf(a))));
/** Eigenvalues right of the imaginary axis. */
const rightOfAxis = [...definite, ...changed(general, (a) => shifted(a, 1.01))];
/** Left out where they have eigenvalues on the negative axis. Their logarithms may be too large to be held against an exponential. */
const squares = changed(
  general.filter(({ name }) => !name.includes("Jordan")),
  (a) => matmul(a, a),
  "square of ",
);
const bounded = changed(general, (a) => times(a, Math.min(1, 20 / sizeOf(a))));

export const functions = [
  {
    name: "solveSylvester",
    types: general.filter(({ name }) => name !== "Jordan block"), // the solution would not fit float32
    factor(a) {
      const [b, C] = [random(a, 1), random(a, 2)];
      const B = times(b, (0.7 * sizeOf(a)) / norm1(b));
      return { B, C, X: la.solveSylvester(a, B, C) };
    },
  },
  { name: "solveContinuousLyapunov", types: [...stable, ...raw], factor: lyapunov(la.solveContinuousLyapunov) },
  { name: "solveDiscreteLyapunov", types: [...contracting, ...raw], factor: lyapunov(la.solveDiscreteLyapunov) },
  { name: "sqrtm", types: [...rightOfAxis, ...squares], factor: (a) => ({ X: la.sqrtm(a) }) },
  { name: "logm", shapes: smaller, types: rightOfAxis, factor: (a) => ({ X: la.logm(a) }) },
  { name: "expm", shapes: smaller, types: bounded, factor: (a) => ({ X: la.expm(a) }) },
].map((row) => ({ shapes: square, ...row, dtypes: ["float64", "complex128", "float32"], within: 2 }));

/** Of a Hermitian right-hand side. */
function lyapunov(solve) {
  return (a) => {
    const c = random(a, 3);
    const C = add(c, adjoint(c));
    return { C, X: solve(a, C) };
  };
}

function changed(types, change, prefix = "") {
  return types.map(({ name, build }) => ({
    name: `${prefix}${name}`,
    build: (m, n, dtype) => change(build(m, n, dtype)),
  }));
}

/** A + factor·‖A‖₁·I. */
function shifted(a, factor) {
  return add(a, times(astype(eye(a.shape[0]), a.dtype), factor * sizeOf(a)));
}

function times(a, factor) {
  return astype(a.mul(factor), a.dtype);
}

/** ‖A‖₁, and 1 of zero. */
function sizeOf(a) {
  return norm1(a) || 1;
}

/** Of the shape and dtype of A, both parts of complex ones between −1 and 1. */
function random({ shape, dtype }, seed) {
  const part = (k) => fromFunction(shape, uniform(...shape, 10 * seed + k));
  return astype(dtype.startsWith("complex") ? complex(part(0), part(1)) : part(0), dtype);
}
