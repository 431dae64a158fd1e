// The matrices of the linalg table: the same numbers in every run and for every library in JavaScript.
import { numbers } from "../core/inputs.mjs";

const symmetric = ["cholesky", "eigh", "eigvalsh"];
/** By how many times √n the diagonal is moved: no eigenvalue is left of the imaginary axis then. */
const shifts = { cholesky: 3, sqrtm: 1.5, logm: 1.5 };

/**
 * `a` by rows (complex: real and imaginary parts in turn), `b` one column for those who solve, for `solveSylvester` as many as rows.
 * Normal numbers, for some operations moved along the diagonal: the eigenvalues of general matrices lie within √n of 0, those of
 * symmetric ones within 2·√n.
 */
export function matrixFor(op, dtype, shape) {
  const [m, n] = shape.slice(-2);
  const count = shape.reduce((total, k) => total * k, 1);
  const parts = dtype.startsWith("complex") ? 2 : 1;
  const a = numbers(dtype === "float32" ? "float32" : "float64", parts * count, 1);
  if (symmetric.includes(op)) {
    for (let at = 0; at < a.length; at += parts * m * n) makeHermitian(a.subarray(at, at + parts * m * n), n, parts);
  }
  if (op in shifts) {
    for (let at = 0; at < a.length; at += parts * m * n) {
      for (let i = 0; i < n; i++) a[at + parts * i * (n + 1)] += shifts[op] * Math.sqrt(parts * n);
    }
  }
  const columns = op === "solveSylvester" ? n : 1;
  const b = numbers(dtype === "float32" ? "float32" : "float64", (parts * count * columns) / n, 2);
  return { a, b, shape, columns, dtype };
}

function makeHermitian(a, n, parts) {
  for (let i = 0; i < n; i++) {
    if (parts === 2) a[2 * i * (n + 1) + 1] = 0;
    for (let j = 0; j < i; j++) {
      a[parts * (j * n + i)] = a[parts * (i * n + j)];
      if (parts === 2) a[2 * (j * n + i) + 1] = -a[2 * (i * n + j) + 1];
    }
  }
}
