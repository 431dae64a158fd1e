import type { MatrixView } from "@linnet/kernels";
import { blockOrder } from "./schur-task.js";
import type { ComplexNumber } from "../../errors.js";

/**
 * The eigenvalue of the diagonal block at row i of T, upper triangular or real in standard form; of a pair that in the upper half
 * plane, whichever of its two rows is named.
 */
export function eigenvalueAt({ type, data, offset, rows, rowStride, colStride }: MatrixView, i: number): ComplexNumber {
  const at = offset + i * (rowStride + colStride);
  if (type.kind === "complex") return [data[2 * at], data[2 * at + 1]];
  const below = i + 1 < rows && data[at + rowStride] !== 0;
  const above = i > 0 && data[at - colStride] !== 0;
  if (!below && !above) return [data[at], 0];
  const first = below ? at : at - rowStride - colStride;
  return [data[at], Math.sqrt(Math.abs(data[first + colStride])) * Math.sqrt(Math.abs(data[first + rowStride]))];
}

/** All of them in their order, of a pair that with the positive imaginary part first. */
export function eigenvaluesOf(t: MatrixView): ComplexNumber[] {
  const values: ComplexNumber[] = [];
  for (let i = 0; i < t.rows; i++) {
    const [re, im] = eigenvalueAt(t, i);
    values.push([re, im]);
    if (t.type.kind === "complex" || blockOrder(t, i) === 1) continue;
    values.push([re, -im]);
    i++;
  }
  return values;
}
