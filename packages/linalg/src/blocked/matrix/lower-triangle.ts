import { type MatrixView, complex128, float64, workspace } from "@linnet/kernels";
import { iamax } from "@linnet/kernels/lapack";
import { partOf } from "./complex-view.js";
import { copyMatrix, float64Data } from "./copy.js";
import { powerOfTwoScale } from "./scaling.js";

/** Largest entries between these need no scaling: squares of what counts beside them neither over- nor underflow. */
const SAFE_LOW = 2 ** -100;
const SAFE_HIGH = 2 ** 100;
/** Rows that are copied at a time, without what lies left of their diagonal block. */
const STRIP = 256;
/** Rows that a kernel looks through. */
const LONG = 32;

/**
 * A symmetric or Hermitian matrix, given by its lower triangle, to work on by the upper one: conj(A) times a power of two where
 * something could over- or underflow, in double precision. Release its storage when done.
 */
export function fromLower(a: MatrixView): { readonly work: MatrixView; readonly factor: number } {
  const largest = largestOfLower(a);
  const factor = largest > SAFE_LOW && largest < SAFE_HIGH ? 1 : powerOfTwoScale(largest);
  const n = a.rows;
  const work = workspace(a.type.kind === "complex" ? complex128 : float64, n, n);
  for (let i = 0; i < n; i += STRIP) {
    const rows = Math.min(STRIP, n - i);
    copyMatrix(a.T.block(i, i, rows, n - i), work.block(i, i, rows, n - i), factor); // what is left below the diagonal is not read
  }
  return { work, factor };
}

/** Zeros on the diagonal of a float64 or complex128 matrix and below it: what is left of a reduced one are the reflectors. */
export function clearLower(a: MatrixView): void {
  const data = float64Data(a);
  const parts = a.type === complex128 ? 2 : 1;
  for (let i = 0; i < a.rows; i++) {
    const row = parts * (a.offset + i * a.rowStride);
    data.fill(0, row, row + parts * (i + 1));
  }
}

/** max |aᵢⱼ| for j ≤ i, of a complex matrix that of the larger part. */
function largestOfLower(a: MatrixView): number {
  if (a.type.kind === "complex") {
    return Math.max(largestOfLower(partOf(a, 0)), largestOfLower(partOf(a, 1)));
  }
  const { data, offset, rows, rowStride, colStride } = a;
  let largest = 0;
  for (let i = 0; i < rows; i++) {
    const row = offset + i * rowStride;
    if (i >= LONG && colStride === 1) {
      const at = row + iamax(a.block(i, 0, 1, i + 1).T);
      largest = Math.max(largest, Math.abs(a.data[at]));
      continue;
    }
    for (let j = 0; j <= i; j++) {
      const size = Math.abs(data[row + j * colStride]);
      if (size > largest) largest = size;
    }
  }
  return largest;
}
