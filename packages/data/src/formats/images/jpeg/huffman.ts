import { FormatError } from "../../../errors.js";

/** Codes of at most this many bits are looked up at once. */
const FAST = 9;

/** A prefix code: symbols in the order of their codes, which count up within a length. */
export interface HuffmanTable {
  /** By the next nine bits: length · 256 + symbol, or 0 where the code is longer. */
  readonly fast: Uint16Array;
  /** By length, the code after the last one; to be compared with as many bits. */
  readonly end: Int32Array;
  /** By length, what added to a code is its symbol's place. */
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
}

/**
 * @param counts codes of 1 to 16 bits
 * @throws {FormatError} when there are more codes of a length than bits can tell apart
 * @see ITU-T T.81, annex C
 */
export function huffmanTable(op: string, counts: Uint8Array, symbols: Uint8Array, at: number): HuffmanTable {
  const fast = new Uint16Array(2 ** FAST);
  const end = new Int32Array(17);
  const offset = new Int32Array(17);
  for (let length = 1, code = 0, place = 0; length <= 16; length++, code *= 2) {
    offset[length] = place - code;
    for (let i = 0; i < counts[length - 1]; i++, code++, place++) {
      if (length > FAST) continue;
      const first = code << (FAST - length);
      fast.fill(length * 256 + symbols[place], first, first + 2 ** (FAST - length));
    }
    if (code > 2 ** length) {
      const expected = `codes of ${length} bits must be at most 2^${length} with those they begin with`;
      throw new FormatError(op, expected, String(code), at, "The file may be damaged.");
    }
    end[length] = code;
  }
  return { fast, end, offset, symbols };
}

/** Reads the bits between two markers; none is made up where they end. */
export class BitReader {
  private bits = 0;
  private count = 0;
  /** Zeros at the end of `bits` that the file has not. */
  private padding = 0;

  constructor(
    private readonly op: string,
    private readonly file: Uint8Array,
    /** Where the next byte is read. */
    public at: number,
  ) {}

  /** @throws {FormatError} where the data end */
  read(length: number): number {
    if (length === 0) return 0;
    const value = this.peek(length);
    this.drop(length);
    return value;
  }

  /** A number of `length` bits, as JPEG has them: those that begin with 0 are negative. */
  readSigned(length: number): number {
    if (length === 0) return 0;
    const value = this.read(length);
    return value < 2 ** (length - 1) ? value - 2 ** length + 1 : value;
  }

  symbol({ fast, end, offset, symbols }: HuffmanTable): number {
    const next = this.peek(16);
    const found = fast[next >> (16 - FAST)];
    if (found !== 0) {
      this.drop(found >> 8);
      return found & 0xff;
    }
    for (let length = FAST + 1; length <= 16; length++) {
      const code = next >> (16 - length);
      if (code >= end[length]) continue;
      this.drop(length);
      return symbols[code + offset[length]];
    }
    throw new FormatError(this.op, "bits must be a code of the table", "others", this.at, "The file is damaged.");
  }

  /** Leaves the rest of a byte, and answers where the marker is. */
  finish(): number {
    this.bits = 0;
    this.count = 0;
    this.padding = 0;
    return this.at;
  }

  private peek(length: number): number {
    while (this.count < length) {
      const byte = this.file[this.at];
      const ends = byte === undefined || (byte === 0xff && this.file[this.at + 1] !== 0);
      if (ends) this.padding += 8;
      else this.at += byte === 0xff ? 2 : 1; // a zero is put behind 0xff that is no marker
      this.bits = ((this.bits & 0xffff) << 8) | (ends ? 0 : byte);
      this.count += 8;
    }
    return (this.bits >> (this.count - length)) & ((1 << length) - 1);
  }

  private drop(length: number): void {
    this.count -= length;
    if (this.count >= this.padding) return;
    throw new FormatError(this.op, "the image's data must go on", "their end", this.at, "The file may be truncated.");
  }
}
