import type { MatrixView } from "../matrix-view.js";
import { type Operand, reachOf } from "../memory/staging.js";

/** The part of its storage that a matrix takes: what has to be staged when it spilled. */
export function spanOf({ type, storage, offset, rows, cols, rowStride, colStride }: MatrixView): Operand {
  return { type, storage, offset, reach: reachOf([rows, cols], [rowStride, colStride]) };
}
