import { type MatrixView, release, unsetWorkspace } from "@linnet/kernels";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { solveTriangularEquation } from "../sylvester/triangular-equation.js";
import { logOf } from "./complex-numbers.js";
import { logDifference } from "./log-differences.js";
import { padeLog, padeLogFrechet } from "./log-pade.js";
import { rootNearIdentity, setDiagonalValues } from "./log-roots.js";
import { isRealDiagonal } from "./triangular-sqrt.js";

/**
 * The principal logarithm of an upper triangular matrix, or of a real one with 2×2 blocks in standard form, by inverse scaling and
 * squaring: 2ˢ·rₘ(T^(1/2ˢ) − I).
 *
 * @param t n×n float64 or complex128, no eigenvalue on the closed negative axis; not changed
 * @param out n×n of the same type and contiguous rows, written
 * @returns false when a root overflowed
 * @see Al-Mohy & Higham 2012; Al-Mohy, Higham & Relton 2013
 */
export function logTriangular(t: MatrixView, out: MatrixView): boolean {
  if (isRealDiagonal(t)) {
    copyMatrix(t, out);
    setDiagonalValues(t, out, logOf, () => [0, 0]);
    return true;
  }
  const found = rootNearIdentity(t);
  if (found === null) return false;
  padeLog(found.near, found.degree, out);
  scale(out, 2 ** found.s);
  setDiagonalValues(t, out, logOf, logDifference);
  release(found.near.storage);
  return true;
}

/**
 * E ← the Fréchet derivative of the logarithm at T along E: that of every square root solves R·L + L·R = E, and that of rₘ is known.
 *
 * @param e n×n of T's type and contiguous rows, overwritten
 * @returns false when a root overflowed
 * @see Al-Mohy, Higham & Relton 2013, Algorithm 5.1
 */
export function logTriangularFrechet(t: MatrixView, e: MatrixView): boolean {
  if (isRealDiagonal(t)) {
    timesDifferences(t, e);
    return true;
  }
  const found = rootNearIdentity(t, (root) => {
    solveTriangularEquation({ kind: "sylvester", a: root, b: root, floor: 0 }, e);
  });
  if (found === null) return false;
  const out = unsetWorkspace(e.type, e.rows, e.cols);
  padeLogFrechet(found.near, e, found.degree, out);
  copyMatrix(out, e, 2 ** found.s);
  release(out.storage);
  release(found.near.storage);
  return true;
}

/** Eᵢⱼ ← Eᵢⱼ·(log tⱼ − log tᵢ)/(tⱼ − tᵢ), by Daleckii and Kreĭn. */
function timesDifferences(t: MatrixView, e: MatrixView): void {
  const width = e.type.kind === "complex" ? 2 : 1;
  const [T, E] = [t.data, float64Data(e)];
  const value = (i: number): number => T[width * (t.offset + i * (t.rowStride + t.colStride))];
  for (let i = 0; i < e.rows; i++) {
    for (let j = 0; j < e.cols; j++) {
      const [difference] = logDifference([value(i), 0], [value(j), 0]);
      const at = width * (e.offset + i * e.rowStride + j);
      for (let part = at; part < at + width; part++) E[part] *= difference;
    }
  }
}

function scale(x: MatrixView, factor: number): void {
  const copy = unsetWorkspace(x.type, x.rows, x.cols);
  copyMatrix(x, copy, factor);
  copyMatrix(copy, x);
  release(copy.storage);
}
