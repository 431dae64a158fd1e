import { MatrixView, allocate, float64 } from "@linnet/kernels";

/** A float64 matrix that is written before it is read: unlike `workspace`, not zeroed. Release its storage when done. */
export function scratchMatrix(rows: number, cols: number): MatrixView {
  const rowStride = cols >= 64 && cols % 64 === 0 ? cols + 8 : cols; // a power of two would make columns collide in the cache
  return new MatrixView(float64, allocate(rows * rowStride * 8), 0, rows, cols, rowStride, 1);
}
