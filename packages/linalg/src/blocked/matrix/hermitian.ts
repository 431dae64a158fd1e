import type { MatrixView } from "@linnet/kernels";

/** A ← (A + Aᴴ)/2, exactly Hermitian, in place. */
export function makeHermitian({ type, data, offset, rows, rowStride, colStride }: MatrixView): void {
  const parts = type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      const at = parts * (offset + i * rowStride + j * colStride);
      const mirror = parts * (offset + j * rowStride + i * colStride);
      data[at] = data[mirror] = (data[at] + data[mirror]) / 2;
      if (parts === 1) continue;
      const imaginary = (data[at + 1] - data[mirror + 1]) / 2;
      data[at + 1] = imaginary;
      data[mirror + 1] = -imaginary;
    }
  }
}
