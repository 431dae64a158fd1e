// What is factored, and which of the factors lapack.py judges: the names are those that it knows.
import { astype, complex, cos, fromFunction, mul, sin } from "@linnet/core";
import * as la from "@linnet/linalg";
import { definiteTypes, gallery, generalTypes, hermitianTypes } from "@linnet/linalg/testing";

const square = [1, 2, 3, 5, 10, 50, 100, 300].map((n) => [n, n]);
const rectangular = [
  [300, 50],
  [50, 300],
  [10, 3],
  [3, 10],
  [100, 99],
];

/** The named matrices, in any dtype. Complex ones are turned row by row and column by column, which keeps their singular values. */
export const named = gallery.map(({ name, build }) => ({
  name,
  build: (m, n, dtype) => (dtype.startsWith("complex") ? turned(build(m, n), dtype) : astype(build(m, n), dtype)),
}));

/** Of these the lower triangle stands for a Hermitian matrix. */
const symmetric = gallery.map(({ name, build }) => ({ name, build: (m, n, dtype) => astype(build(m, n), dtype) }));

export const factorizations = [
  {
    name: "lu",
    types: [...generalTypes, ...named],
    shapes: [...square, ...rectangular],
    factor: packed(la.lu, "p L U"),
  },
  { name: "cholesky", types: definiteTypes, shapes: square, factor: packed(la.cholesky, "L") },
  { name: "ldlt", types: [...hermitianTypes, ...symmetric], shapes: square, factor: packed(la.ldlt, "p L D") },
  { name: "qr", types: [...generalTypes, ...named], shapes: [...square, ...rectangular], factor: packed(la.qr, "Q R") },
  {
    name: "pivoted qr",
    types: [...generalTypes, ...named],
    shapes: [...square, ...rectangular],
    factor: packed((a) => la.qr(a, { pivoting: true }), "Q R p"),
  },
  { name: "eigh", types: [...hermitianTypes, ...symmetric], shapes: square, factor: packed(la.eigh, "values vectors") },
  {
    name: "svd",
    types: [...generalTypes, ...named],
    shapes: [...square, ...rectangular],
    factor: packed(la.svd, "U S Vh"),
  },
  { name: "hessenberg", types: [...generalTypes, ...named], shapes: square, factor: packed(la.hessenberg, "Q H") },
  { name: "schur", types: [...generalTypes, ...named], shapes: square, factor: packed(la.schur, "T Z") },
  { name: "eig", types: [...generalTypes, ...named], shapes: square, factor: packed(la.eig, "values vectors") },
  {
    name: "solve",
    types: generalTypes.filter(({ name }) => !name.startsWith("zero") && !name.includes("0.1/ε")),
    shapes: square,
    factor: (a) => solved(a),
  },
  {
    name: "inv",
    types: generalTypes.filter(({ name }) => !name.startsWith("zero") && !name.includes("0.1/ε")),
    shapes: square,
    factor: (a) => ({ X: la.inv(a) }),
  },
];

function packed(factorize, names) {
  return (a) => {
    const factors = factorize(a);
    return Object.fromEntries(names.split(" ").map((name) => [name, factors[name]]));
  };
}

/** A right-hand side of entries between −1 and 1, with no parts of A in it. */
function solved(a) {
  const b = astype(
    fromFunction([a.shape[0], 2], (i, j) => Math.cos(1 + 3 * i + j)),
    a.dtype,
  );
  return { B: b, X: la.solve(a, b) };
}

/** Entry (j, k) times e^(i·(j + 2k)): the phases of rows and of columns. */
function turned(a, dtype) {
  const angle = fromFunction(a.shape, (j, k) => j + 2 * k);
  return astype(mul(a, complex(cos(angle), sin(angle))), dtype);
}
