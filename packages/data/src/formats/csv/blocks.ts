import { FormatError } from "../../errors.js";
import { type Block, type Place, lineAt, problem } from "./block.js";
import { type Dialect, guessDelimiter } from "./dialect.js";
import { INCOMPLETE, MAX_COLUMNS, type Room, Scanner } from "./scan.js";
import { validUntil } from "./utf8.js";

/** What decides how a file is cut into fields. */
export interface Cut {
  /** The delimiter is guessed where it is left out. */
  readonly dialect: Omit<Dialect, "delimiter"> & { readonly delimiter: number | undefined };
  readonly skipLines: number;
  readonly maxLine: number;
  /** Fields of every line, where names were given; else the first line says it. */
  readonly width: number | undefined;
}

/** Bytes that a delimiter is guessed from, where there are so many. */
const SAMPLE = 2 ** 16;

/**
 * Takes a file in pieces and gives it back as blocks of whole lines, cut into fields. What is not whole yet waits; it is looked
 * at again when there is twice as much, so that a line of any length costs time in proportion to it.
 */
export class Blocks {
  /** Fields of every line, once it is known. */
  width: number | undefined;
  /** The line that says how many fields there are; 0 for names that were given. */
  widthLine = 0;
  private delimiter: number | undefined;
  private place: Place = { bytes: new Uint8Array(0), base: 0, from: 0, line: 1 };
  /** The memory of `place.bytes`, which are its beginning: the same for all blocks, so that it stays in a processor's cache. */
  private buffer = new Uint8Array(0);
  private room: Room = { starts: new Int32Array(1024), ends: new Int32Array(1024), kinds: new Uint8Array(1024) };
  /** Bytes that must be there before another look is worth it. */
  private need = 0;
  /** Up to here, bytes are text. */
  private checked = 0;
  private ended = false;
  private skipped = 0;
  private begun = false;

  constructor(
    private readonly op: string,
    private readonly cut: Cut,
  ) {
    this.width = cut.width;
    this.delimiter = cut.dialect.delimiter;
  }

  /** Takes a copy of the next piece. Blocks that were given are no longer what they were. */
  push(piece: Uint8Array): void {
    const { bytes, base, from, line } = this.place;
    const rest = bytes.length - from;
    const length = rest + piece.length;
    if (length > this.buffer.length) {
      this.buffer = new Uint8Array(Math.max(length, 2 * this.buffer.length));
      this.buffer.set(bytes.subarray(from));
    } else if (from > 0) {
      this.buffer.copyWithin(0, from, bytes.length);
    }
    this.buffer.set(piece, rest);
    this.place = { bytes: this.buffer.subarray(0, length), base: base + from, from: 0, line };
    this.checked -= from;
  }

  /** Says that there are no more pieces. */
  end(): void {
    this.ended = true;
    this.need = 0;
  }

  /** A place for errors about the file as a whole: where reading has come. */
  get here(): Place {
    return this.place;
  }

  /** The dialect, its delimiter known. */
  get dialect(): Dialect {
    return { ...this.cut.dialect, delimiter: this.delimiter ?? -1 };
  }

  /**
   * The next lines, at most `maxRows`; undefined when there are no whole ones. They are good until the next call, or piece.
   *
   * @throws {FormatError} for what is no text, for quotes gone wrong, for lines of more or fewer fields than the first, and for
   *   lines longer than `maxLine`
   */
  next(maxRows: number): Block | undefined {
    const length = this.place.bytes.length - this.place.from;
    if (maxRows === 0 || (length < this.need && !this.ended)) return undefined;
    this.check();
    if (!this.begin()) return undefined;
    const block = this.scan(maxRows);
    if (block.rows > 0) {
      this.need = 0;
      return block;
    }
    const rest = this.place.bytes.length - this.place.from;
    if (rest > this.cut.maxLine) throw this.tooLong();
    this.need = Math.min(2 * rest, this.cut.maxLine + 1);
    return undefined;
  }

  /** @throws {FormatError} for bytes that are no text */
  private check(): void {
    const { bytes } = this.place;
    this.checked = validUntil(bytes, this.checked, bytes.length);
    if (this.checked < bytes.length && (this.ended || bytes.length - this.checked > 3)) throw this.noText();
  }

  /** Skips what stands before the lines, and guesses the delimiter. Answers whether that is done. */
  private begin(): boolean {
    if (this.begun) return true;
    const { bytes } = this.place;
    if (bytes.length < SAMPLE && !this.ended) return false;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && this.place.base === 0 && this.skipped === 0) {
      this.place = { ...this.place, from: Math.max(3, this.place.from) };
    }
    const scanner = this.scanner();
    for (; this.skipped < this.cut.skipLines; this.skipped++) {
      const { from, line } = this.place;
      const next = scanner.line(from);
      if (next === INCOMPLETE) return false;
      this.place = { ...this.place, from: next, line: line + 1 };
    }
    this.delimiter ??= guessDelimiter(bytes.subarray(this.place.from, this.place.from + SAMPLE), this.cut.dialect);
    this.begun = true;
    return true;
  }

  private scan(maxRows: number): Block {
    const scanner = this.scanner();
    const place = this.place;
    let { from: at, line } = place;
    let rows = 0;
    while (rows < maxRows && at < this.checked) {
      const skipped = scanner.skip(at);
      if (skipped === INCOMPLETE) break;
      if (skipped > at) {
        at = skipped;
        line++;
        continue;
      }
      const next = scanner.record(at, this.width ?? MAX_COLUMNS);
      if (next === INCOMPLETE) break;
      if (next - at > this.cut.maxLine) throw this.tooLong(at);
      if (this.width === undefined) {
        this.setWidth(scanner.fields, line, at);
      } else if (scanner.fields !== this.width) throw this.ragged(at, scanner.fields);
      rows++;
      at = next;
      line += 1 + scanner.breaks;
    }
    this.place = { ...place, from: at, line };
    this.room = scanner.room;
    return { ...place, rows, width: this.width ?? 0, ...this.room };
  }

  private setWidth(fields: number, line: number, at: number): void {
    this.width = fields;
    this.widthLine = line;
    if (fields <= MAX_COLUMNS) return;
    const expected = `there must be at most ${MAX_COLUMNS} columns`;
    throw problem(this.op, this.place, at, expected, String(fields), "Check the delimiter.");
  }

  private scanner(): Scanner {
    return new Scanner(this.op, this.dialect, this.place, this.checked, this.ended, this.room);
  }

  private ragged(at: number, fields: number): FormatError {
    const width = this.width ?? 0;
    const model = this.widthLine === 0 ? "that were named" : `of line ${this.widthLine}`;
    const hint =
      fields === width + 1
        ? "If lines begin with row names that the header leaves out, give { header: names, skipLines: 1 }."
        : "Check the delimiter, and quotes around text that holds it.";
    const expected = `every line must have the ${width} field${width === 1 ? "" : "s"} ${model}`;
    return problem(this.op, this.place, at, expected, String(fields), hint);
  }

  private tooLong(at: number = this.place.from): FormatError {
    const expected = `a line must have at most ${this.cut.maxLine} bytes`;
    const hint = "Check its quotes, or give { maxLine: bytes }.";
    return problem(this.op, this.place, at, expected, "a longer one", hint);
  }

  private noText(): FormatError {
    const { bytes, base, from } = this.place;
    const at = this.checked;
    const [byte, number] = [bytes[at], lineAt(this.place, Math.max(at, from))];
    const hint = 'Name the encoding: { encoding: "windows-1252" }, "utf-16le", …';
    if (byte === 0) {
      return new FormatError(this.op, "text must hold no NUL", `one on line ${number}`, base + at, hint);
    }
    const got = `the byte 0x${byte.toString(16)} on line ${number}`;
    return new FormatError(this.op, "text must be UTF-8", got, base + at, hint);
  }
}
