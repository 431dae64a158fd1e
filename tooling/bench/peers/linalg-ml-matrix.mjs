// ml-matrix in the rows of the linalg table: plain JavaScript, float64. What answers wrongly stops before it is timed.
import {
  CholeskyDecomposition,
  EigenvalueDecomposition,
  LuDecomposition,
  Matrix,
  QrDecomposition,
  SingularValueDecomposition,
  inverse,
  solve,
} from "ml-matrix";
import { requireSmall } from "./linalg-check.mjs";

const matrixOf = ({ a, shape: [m, n] }) => Matrix.from1DArray(m, n, a);
const columnOf = ({ b, shape: [m] }) => Matrix.from1DArray(m, 1, b);

/** `error` is what the answer of a call misses by. */
const task = (call, error) => (inputs) => {
  const [a, b] = [matrixOf(inputs), columnOf(inputs)];
  requireSmall(error(a, call(a, b), b), a);
  return () => call(a, b);
};
const product = (a, b) => a.mmul(b);
const difference = (a, b) => Matrix.sub(a, b).to1DArray();
const sum = (a, values) => [a.trace() - values.reduce((total, x) => total + x, 0)];

export const tasks = {
  lu: task(
    (a) => new LuDecomposition(a),
    (a, f) => difference(product(a, f.solve(Matrix.eye(a.rows))), Matrix.eye(a.rows)),
  ),
  solve: task(
    (a, b) => solve(a, b),
    (a, x, b) => difference(product(a, x), b),
  ),
  cholesky: task(
    (a) => new CholeskyDecomposition(a),
    (a, f) => difference(product(f.lowerTriangularMatrix, f.lowerTriangularMatrix.transpose()), a),
  ),
  inv: task(
    (a) => inverse(a),
    (a, x) => difference(product(a, x), Matrix.eye(a.rows)),
  ),
  qr: task(
    (a) => {
      const f = new QrDecomposition(a);
      return [f.orthogonalMatrix, f.upperTriangularMatrix];
    },
    (a, [q, r]) => difference(product(q, r), a),
  ),
  eigh: task(
    (a) => new EigenvalueDecomposition(a, { assumeSymmetric: true }),
    (a, f) => difference(product(a, f.eigenvectorMatrix), product(f.eigenvectorMatrix, f.diagonalMatrix)),
  ),
  eigvalsh: task(
    (a) => new EigenvalueDecomposition(a, { assumeSymmetric: true }).realEigenvalues,
    (a, values) => sum(a, values),
  ),
  eig: task(
    (a) => new EigenvalueDecomposition(a, { assumeSymmetric: false }),
    (a, f) => difference(product(a, f.eigenvectorMatrix), product(f.eigenvectorMatrix, f.diagonalMatrix)),
  ),
  eigvals: task(
    (a) => new EigenvalueDecomposition(a, { assumeSymmetric: false }).realEigenvalues,
    (a, values) => sum(a, values),
  ),
  svd: task(
    (a) => new SingularValueDecomposition(a),
    (a, f) =>
      difference(product(product(f.leftSingularVectors, f.diagonalMatrix), f.rightSingularVectors.transpose()), a),
  ),
  svdvals: task(
    (a) =>
      new SingularValueDecomposition(a, { computeLeftSingularVectors: false, computeRightSingularVectors: false })
        .diagonal,
    (a, s) => [a.norm("frobenius") - Math.hypot(...s)],
  ),
  lstsq: task(
    (a, b) => new QrDecomposition(a).solve(b),
    (a, x, b) => product(a.transpose(), Matrix.sub(product(a, x), b)).to1DArray(),
  ),
};
