import { type NDArray, abs, add, argmax, sign, takeAlongAxis } from "@linnet/core";

/**
 * The sign of each row's entry of largest magnitude (the first, where several tie), as a column `[rows, 1]`; 1 for a row of zeros.
 *
 * What determines a direction, as an eigenvector, does not determine its sign: this rule does.
 */
export function signsOfRows(rows: NDArray): NDArray {
  const largest: NDArray = argmax(abs(rows), { axis: 1, keepDims: true });
  const s: NDArray = sign(takeAlongAxis(rows, largest, { axis: 1 }));
  return add(s, s.equal(0).astype(s.dtype));
}
