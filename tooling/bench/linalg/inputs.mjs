// The matrices of the linalg table: the same numbers in every run and for every library in JavaScript.
import { numbers } from "../core/inputs.mjs";

const symmetric = ["cholesky", "eigh", "eigvalsh"];

/**
 * `a` by rows (complex: real and imaginary parts in turn), `b` two columns for those who solve. Normal numbers; for `cholesky`
 * symmetric ones moved by 3·√n along the diagonal, which makes them positive definite: their norm is near √(2n).
 */
export function matrixFor(op, dtype, shape) {
  const [m, n] = shape.slice(-2);
  const count = shape.reduce((total, k) => total * k, 1);
  const parts = dtype.startsWith("complex") ? 2 : 1;
  const a = numbers(dtype === "float32" ? "float32" : "float64", parts * count, 1);
  if (symmetric.includes(op)) {
    for (let at = 0; at < a.length; at += parts * m * n) makeHermitian(a.subarray(at, at + parts * m * n), n, parts);
  }
  if (op === "cholesky") {
    for (let at = 0; at < a.length; at += parts * m * n) {
      for (let i = 0; i < n; i++) a[at + parts * i * (n + 1)] += 3 * Math.sqrt(parts * n);
    }
  }
  const b = numbers(dtype === "float32" ? "float32" : "float64", (parts * count) / n, 2);
  return { a, b, shape, dtype };
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
