import { type MatrixView, release, unsetWorkspace } from "@linnet/kernels";
import { factorLu, pivotsFor, rowOrder } from "../lu/lu.js";
import { copyMatrix, float64Data, workingCopy } from "../matrix/copy.js";
import { takeRows } from "../matrix/permute.js";
import { divideByTriangle } from "../matrix/product.js";
import { norm1 } from "../solve/condition-estimate.js";
import { THETA, gaussLegendre } from "./log-pade.js";

/**
 * log A as rₘ(A − I), where A is so near I that this is accurate: A − I is exact then, so that the error is small beside log A, which
 * may be much smaller than A.
 *
 * @param a n×n of any float type; not changed
 * @param out n×n, written when A is near I
 * @returns whether A is near I
 * @remarks at most 7 systems, 8/3·n³ flops each, instead of a Schur form
 */
export function logNearIdentity(a: MatrixView, out: MatrixView): boolean {
  const e = workingCopy(a);
  addToDiagonal(e, -1);
  const norm = norm1(e);
  const near = norm <= THETA[THETA.length - 1];
  if (near) {
    const sum = unsetWorkspace(e.type, e.rows, e.cols);
    gaussLegendre(1 + THETA.findIndex((theta) => norm <= theta)).forEach(({ node, weight }, j) => {
      const y = quotient(e, node);
      const [to, from] = [float64Data(sum), float64Data(y)];
      for (let i = 0; i < from.length; i++) to[i] = (j === 0 ? 0 : to[i]) + weight * from[i]; // of one layout
      release(y.storage);
    });
    copyMatrix(sum, out);
    release(sum.storage);
  }
  release(e.storage);
  return near;
}

/** (I + x·E)⁻¹·E, by rows and columns like E. */
function quotient(e: MatrixView, x: number): MatrixView {
  const n = e.rows;
  const shifted = unsetWorkspace(e.type, n, n);
  copyMatrix(e, shifted, x);
  addToDiagonal(shifted, 1);
  const pivots = pivotsFor(n, n);
  factorLu(shifted, pivots);
  const order = new Int32Array(n);
  rowOrder(n, pivots, order);
  const y = unsetWorkspace(e.type, n, n);
  takeRows(e, order, y);
  divideByTriangle(shifted, "lower", "unit", y);
  divideByTriangle(shifted, "upper", "nonunit", y);
  release(pivots.storage);
  release(shifted.storage);
  return y;
}

function addToDiagonal(x: MatrixView, shift: number): void {
  const width = x.type.kind === "complex" ? 2 : 1;
  const data = float64Data(x);
  for (let i = 0; i < x.rows; i++) data[width * (x.offset + i * (x.rowStride + x.colStride))] += shift;
}
