import { type Block, DOUBLED, PLAIN, type Place, QUOTED, lineAt, problem } from "./block.js";
import { CR, type Dialect, LF, SPACE } from "./dialect.js";

/** What `record` answers when bytes end within a line. */
export const INCOMPLETE = -1;

/** The most columns of a file. */
export const MAX_COLUMNS: number = 2 ** 20;

/** Where fields are written to. */
export type Room = Pick<Block, "starts" | "ends" | "kinds">;

/**
 * Cuts lines into fields, as RFC 4180 says, with line ends of every kind, and any delimiter.
 *
 * A quote opens quoted text only where a field begins; within other text it is a character.
 */
export class Scanner {
  /** Fields that are held. */
  count = 0;
  /** Line ends within quotes since the last line was begun. */
  breaks = 0;
  /** Fields of the last line, those that were not kept included. */
  fields = 0;
  /** Fields of a line that are kept. */
  private width = 0;
  /** Marks that end a field without quotes, and the highest of them. */
  private readonly special = new Uint8Array(256);
  private readonly highest: number;

  constructor(
    private readonly op: string,
    private readonly dialect: Dialect,
    private readonly place: Place,
    private readonly end: number,
    /** Whether the file ends with the bytes. */
    private readonly last: boolean,
    /** What fields are written to; it grows. */
    public room: Room,
  ) {
    this.highest = Math.max(dialect.delimiter, CR);
    for (const mark of [dialect.delimiter, LF, CR]) this.special[mark] = 1;
  }

  /**
   * Cuts the line that begins at `from`.
   *
   * @param width fields that are kept; those beyond are only counted
   * @returns where the next line begins, or INCOMPLETE; `fields` says how many fields there were
   * @throws {FormatError} for quotes that do not close, and for text beside them
   */
  record(from: number, width: number): number {
    const { special, highest, end, last } = this;
    const { bytes } = this.place;
    const { delimiter, quote } = this.dialect;
    const begin = this.count;
    this.breaks = 0;
    this.fields = 0;
    this.width = width;
    let i = from;
    for (;;) {
      const start = i;
      let byte = bytes[i];
      if ((byte === quote || byte === SPACE) && i < end) {
        i = this.fieldAfterMark(i);
        if (i < 0) break;
      } else {
        while (i < end && (byte > highest || special[byte] === 0)) byte = bytes[++i];
        if (i === end && !last) break;
        this.push(start, i, PLAIN);
      }
      this.fields++;
      if (i < end && bytes[i] === delimiter) {
        i++;
        continue;
      }
      if (i === end) return i;
      i = this.afterLineEnd(i);
      if (i < 0) break;
      return i;
    }
    this.count = begin;
    return INCOMPLETE;
  }

  /** Where a blank line or a comment that begins at `from` ends; `from` where there is neither; or INCOMPLETE. */
  skip(from: number): number {
    const byte = this.place.bytes[from];
    if (byte === LF || byte === CR) return this.afterLineEnd(from);
    return byte === this.dialect.comment ? this.line(from) : from;
  }

  /** Where the line after the one at `from` begins, whatever is in it. */
  line(from: number): number {
    const { bytes } = this.place;
    let i = from;
    while (i < this.end && bytes[i] !== LF && bytes[i] !== CR) i++;
    if (i === this.end) return this.last ? i : INCOMPLETE;
    return this.afterLineEnd(i);
  }

  private afterLineEnd(at: number): number {
    const { bytes } = this.place;
    if (bytes[at] === LF) return at + 1;
    if (at + 1 === this.end && !this.last) return INCOMPLETE; // an LF may follow the CR
    return at + 1 < this.end && bytes[at + 1] === LF ? at + 2 : at + 1;
  }

  /** A field that begins with a quote or a space. Returns where it ends, or INCOMPLETE. */
  private fieldAfterMark(from: number): number {
    const { end, last, dialect } = this;
    const { bytes } = this.place;
    let i = from;
    while (i < end && bytes[i] === SPACE) i++;
    if (i < end && bytes[i] === dialect.quote && dialect.quote >= 0) {
      if (i > from && !dialect.trim) {
        const hint = "Give { trim: true } to leave spaces around fields out.";
        throw this.problem(i, "a quote must open where its field begins", "spaces before it", hint);
      }
      return this.quoted(i);
    }
    const start = dialect.trim ? i : from;
    while (i < end && this.special[bytes[i]] === 0) i++;
    if (i === end && !last) return INCOMPLETE;
    this.push(start, i, PLAIN);
    return i;
  }

  /** A quoted field. Returns where its delimiter or line end is, or INCOMPLETE. */
  private quoted(open: number): number {
    const { end, last } = this;
    const { bytes } = this.place;
    const { quote, trim } = this.dialect;
    let kind = QUOTED;
    let i = open + 1;
    for (;;) {
      for (; i < end && bytes[i] !== quote; i++) {
        if (bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF)) this.breaks++;
      }
      if (i + 1 >= end && !last) return INCOMPLETE;
      if (i === end) {
        const hint = "Close it, double quotes that are text, or give { quote: false } where quotes are text.";
        throw this.problem(open, "every quote must be closed", "one that opens and does not close", hint);
      }
      if (i + 1 === end || bytes[i + 1] !== quote) break;
      kind = DOUBLED;
      i += 2;
    }
    const close = i++;
    if (trim) while (i < end && bytes[i] === SPACE) i++;
    if (i === end && !last) return INCOMPLETE;
    if (i < end && this.special[bytes[i]] === 0) {
      const hint = `The quote opened on line ${lineAt(this.place, open)}: double quotes that are text.`;
      throw this.problem(i, "a delimiter or a line end must follow a closing quote", "text", hint);
    }
    this.push(open + 1, close, kind);
    return i;
  }

  private push(start: number, stop: number, kind: number): void {
    if (this.fields >= this.width) return;
    let end = stop;
    if (this.dialect.trim && kind === PLAIN) while (end > start && this.place.bytes[end - 1] === SPACE) end--;
    if (this.count === this.room.starts.length) this.room = grown(this.room);
    const { starts, ends, kinds } = this.room;
    starts[this.count] = start;
    ends[this.count] = end;
    kinds[this.count++] = kind;
  }

  private problem(at: number, expected: string, got: string, hint: string): Error {
    return problem(this.op, this.place, at, expected, got, hint);
  }
}

/** Twice the room, with what is in it. */
function grown(room: Room): Room {
  const capacity = 2 * room.starts.length;
  const more = { starts: new Int32Array(capacity), ends: new Int32Array(capacity), kinds: new Uint8Array(capacity) };
  more.starts.set(room.starts);
  more.ends.set(room.ends);
  more.kinds.set(room.kinds);
  return more;
}
