import { BINS, binBytes } from "./bins.js";
import { regions } from "./regions.js";
import { type Token, surrender } from "./token.js";

/** Blocks that were given back, by size class. They keep their tokens, so that a loop in a scope registers nothing. */
const idle: Token[][] = /* @__PURE__ */ Array.from({ length: BINS }, (): Token[] => []);
let bytes = 0;

/** Keeps a block for the next result of its size class. */
export function parkBlock(token: Token): void {
  idle[token.bin].push(token);
  bytes += binBytes(token.bin);
  regions.exhausted = false;
}

/** A block that was given back, of exactly this size class. */
export function takeIdleBlock(bin: number): Token | undefined {
  const token = idle[bin].pop();
  if (token !== undefined) bytes -= binBytes(bin);
  return token;
}

/** Bytes in blocks that were given back. */
export function idleBlockBytes(): number {
  return bytes;
}

/** Gives the regions of all idle blocks back, for other size classes to use. */
export function surrenderBlocks(): void {
  for (const tokens of idle) {
    for (const token of tokens) surrender(token);
    tokens.length = 0;
  }
  bytes = 0;
}
