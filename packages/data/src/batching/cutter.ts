import { type Cells, type RowLayout, builtOf, copyRows, emptyCells } from "./cells.js";

/** Fills batches of `size` rows, one after the other, in memory that is used again. */
export class BatchCutter {
  private readonly cells: readonly Cells[];
  private filled = 0;

  constructor(
    private readonly layout: RowLayout,
    like: readonly Cells[],
    private readonly size: number,
  ) {
    this.cells = emptyCells(layout, like, size);
  }

  get isFull(): boolean {
    return this.filled === this.size;
  }

  get isEmpty(): boolean {
    return this.filled === 0;
  }

  /** Takes up to `count` rows, as many as there is room for, and answers how many. */
  put(source: readonly Cells[], at: number, count: number): number {
    const taken = Math.min(count, this.size - this.filled);
    copyRows(this.layout, source, at, this.cells, this.filled, taken);
    this.filled += taken;
    return taken;
  }

  /** The rows so far as a batch; the next begins. */
  cut(): unknown {
    const batch = builtOf(this.layout, this.cells, this.filled);
    this.filled = 0;
    return batch;
  }
}
