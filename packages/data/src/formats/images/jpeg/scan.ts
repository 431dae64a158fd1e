import { FormatError } from "../../../errors.js";
import type { Component, Frame } from "./frame.js";
import { BitReader, type HuffmanTable } from "./huffman.js";
import { decodeAcFirst, decodeAcNext, decodeBlock, decodeDcFirst, decodeDcNext } from "./blocks.js";

/** Huffman tables by number, and the units between restarts (0: none): what holds from one scan to the next. */
export interface Tables {
  readonly dc: (HuffmanTable | undefined)[];
  readonly ac: (HuffmanTable | undefined)[];
  readonly quantization: (Uint16Array | undefined)[];
  restart: number;
}

/** A component in a scan. */
export interface Channel {
  readonly component: Component;
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
  /** The mean of the block before. */
  previous: number;
}

/** Which coefficients a scan has, and which of their bits. */
export interface Scan {
  readonly first: number;
  readonly last: number;
  /** The lowest bit that it has. */
  readonly low: number;
  /** Blocks that are still to come without a coefficient of their own. */
  empty: number;
}

/**
 * Reads a scan's coefficients into their components.
 *
 * @param body the scan header behind its length
 * @param end where the compressed data begin
 * @returns where the marker behind them is
 * @throws {FormatError} when header or data are not what the format promises
 * @see ITU-T T.81, B.2.3, F.2 and G.2
 */
export function readScan(
  op: string,
  file: Uint8Array,
  frame: Frame,
  tables: Tables,
  body: Uint8Array,
  end: number,
): number {
  const channels = channelsOf(op, frame, tables, body, end - body.length);
  const { scan, next } = selectionOf(op, frame, channels, body, end - body.length);
  const bits = new BitReader(op, file, end);
  const read = readerOf(op, frame, scan, next, channels, end);
  if (channels.length === 1) {
    const [channel] = channels;
    const { columns, rows, stride } = channel.component;
    eachUnit(op, bits, file, tables.restart, columns * rows, channels, scan, (unit) => {
      const row = Math.floor(unit / columns);
      read(bits, channel, scan, 64 * (row * stride + unit - row * columns));
    });
  } else {
    const { unitColumns, unitRows } = frame;
    eachUnit(op, bits, file, tables.restart, unitColumns * unitRows, channels, scan, (unit) => {
      const row = Math.floor(unit / unitColumns);
      const column = unit - row * unitColumns;
      for (const channel of channels) {
        const { h, v, stride } = channel.component;
        for (let y = 0; y < v; y++) {
          for (let x = 0; x < h; x++) read(bits, channel, scan, 64 * ((row * v + y) * stride + column * h + x));
        }
      }
    });
  }
  return bits.finish();
}

type BlockReader = (bits: BitReader, channel: Channel, scan: Scan, at: number) => void;

/** The reader for what a scan has. @throws {FormatError} when a table that it needs is missing */
function readerOf(
  op: string,
  { progressive }: Frame,
  { first }: Scan,
  next: boolean,
  channels: readonly Channel[],
  at: number,
): BlockReader {
  const needsDc = !progressive || (first === 0 && !next);
  const needsAc = !progressive || first > 0;
  if (channels.some(({ dc, ac }) => (needsDc && dc === undefined) || (needsAc && ac === undefined))) {
    throw new FormatError(op, "the tables of a scan must come before it", "none", at, "The file may be damaged.");
  }
  if (!progressive) return decodeBlock;
  if (first === 0) return next ? decodeDcNext : decodeDcFirst;
  return next ? decodeAcNext : decodeAcFirst;
}

/** Reads units one after the other; before each restart, a marker. */
function eachUnit(
  op: string,
  bits: BitReader,
  file: Uint8Array,
  restart: number,
  count: number,
  channels: readonly Channel[],
  scan: Scan,
  read: (unit: number) => void,
): void {
  for (let unit = 0; unit < count; unit++) {
    if (restart > 0 && unit > 0 && unit % restart === 0) {
      const at = bits.finish();
      const expected = 0xd0 + ((unit / restart - 1) & 7);
      if (file[at] !== 0xff || file[at + 1] !== expected) {
        const got = `0x${(file[at + 1] ?? 0).toString(16)}`;
        throw new FormatError(
          op,
          `a restart marker 0x${expected.toString(16)} must follow`,
          got,
          at,
          "The file is damaged.",
        );
      }
      bits.at = at + 2;
      for (const channel of channels) channel.previous = 0;
      scan.empty = 0;
    }
    read(unit);
  }
}

function channelsOf(op: string, frame: Frame, tables: Tables, body: Uint8Array, at: number): readonly Channel[] {
  const count = body[0];
  const wrong = (expected: string, got: string): FormatError =>
    new FormatError(op, expected, got, at, "The file may be damaged.");
  if (!(count >= 1 && count <= frame.components.length) || body.length !== 4 + 2 * count) {
    throw wrong(`a scan must have 1 to ${frame.components.length} components`, String(count));
  }
  const channels = Array.from({ length: count }, (_, i) => {
    const [id, selectors] = body.subarray(1 + 2 * i, 3 + 2 * i);
    const component = frame.components.find((one) => one.id === id);
    if (component === undefined) throw wrong("a scan's components must be the frame's", String(id));
    return { component, dc: tables.dc[selectors >> 4], ac: tables.ac[selectors & 15], previous: 0 };
  });
  if (new Set(channels.map(({ component }) => component)).size !== count) {
    throw wrong("a scan's components must be different", "one twice");
  }
  const blocks = channels.reduce((sum, { component: { h, v } }) => sum + h * v, 0);
  if (count > 1 && blocks > 10) throw wrong("a unit must have at most 10 blocks", String(blocks));
  return channels;
}

/**
 * Which coefficients and bits a scan has. Each must be new: first the upper bits, then one after the other. So there are at most
 * fourteen scans of a coefficient, and no file makes endless work.
 */
function selectionOf(
  op: string,
  { progressive }: Frame,
  channels: readonly Channel[],
  body: Uint8Array,
  at: number,
): { scan: Scan; next: boolean } {
  const [first, last, bits] = body.subarray(body.length - 3);
  const [high, low] = [bits >> 4, bits & 15];
  const sequential = first === 0 && last === 63 && bits === 0;
  const part = first === 0 ? last === 0 : last >= first && last <= 63 && channels.length === 1;
  if (progressive ? !part || low > 13 || (high > 0 && high !== low + 1) : !sequential) {
    const got = `${first} to ${last}, bits ${high} and ${low}`;
    throw new FormatError(
      op,
      "a scan must have coefficients that its kind can have",
      got,
      at,
      "The file may be damaged.",
    );
  }
  for (const { component } of channels) {
    for (let k = first; k <= last; k++) {
      if (component.lowest[k] !== (high === 0 ? -1 : high)) {
        throw new FormatError(
          op,
          "a scan must go on where those before it ended",
          "others",
          at,
          "The file may be damaged.",
        );
      }
      component.lowest[k] = low;
    }
  }
  return { scan: { first, last, low, empty: 0 }, next: high > 0 };
}
