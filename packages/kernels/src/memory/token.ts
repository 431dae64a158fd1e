import type { CellClass } from "./cell-class.js";
import { giveRegion } from "./regions.js";

/**
 * Keeps a region from being reused: every storage in the region holds its token, and so do the lists of what may be
 * used again. Finalizers watch tokens, never arrays: V8 clears weak references in major collections only, so a watched
 * object survives every minor one, and a token is the smallest object that can play that part.
 */
export class Token {
  constructor(
    readonly address: number,
    /** Size class of the region. */
    readonly bin: number,
    /** The class of cells the region is cut into, or null where it is one block. */
    readonly cells: CellClass | null,
  ) {}
}

/** How many regions the finalizers gave back. */
export const finalizers: { ran: number } = { ran: 0 };

let registry: FinalizationRegistry<number> | null = null;

/** A token whose region goes back to the free lists when nothing holds it any more. */
export function watchedToken(address: number, bin: number, cells: CellClass | null): Token {
  const token = new Token(address, bin, cells);
  registry ??= new FinalizationRegistry(died);
  registry.register(token, address * 256 + bin, token);
  return token;
}

/** Gives a region back at once; the caller holds the only reference to its token. */
export function surrender(token: Token): void {
  registry?.unregister(token);
  giveRegion(token.address, token.bin);
}

/** Address and size class in one number: a held value that is an object would be one more thing to keep. */
function died(packed: number): void {
  finalizers.ran++;
  const bin = packed % 256;
  giveRegion((packed - bin) / 256, bin);
}
