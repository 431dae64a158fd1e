import type { Token } from "./token.js";

/** Cells of one size: those that were given back, and the slab that new ones are cut from. */
export class CellClass {
  /** Where the next cell of the current slab lies; `end` when it is used up. */
  next = 0;
  end = 0;
  slab: Token | null = null;
  /** Cells that were given back, in two parallel lists. */
  readonly freeAddresses: number[] = [];
  readonly freeSlabs: Token[] = [];

  constructor(readonly bytes: number) {}
}
