import type { NDArray } from "@linnet/core";
import { type MatrixView, matrixDims, matrixRuns, matrixViewOf } from "@linnet/core/extend";
import type { ElementType } from "@linnet/kernels";
import { FEW_ROWS } from "@linnet/kernels/lapack";

/** A kernel on `count` matrices at equal distances; answers whether it did it. */
export type Run = (count: number, first: readonly MatrixView[], steps: readonly number[]) => boolean;

/** Rows of complex matrices up to which eliminating in one call without packing is faster than with products of packed blocks. */
const FEW_COMPLEX_ROWS = 40;

const single = [0, 0, 0, 0];

/**
 * Hands small matrices to a kernel in as few calls as possible, batches of a million at once: a loop over them would take longer than
 * their decompositions. `false` where they are large or a kernel declined: then whatever was written counts for nothing.
 *
 * @param arrays of leading axes that broadcast; the first has the rows that decide
 * @param most rows for which the kernel is meant
 */
export function inFewCalls(arrays: readonly NDArray[], run: Run, most: number = FEW_ROWS): boolean {
  if (matrixDims(arrays[0])[0] > most) return false;
  if (arrays.every((x) => x.ndim === 2)) return run(1, arrays.map(matrixViewOf), single);
  for (const { count, first, steps } of matrixRuns(arrays)) if (!run(count, first, steps)) return false;
  return true;
}

/** Rows up to which matrices of a type are eliminated so; `real` for real ones. */
export function fewRowsOf(type: ElementType, real: number = FEW_ROWS): number {
  return type.kind === "complex" ? FEW_COMPLEX_ROWS : real;
}
