import { type NDArray, arraysIn } from "@linnet/core";

/**
 * Gives back the arrays of models and optimizers as steps replace them, so that training holds as much memory after a
 * million steps as after one. What it was not the first to see, and what was shown to others, it leaves alone.
 */
export class Turnover {
  /** Everything in the present tree. */
  private present: ReadonlySet<Memory>;
  /** What came with a step since, and nobody else has been shown. */
  private own: readonly NDArray[] = [];

  constructor(start: unknown) {
    this.present = memoryOf(arraysIn(start));
  }

  /** The tree after a step, which made its arrays or took them over. */
  replace(next: unknown): void {
    const arrays = arraysIn(next);
    const kept = memoryOf(arrays);
    const owned = memoryOf(this.own);
    for (const x of this.own) if (!kept.has(x.storage)) x.dispose();
    this.own = arrays.filter(({ storage }) => owned.has(storage) || !this.present.has(storage));
    this.present = kept;
  }

  /** These belong to others too from now on. */
  share(tree: unknown): void {
    const shared = memoryOf(arraysIn(tree));
    this.own = this.own.filter(({ storage }) => !shared.has(storage));
  }

  /** Gives back all that nobody was shown. */
  end(): void {
    for (const x of this.own) x.dispose();
    this.own = [];
  }
}

/** Views share it: arrays are told apart by their memory. */
type Memory = NDArray["storage"];

function memoryOf(arrays: readonly NDArray[]): Set<Memory> {
  return new Set(arrays.map(({ storage }) => storage));
}
