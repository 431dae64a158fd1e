import { type MatrixView } from "@linnet/kernels";
import type { FactorMethod } from "../../solve/factor-method.js";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { estimateCondition } from "./condition-estimate.js";
import { hypot } from "../vector/vector.js";

/**
 * An estimate of Skeel's condition of A with its columns scaled to size 1, ‖C⁻¹·|A⁻¹|·|A|·C‖_∞, which no scaling of rows changes. It
 * is large only where rows or columns nearly depend on each other, not where they are in different units.
 *
 * @remarks With D = |A|·C it is the ∞-norm of C⁻¹·A⁻¹·D, so the 1-norm of D·A⁻ᴴ·C⁻¹: four or five solves.
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §7.2, 7.3
 */
export function skeelCondition(method: FactorMethod, a: MatrixView, factors: readonly MatrixView[]): number {
  const n = a.rows;
  const largest = new Float64Array(n); // of each row
  eachSize(a, (i, _j, size) => {
    if (size > largest[i]) largest[i] = size;
  });
  const columns = new Float64Array(n); // C⁻¹
  eachSize(a, (i, j, size) => {
    if (size > columns[j] * largest[i]) columns[j] = size / largest[i];
  });
  const top = largest.reduce((most, value) => Math.max(most, value), 0);
  const rows = new Float64Array(n); // D, divided by n times the largest entry of A
  eachSize(a, (i, j, size) => {
    rows[i] += size / top / columns[j] / n;
  });
  return estimateCondition(n, n, a.type, (x, adjoint) => {
    if (adjoint) {
      scaleBy(x, rows, top);
      method.solve(factors, x, false);
      scaleBy(x, columns, 1);
      return;
    }
    scaleBy(x, columns, top);
    conjugateInPlace(x);
    method.solve(factors, x, true);
    conjugateInPlace(x);
    scaleBy(x, rows, 1);
  });
}

/** Visits the magnitudes of all entries. */
function eachSize(a: MatrixView, visit: (i: number, j: number, size: number) => void): void {
  const { data, offset, rowStride, colStride } = a;
  const complex = a.type.kind === "complex";
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) {
      const at = offset + i * rowStride + j * colStride;
      visit(i, j, complex ? hypot(data[2 * at], data[2 * at + 1]) : Math.abs(data[at]));
    }
  }
}

/** xᵢ ← factor·dᵢ·xᵢ. */
function scaleBy(x: MatrixView, d: Float64Array, factor: number): void {
  const { data } = x;
  const width = x.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < width * x.rows; i++) data[width * x.offset + i] *= factor * d[width === 1 ? i : i >> 1];
}
