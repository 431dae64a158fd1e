import { MatrixView, realType } from "@linnet/kernels";

/** The real (0) or imaginary (1) parts of a complex matrix, as a real one on the same memory. */
export function partOf(
  { type, storage, offset, rows, cols, rowStride, colStride }: MatrixView,
  part: 0 | 1,
): MatrixView {
  return new MatrixView(realType(type), storage, 2 * offset + part, rows, cols, 2 * rowStride, 2 * colStride);
}

/** A complex matrix with contiguous rows as a real one of twice the columns: real and imaginary parts side by side. */
export function interleaved({ type, storage, offset, rows, cols, rowStride }: MatrixView): MatrixView {
  return new MatrixView(realType(type), storage, 2 * offset, rows, 2 * cols, 2 * rowStride, 1);
}

/** −1 times the imaginary parts: A becomes its conjugate, in place. */
export function conjugateInPlace(a: MatrixView): void {
  if (a.type.kind !== "complex") return;
  const { data, offset, rows, cols, rowStride, colStride } = partOf(a, 1);
  for (let i = 0; i < rows; i++) {
    let at = offset + i * rowStride;
    for (let j = 0; j < cols; j++, at += colStride) data[at] = -data[at];
  }
}
