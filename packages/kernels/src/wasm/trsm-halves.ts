import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { inHeap } from "../memory/storage.js";
import type { Diagonal, Triangle } from "../signatures.js";
import { type Argument, runPieces, same } from "../threads/job.js";
import { WORK_BYTES, readyWorkers, workersAwake } from "../threads/pool.js";
import { MAX_TILE_COLS } from "../threads/tiles.js";
import { address } from "./address.js";
import { workBytes } from "./multiply.js";
import { trsmFamily } from "./trsm-family.js";

/** Multiplications from which threads pay that have to be woken, and such that are awake. */
const LARGE = 2_097_152;
const LARGE_AWAKE = 262_144;
/** Columns of a piece are a multiple of it: the width of the microkernel in float32. */
const COLUMNS = 16;
/** Pieces for each thread, so that one that is held up delays the others little. */
const PIECES_PER_THREAD = 2;

/**
 * B ← α·T⁻¹·B in one call where T is real and the rows of B are contiguous, on threads where that pays: each takes some columns.
 * Answers false, having done nothing, for others.
 */
export function solveByHalves(alpha: number, t: MatrixView, uplo: Triangle, diag: Diagonal, b: MatrixView): boolean {
  const { type, rows: k, cols: n, rowStride } = b;
  if (type.kind === "complex" || b.colStride !== 1 || n === 1) return false;
  if (!inHeap(t.storage, "trsm") || !inHeap(b.storage, "trsm")) return false;
  const bytes = 1 << type.shift;
  const { rowStride: tRow, colStride: tCol } = t;
  const [upper, unit] = [uplo === "upper", diag === "unit"];
  const each = columnsOfPiece(k, n);
  if (each < n) {
    const fixed = [bytes, alpha, +upper, +unit, address(t), tRow, tCol].map(same);
    const columns: Argument = [n, -each, each];
    const args = [same(k), columns, ...fixed, [address(b), each * bytes, Infinity], same(rowStride)] as const;
    runPieces(trsmFamily, "trsm_halves", Math.ceil(n / each), args, scratch(WORK_BYTES));
  } else {
    const work = scratch(workBytes(n, bytes));
    trsmFamily.exports.trsm_halves(
      k,
      n,
      bytes,
      alpha,
      upper,
      unit,
      address(t),
      tRow,
      tCol,
      address(b),
      rowStride,
      work,
    );
  }
  return true;
}

/** How many columns a thread takes at a time; all of them where one thread should do it. */
function columnsOfPiece(k: number, n: number): number {
  if ((k * k * n) / 2 < (workersAwake() ? LARGE_AWAKE : LARGE)) return n;
  const workers = readyWorkers();
  if (workers === 0) return n;
  return Math.min(Math.ceil(n / ((workers + 1) * PIECES_PER_THREAD) / COLUMNS) * COLUMNS, MAX_TILE_COLS);
}
