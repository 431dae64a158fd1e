import { FormatError } from "../../errors.js";

/** The codes of marks. */
export const mark = { comma: 0x2c, colon: 0x3a, quote: 0x22, list: 0x5b, listEnd: 0x5d, object: 0x7b, objectEnd: 0x7d };

/** Where a text is, for messages. */
export interface JsonPlace {
  /** Where it begins in its file, in bytes. */
  readonly at: number;
  /** The line on which it begins; left out of what has no lines to look at. */
  readonly line?: number;
  /** What it is. Default "the text". */
  readonly subject?: string;
  /** What to do where it is no JSON. */
  readonly hint?: string;
}

/** A scalar of JSON. */
export type Scalar = number | boolean | string | null;

const [BACKSLASH, MINUS, POINT, ZERO, NINE] = [0x5c, 0x2d, 0x2e, 0x30, 0x39];
/** 10ᵏ that a float64 holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, k) => 10 ** k);
/** Bytes that are decoded at once. */
const WINDOW = 2 ** 14;
const byteDecoder = /* @__PURE__ */ new TextDecoder("latin1");
const textDecoder = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Reads JSON (RFC 8259) in UTF-8 from its beginning to its end, as `JSON.parse` does, and refuses what that hides: integers that
 * float64 does not hold exactly, which would become others, numbers beyond the largest float64, half surrogate pairs, and bytes that are not UTF-8.
 */
export class JsonReader {
  private position = 0;
  /** The bytes that were decoded last, a character each, and where they begin. */
  private text = "";
  private from = 0;

  constructor(
    private readonly op: string,
    private readonly bytes: Uint8Array,
    private readonly place: JsonPlace = { at: 0, line: 1 },
  ) {
    const [a, b, c] = bytes;
    if (a === 0xef && b === 0xbb && c === 0xbf) this.position = 3; // a byte order mark
  }

  /** The code of what comes next, blanks aside; −1 at the end. */
  peek(): number {
    const { bytes } = this;
    let code = bytes[this.position];
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = bytes[++this.position];
    return code ?? -1;
  }

  /** Whether a mark comes next, which is then passed. */
  next(code: number): boolean {
    if (this.peek() !== code) return false;
    this.position++;
    return true;
  }

  /** Where what comes next stands. */
  here(): number {
    this.peek();
    return this.position;
  }

  /** Calls `item` for each item of a list whose mark was passed, and answers how many there were. */
  items(item: (index: number) => void): number {
    if (this.next(mark.listEnd)) return 0;
    let n = 0;
    do item(n++);
    while (this.next(mark.comma));
    if (!this.next(mark.listEnd)) this.fail('"," or "]" here');
    return n;
  }

  /** Calls `member` for each member of an object whose mark was passed, in front of its value. */
  members(member: (name: string, at: number) => void): void {
    if (this.next(mark.objectEnd)) return;
    do {
      const at = this.here();
      if (this.bytes[at] !== mark.quote) this.fail("a name in quotes here");
      const name = this.string();
      if (!this.next(mark.colon)) this.fail('":" here');
      member(name, at);
    } while (this.next(mark.comma));
    if (!this.next(mark.objectEnd)) this.fail('"," or "}" here');
  }

  /** A number, a text, `true`, `false` or `null`. */
  scalar(): Scalar {
    const code = this.peek();
    if (code === mark.quote) return this.string();
    if (code === MINUS || (code >= ZERO && code <= NINE)) return this.number();
    if (code === 0x74) return this.word("true", true);
    if (code === 0x66) return this.word("false", false);
    if (code === 0x6e) return this.word("null", null);
    return this.fail("a value here");
  }

  /** Nothing may follow. */
  end(): void {
    if (this.peek() !== -1) this.fail("nothing after its value");
  }

  /** @throws {FormatError} what JSON must have, and what is there instead, at `at` */
  fail(
    must: string,
    got: string = this.found(),
    at: number = this.here(),
    hint: string = this.place.hint ?? "",
  ): never {
    throw this.wrong(`${this.place.subject ?? "the text"} must be JSON: ${must}`, got, at, hint);
  }

  /** The error for what is JSON, but not what it is to be. */
  wrong(expected: string, got: string, at: number, hint = ""): FormatError {
    const where = this.place.line === undefined ? "" : this.lineAndColumn(this.place.line, at);
    return new FormatError(this.op, expected, got + where, this.place.at + at, hint);
  }

  private lineAndColumn(first: number, at: number): string {
    let [line, column] = [first, 1];
    for (let i = 0; i < at; i++) {
      if (this.bytes[i] === 0x0a) [line, column] = [line + 1, 1];
      else if ((this.bytes[i] & 0xc0) !== 0x80) column++; // the first byte of a character
    }
    return ` on line ${line}, column ${column},`;
  }

  private found(): string {
    const code = this.peek();
    if (code === -1) return "its end";
    return code < 0x80 ? JSON.stringify(String.fromCharCode(code)) : `a byte 0x${code.toString(16)}`;
  }

  private word<T>(word: string, value: T): T {
    for (let i = 0; i < word.length; i++) {
      if (this.bytes[this.position + i] !== word.charCodeAt(i))
        this.fail(`"${word}" here`, "another word", this.position);
    }
    this.position += word.length;
    return value;
  }

  private number(): number {
    const { bytes } = this;
    const start = this.position;
    const isNegative = bytes[start] === MINUS;
    let at = isNegative ? start + 1 : start;
    let digits = 0; // all of them as an integer, as long as they are few
    const run = (): number => {
      const first = at;
      for (let code = bytes[at]; code >= ZERO && code <= NINE; code = bytes[++at]) digits = 10 * digits + code - ZERO;
      return at - first;
    };
    const whole = run();
    if (whole === 0 || (whole > 1 && bytes[at - whole] === ZERO)) {
      this.fail("numbers without empty or superfluous digits", "another number", start);
    }
    let places = 0;
    if (bytes[at] === POINT) {
      at++;
      places = run();
      if (places === 0) this.fail("digits after the point", "none", start);
    }
    const exact = whole + places <= 15;
    const isFloat = (bytes[at] | 0x20) === 0x65;
    if (isFloat) at = this.exponent(at);
    this.position = at;
    if (!isFloat && exact) {
      const value = digits / POWERS[places]; // of two exact numbers: the nearest
      return isNegative ? -value : value;
    }
    const value = Number(this.ascii(start, at));
    if (!Number.isFinite(value)) this.fail("numbers that float64 holds", "a larger one", start);
    if (!isFloat && places === 0 && !isExactly(value, this.ascii(start, at))) {
      const hint = this.place.hint ?? "Write it as text, or with a point.";
      this.fail("integers that float64 holds exactly", this.ascii(start, Math.min(at, start + 30)), start, hint);
    }
    return value;
  }

  /** The end of an exponent that begins at `at`. */
  private exponent(at: number): number {
    let end = at + 1;
    if (this.bytes[end] === MINUS || this.bytes[end] === 0x2b) end++;
    const first = end;
    while (this.bytes[end] >= ZERO && this.bytes[end] <= NINE) end++;
    if (end === first) this.fail("digits in the exponent", "none", at);
    return end;
  }

  private string(): string {
    const { bytes } = this;
    const start = this.position + 1;
    let end = start;
    let all = 0;
    let hasEscapes = false;
    for (let code = bytes[end]; code !== mark.quote; code = bytes[++end]) {
      if (code === undefined) return this.fail("strings with an end", "one without", start - 1);
      if (code < 0x20)
        return this.fail("strings without control characters", JSON.stringify(String.fromCharCode(code)), end);
      if (code === BACKSLASH) {
        hasEscapes = true;
        end++;
      }
      all |= code;
    }
    this.position = end + 1;
    if (all < 0x80 && !hasEscapes) return this.ascii(start, end);
    return this.decoded(start - 1, end + 1, hasEscapes);
  }

  /** Bytes of ASCII as text. Many are decoded at once: a call for each takes longer than all the rest. */
  private ascii(start: number, end: number): string {
    if (start < this.from || end > this.from + this.text.length) {
      const part = this.bytes.subarray(start, Math.max(end, start + WINDOW));
      this.text = byteDecoder.decode(new Uint8Array(part)); // browsers decode no text that lies in shared memory
      this.from = start;
    }
    return this.text.slice(start - this.from, end - this.from);
  }

  /** A string in quotes with escapes or other characters than ASCII. */
  private decoded(start: number, end: number, hasEscapes: boolean): string {
    let value: string;
    try {
      value = textDecoder.decode(new Uint8Array(this.bytes.subarray(start, end)));
    } catch {
      return this.fail("strings in UTF-8", "other bytes", start);
    }
    if (!hasEscapes) return value.slice(1, -1);
    try {
      value = JSON.parse(value) as string; // a JSON string, or it throws
    } catch {
      return this.fail("strings with JSON's escapes", "another", start);
    }
    if (loneSurrogate.test(value)) return this.fail("whole characters", "half a surrogate pair", start);
    return value;
  }
}

/** Whether a float64 is the integer that is written. */
function isExactly(value: number, integer: string): boolean {
  return Number.isSafeInteger(value) || (integer.length < 400 && BigInt(value) === BigInt(integer));
}
