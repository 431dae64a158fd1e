import type { MatrixView } from "@linnet/kernels";
import type { SymmetricPanel } from "../symmetric/symmetric-panel.js";
import { hypot } from "../vector/vector.js";

/** (1 + √17)/8: makes the bound on growth of one 2×2 pivot that of two 1×1 pivots. With rook pivoting |L| ≤ 1/(1 − α). @see Bunch & Kaufman 1977 */
const ALPHA = (1 + Math.sqrt(17)) / 8;

/** A 1×1 pivot at `first`, or a 2×2 pivot of rows and columns `first` and `second`. */
export interface Pivot {
  readonly size: 1 | 2;
  readonly first: number;
  readonly second: number;
}

/**
 * The rook pivot of step k: an entry that is not small beside the largest of its column, or two rows whose common entry
 * is the largest of both columns. Leaves the pivot's column in row m of V, the second one in row m + 1.
 *
 * @see Ashcraft, Grimes & Lewis 1998; LAPACK dlasyf_rook
 */
export function rookPivot(panel: SymmetricPanel, m: number, k: number): Pivot {
  const { V, width } = panel;
  panel.load(m, m, k, k);
  let column = k;
  let row = largestApart(V, m, k, k, width);
  let largest = row < 0 ? 0 : magnitude(V, m, row, width);
  const diagonal = magnitude(V, m, k, width);
  if (!(diagonal < ALPHA * largest)) return { size: 1, first: k, second: k };
  for (;;) {
    panel.load(m, m + 1, row, k);
    const next = largestApart(V, m + 1, k, row, width);
    const reach = magnitude(V, m + 1, next, width);
    if (!(magnitude(V, m + 1, row, width) < ALPHA * reach)) {
      copyRow(V, m + 1, m, k, width);
      return { size: 1, first: row, second: row };
    }
    if (next === column || next === k || !(reach > largest)) return { size: 2, first: column, second: row };
    copyRow(V, m + 1, m, k, width);
    column = row;
    row = next;
    largest = reach;
  }
}

/** Where the largest entry of row m of V lies, from k on, `except` apart; −1 where there is no other. */
function largestApart(V: MatrixView, m: number, k: number, except: number, width: 1 | 2): number {
  const { data } = V;
  const row = width * (V.offset + m * V.rowStride);
  let [best, found] = [-1, -1];
  for (let i = k; i < V.cols; i++) {
    const at = row + width * i;
    const size = width === 1 ? Math.abs(data[at]) : hypot(data[at], data[at + 1]);
    if (size > best && i !== except) {
      best = size;
      found = i;
    }
  }
  return found;
}

function magnitude(V: MatrixView, m: number, i: number, width: 1 | 2): number {
  const at = width * (V.offset + m * V.rowStride + i);
  const { data } = V;
  return width === 1 ? Math.abs(data[at]) : hypot(data[at], data[at + 1]);
}

function copyRow(V: MatrixView, from: number, to: number, k: number, width: 1 | 2): void {
  const source = width * (V.offset + from * V.rowStride);
  const target = width * (V.offset + to * V.rowStride);
  V.data.copyWithin(target + width * k, source + width * k, source + width * V.cols);
}
