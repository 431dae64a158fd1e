import type { Random } from "@linnet/core";
import { type Cells, type RowLayout, copyRows, emptyCells } from "./cells.js";
import type { BatchCutter } from "./cutter.js";

/** Numbers that are drawn at once: always as many, so that an order does not depend on how rows came. */
const DRAWN = 1024;
/** Rows of the first room; it doubles as rows come. */
const ROOM = 64;

/**
 * A window of rows that gives them back in another order: once it is full, each row that comes takes the place of one chosen at
 * random, which goes; the last ones go in random order.
 */
export class ShuffleWindow {
  private cells: readonly Cells[];
  private room: number;
  private filled = 0;
  private draws: ArrayLike<number> = [];
  private drawn = 0;

  constructor(
    private readonly layout: RowLayout,
    like: readonly Cells[],
    private readonly window: number,
    private readonly rng: Random,
  ) {
    this.room = Math.min(ROOM, window);
    this.cells = emptyCells(layout, like, this.room);
  }

  /** Takes a row, and gives one to a cutter that has room for it when the window was full. */
  pass(source: readonly Cells[], at: number, cutter: BatchCutter): void {
    if (this.filled < this.window) {
      if (this.filled === this.room) this.grow();
      copyRows(this.layout, source, at, this.cells, this.filled++, 1);
      return;
    }
    const place = this.place();
    cutter.put(this.cells, place, 1);
    copyRows(this.layout, source, at, this.cells, place, 1);
  }

  /** Gives the rows that are left, one at each step. */
  *leave(cutter: BatchCutter): Generator<void> {
    for (const place of drawnFrom(this.rng.permutation(this.filled))) {
      cutter.put(this.cells, place, 1);
      yield;
    }
  }

  private grow(): void {
    const [before, rows] = [this.cells, this.room];
    this.room = Math.min(2 * rows, this.window);
    this.cells = emptyCells(this.layout, before, this.room);
    copyRows(this.layout, before, 0, this.cells, 0, rows);
  }

  private place(): number {
    if (this.drawn === this.draws.length) {
      this.draws = drawnFrom(this.rng.integers(0, this.window, [DRAWN]));
      this.drawn = 0;
    }
    return this.draws[this.drawn++];
  }
}

/** The numbers of an array that is not needed any more. */
function drawnFrom(x: ReturnType<Random["permutation"]>): Int32Array {
  const numbers = x.toTypedArray();
  x.dispose();
  return numbers;
}
