import type { ElementType, FloatArray } from "./element-type.js";
import { allocate } from "./memory/heap.js";
import { type Storage, elements } from "./memory/storage.js";

/**
 * A matrix somewhere in memory: what gemm, trsm and the decompositions work on. A vector is an n×1 view.
 * Element (i, j) is `data[offset + i·rowStride + j·colStride]`; strides count elements. A complex element takes two places,
 * at twice that index.
 */
export class MatrixView {
  constructor(
    readonly type: ElementType,
    readonly storage: Storage,
    readonly offset: number,
    readonly rows: number,
    readonly cols: number,
    readonly rowStride: number,
    readonly colStride: number,
  ) {}

  /** The elements of the whole storage. Ask again after an allocation: memory that grew detaches old views. */
  get data(): FloatArray {
    return elements(this.storage, this.type) as FloatArray; // kernels on matrices take float types only
  }

  /** The transpose, sharing memory. */
  get T(): MatrixView {
    return new MatrixView(this.type, this.storage, this.offset, this.cols, this.rows, this.colStride, this.rowStride);
  }

  /** Rows `[i, i + rows)` and columns `[j, j + cols)`, sharing memory. */
  block(i: number, j: number, rows: number, cols: number): MatrixView {
    const offset = this.offset + i * this.rowStride + j * this.colStride;
    return new MatrixView(this.type, this.storage, offset, rows, cols, this.rowStride, this.colStride);
  }
}

/**
 * A zeroed matrix for the inside of an algorithm; `release(view.storage)` gives it back.
 * Rows are padded by 8 elements where a power of two would make columns collide in the cache.
 */
export function workspace(type: ElementType, rows: number, cols: number): MatrixView {
  const view = unsetWorkspace(type, rows, cols);
  elements(view.storage, type).fill(0);
  return view;
}

/** As `workspace`, its elements not set: for what is written before it is read. */
export function unsetWorkspace(type: ElementType, rows: number, cols: number): MatrixView {
  const rowStride = cols >= 64 && cols % 64 === 0 ? cols + 8 : cols;
  const storage = allocate(rows * rowStride * (1 << type.shift));
  return new MatrixView(type, storage, 0, rows, cols, rowStride, 1);
}
