import { FormatError } from "../../errors.js";

/** A JSON value; an object keeps the order of its members and where each stands. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Member>;
export interface Member {
  readonly value: Json;
  /** Where the name stands, in bytes from the start of the file. */
  readonly at: number;
}

/** Deeper than any header; keeps hostile nesting off the call stack. */
const MAX_DEPTH = 16;

/**
 * Parses UTF-8 JSON as `JSON.parse` does, and refuses what that hides: a name given twice (RFC 8259 §4 leaves its
 * meaning open, and a file should not say one thing to one reader and another to the next).
 *
 * @param base where `bytes` begins in its file
 * @throws {FormatError} at the byte where the text stops being JSON
 */
export function parseJson(op: string, bytes: Uint8Array, base: number): Json {
  return new Parser(op, bytes, base).document();
}

const whitespace = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literal = /true|false|null/y;
const ascii = /^[\0-\x7f]*$/;
const loneSurrogate = /\p{Surrogate}/u;

/** Recursive descent over one character per byte, so that positions are bytes; only strings are decoded as UTF-8. */
class Parser {
  private readonly bytes: Uint8Array;
  private readonly text: string;
  private position = 0;

  constructor(
    private readonly op: string,
    bytes: Uint8Array,
    private readonly base: number,
  ) {
    this.bytes = new Uint8Array(bytes); // browsers decode no text that lies in shared memory
    this.text = new TextDecoder("latin1").decode(this.bytes);
  }

  document(): Json {
    const value = this.value(0);
    this.match(whitespace);
    if (this.position < this.text.length) this.fail("nothing after its value");
    return value;
  }

  private value(depth: number): Json {
    this.match(whitespace);
    if (depth > MAX_DEPTH) this.fail(`nested at most ${MAX_DEPTH} deep`);
    const first = this.text[this.position];
    if (first === "{") return this.object(depth);
    if (first === "[") return this.array(depth);
    if (first === '"') return this.string();
    const digits = this.match(number);
    if (digits !== "") return Number(digits);
    const word = this.match(literal);
    if (word === "") this.fail("a value here");
    return word === "null" ? null : word === "true";
  }

  private object(depth: number): JsonObject {
    const members = new Map<string, Member>();
    this.position++;
    if (this.next("}")) return members;
    do {
      this.match(whitespace);
      const at = this.position;
      const name = this.string();
      if (members.has(name)) this.fail("each name once", `a second ${JSON.stringify(name)}`, at);
      if (!this.next(":")) this.fail('":" here');
      members.set(name, { value: this.value(depth + 1), at: this.base + at });
    } while (this.next(","));
    if (!this.next("}")) this.fail('"," or "}" here');
    return members;
  }

  private array(depth: number): Json[] {
    const items: Json[] = [];
    this.position++;
    if (this.next("]")) return items;
    do items.push(this.value(depth + 1));
    while (this.next(","));
    if (!this.next("]")) this.fail('"," or "]" here');
    return items;
  }

  private string(): string {
    const start = this.position;
    if (this.text[start] !== '"') this.fail("a string here");
    this.position = this.closingQuote(start) + 1;
    const value = this.decode(start, this.position);
    if (loneSurrogate.test(value)) this.fail("whole characters", "half a surrogate pair", start);
    return value;
  }

  /** The quote that ends the string begun at `start`. A loop: a regular expression would overflow on a long string. */
  private closingQuote(start: number): number {
    for (let end = start + 1; end < this.text.length; end++) {
      const character = this.text[end];
      if (character === '"') return end;
      if (character < " ") return this.fail("strings without control characters", JSON.stringify(character), end);
      if (character === "\\") end++;
    }
    return this.fail("strings with an end", "one without", start);
  }

  private decode(start: number, end: number): string {
    const raw = this.text.slice(start, end);
    const quoted = ascii.test(raw) ? raw : this.decodeUtf8(start, end);
    if (!quoted.includes("\\")) return quoted.slice(1, -1);
    try {
      return JSON.parse(quoted) as string; // a JSON string, or it throws
    } catch {
      return this.fail("strings with JSON's escapes", "another", start);
    }
  }

  private decodeUtf8(start: number, end: number): string {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.bytes.subarray(start, end));
    } catch {
      return this.fail("strings in UTF-8", "other bytes", start);
    }
  }

  /** Whether `mark` comes next, which is then passed. */
  private next(mark: string): boolean {
    this.match(whitespace);
    if (this.text[this.position] !== mark) return false;
    this.position++;
    return true;
  }

  /** What `pattern` matches here, which is then passed; "" when it does not match. */
  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.position += found.length;
    return found;
  }

  private fail(must: string, got: string = this.here(), at: number = this.position): never {
    throw new FormatError(this.op, `the header must be JSON: ${must}`, got, this.base + at, "The file may be damaged.");
  }

  private here(): string {
    const character = this.text[this.position];
    return character === undefined ? "its end" : JSON.stringify(character);
  }
}
