import { type Block, DOUBLED } from "./block.js";

/** The text of a field; quotes that were doubled are single. */
export function textOf({ bytes, starts, ends, kinds }: Block, k: number): string {
  const text = decoded(bytes, starts[k], ends[k]);
  if (kinds[k] !== DOUBLED) return text;
  const quote = String.fromCharCode(bytes[starts[k] - 1]); // the one that opened it
  return text.replaceAll(quote + quote, quote);
}

/** Bytes up to which text is made of character codes: a decoder takes longer to be called. */
const SHORT = 48;

const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });

function decoded(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) return utf8.decode(bytes.subarray(start, end));
  let text = "";
  for (let i = start; i < end; i++) {
    if (bytes[i] >= 0x80) return utf8.decode(bytes.subarray(start, end));
    text += String.fromCharCode(bytes[i]);
  }
  return text;
}

/** Spellings of bools: those of JSON, Python, and R with SQL. */
const bools: ReadonlyMap<string, number> = new Map([
  ["true", 1],
  ["True", 1],
  ["TRUE", 1],
  ["false", 0],
  ["False", 0],
  ["FALSE", 0],
]);

/** 1 or 0 for text that spells a bool. */
export function readBool(text: string): number | undefined {
  return bools.get(text);
}

/** A number as text spells it. */
export interface WrittenNumber {
  readonly value: number;
  /** Without point and exponent. */
  readonly integer: boolean;
  /** Digits after a leading zero, as in numbers of telephones and items. */
  readonly padded: boolean;
  /** With a point before decimals. */
  readonly text: string;
}

/** The number that text spells, correctly rounded; undefined where it spells none. */
export function readNumber(text: string, point: string): WrittenNumber | undefined {
  const plain = point === "." ? text : text.includes(".") ? "" : text.replace(point, ".");
  const digits = /^[+-]?(\d*)(\.\d*)?(e[+-]?\d+)?$/i.exec(plain);
  if (digits !== null && /\d/.test(digits[1] + (digits[2] ?? ""))) {
    const integer = digits[2] === undefined && digits[3] === undefined;
    return { value: Number(plain), integer, padded: /^0\d/.test(digits[1]), text: plain };
  }
  const infinity = /^([+-]?)inf(inity)?$/i.exec(plain);
  if (infinity === null) return undefined;
  return { value: infinity[1] === "-" ? -Infinity : Infinity, integer: false, padded: false, text: "" };
}
