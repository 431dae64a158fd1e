import type { NDArray } from "@linnet/core";

/**
 * The arrays that depend on what is differentiated by, each with its place among the sums of cotangents, from 1 on.
 *
 * An array notes its place itself: no table is looked into, and none grows. A note counts where the array stands at that
 * place. Results of nested derivatives are in several records at once: the first to follow one has the note, the others a
 * table.
 */
export class Places {
  private readonly arrays: (NDArray | null)[] = [null];
  private readonly table = new Map<NDArray, number>();

  /** One more than the last place. */
  get end(): number {
    return this.arrays.length;
  }

  /** The place of an array; 0 where it has none. */
  of(x: NDArray): number {
    const { place } = x;
    if (place < this.arrays.length && this.arrays[place] === x) return place;
    return this.table.size === 0 ? 0 : (this.table.get(x) ?? 0);
  }

  /** Gives a place to an array that has none. */
  add(x: NDArray): number {
    const place = this.arrays.push(x) - 1;
    if (x.place === 0) x.place = place;
    else this.table.set(x, place);
    return place;
  }

  /** Forgets all arrays. */
  clear(): void {
    this.arrays.length = 1;
    this.table.clear();
  }
}
