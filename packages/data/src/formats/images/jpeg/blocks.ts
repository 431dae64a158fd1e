import { ValueError } from "@linnet/core";
import type { BitReader, HuffmanTable } from "./huffman.js";
import type { Channel, Scan } from "./scan.js";

/** Where the coefficients lie that are stored along the diagonals of a block. @see ITU-T T.81, figure A.6 */
export const zigzag: Uint8Array = /* @__PURE__ */ diagonals();

function diagonals(): Uint8Array {
  const cells = Array.from({ length: 64 }, (_, i) => ({ i, y: i >> 3, x: i & 7 }));
  const along = ({ x, y }: { x: number; y: number }): number => ((x + y) % 2 === 0 ? x : y);
  return Uint8Array.from(
    cells.toSorted((a, b) => a.x + a.y - b.x - b.y || along(a) - along(b)),
    ({ i }) => i,
  );
}

/** All of a block: its mean as a difference from the block before, then runs of zeros and what ends them. */
export function decodeBlock(bits: BitReader, channel: Channel, _scan: Scan, at: number): void {
  const { coefficients } = channel.component;
  channel.previous += bits.readSigned(bits.symbol(table(channel.dc)) & 15);
  coefficients[at] = channel.previous;
  const ac = table(channel.ac);
  for (let k = 1; k < 64; k++) {
    const symbol = bits.symbol(ac);
    const length = symbol & 15;
    if (length === 0 && symbol < 0xf0) return;
    k += symbol >> 4;
    if (length > 0) coefficients[at + zigzag[k & 63]] = bits.readSigned(length);
  }
}

/** The upper bits of a block's mean. */
export function decodeDcFirst(bits: BitReader, channel: Channel, { low }: Scan, at: number): void {
  channel.previous += bits.readSigned(bits.symbol(table(channel.dc)) & 15);
  channel.component.coefficients[at] = channel.previous << low;
}

/** The next bit of a block's mean. */
export function decodeDcNext(bits: BitReader, channel: Channel, { low }: Scan, at: number): void {
  if (bits.read(1) === 1) channel.component.coefficients[at] |= 1 << low;
}

/** The upper bits of some coefficients; a run of blocks may have none. */
export function decodeAcFirst(bits: BitReader, channel: Channel, scan: Scan, at: number): void {
  if (scan.empty > 0) {
    scan.empty--;
    return;
  }
  const { coefficients } = channel.component;
  const ac = table(channel.ac);
  for (let k = scan.first; k <= scan.last; k++) {
    const symbol = bits.symbol(ac);
    const [run, length] = [symbol >> 4, symbol & 15];
    if (length === 0 && run < 15) {
      scan.empty = 2 ** run + bits.read(run) - 1;
      return;
    }
    k += run;
    if (length > 0) coefficients[at + zigzag[k & 63]] = bits.readSigned(length) * 2 ** scan.low;
  }
}

/** The next bit of coefficients that are not zero, and of others that become so. @see ITU-T T.81, G.1.2.3 */
export function decodeAcNext(bits: BitReader, channel: Channel, scan: Scan, at: number): void {
  const { coefficients } = channel.component;
  const bit = 2 ** scan.low;
  let k = scan.first;
  const ac = table(channel.ac);
  for (; scan.empty === 0 && k <= scan.last; k++) {
    const symbol = bits.symbol(ac);
    const run = symbol >> 4;
    if ((symbol & 15) === 0 && run < 15) {
      scan.empty = 2 ** run + bits.read(run);
      break;
    }
    const value = (symbol & 15) === 0 ? 0 : bit * (2 * bits.read(1) - 1);
    k = refine(bits, coefficients, at, k, scan.last, bit, run);
    if (value !== 0 && k <= scan.last) coefficients[at + zigzag[k]] = value;
  }
  if (scan.empty === 0) return;
  refine(bits, coefficients, at, k, scan.last, bit, 64);
  scan.empty--;
}

/** Gives the next bit to coefficients that are not zero, and answers where the zero is that has `zeros` before it. */
function refine(
  bits: BitReader,
  coefficients: Int16Array,
  at: number,
  from: number,
  last: number,
  bit: number,
  zeros: number,
): number {
  let k = from;
  for (let left = zeros; k <= last; k++) {
    const place = at + zigzag[k];
    const value = coefficients[place];
    if (value === 0) {
      if (left === 0) break;
      left--;
    } else if (bits.read(1) === 1) coefficients[place] = value + (value < 0 ? -bit : bit);
  }
  return k;
}

/** A table that the scan's header was found to have. */
function table(one: HuffmanTable | undefined): HuffmanTable {
  if (one === undefined) throw new ValueError("decodeImage", "a scan must have its tables", "none");
  return one;
}
