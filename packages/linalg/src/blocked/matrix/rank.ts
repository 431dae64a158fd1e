import type { MatrixView } from "@linnet/kernels";

/** How many of the descending singular values in the column `s` exceed `rtol` times the first; zeros never do. */
export function rankOf(s: MatrixView, rtol: number): number {
  const { data, offset, rows, rowStride } = s;
  let rank = 0;
  while (rank < rows && data[offset + rank * rowStride] > rtol * data[offset]) rank++;
  return rank;
}
