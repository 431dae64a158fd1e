import { type Block, PLAIN } from "./block.js";
import { type WrittenNumber, readBool, readNumber, textOf } from "./field.js";

/** What is read into values, and how. */
export interface Marks {
  /** The byte before decimals. */
  readonly point: number;
  /** Texts that mean that there is no value. */
  readonly missing: ReadonlySet<string>;
}

/** What a field can mean. */
export interface Cell {
  /** Without spaces around it. */
  readonly text: string;
  readonly missing: boolean;
  readonly number: WrittenNumber | undefined;
  readonly bool: number | undefined;
}

/** What a field can mean, quoted or not. */
export function cellOf(block: Block, k: number, { point, missing }: Marks): Cell {
  const text = textOf(block, k).trim();
  if (missing.has(text)) return { text, missing: true, number: undefined, bool: undefined };
  const number = readNumber(text, String.fromCharCode(point));
  return { text, missing: false, number, bool: readBool(text) };
}

/** The text of a field in a column of text: "" for a mark of what is missing, unless it is quoted. */
export function plainText(block: Block, k: number, { missing }: Marks): string {
  const text = textOf(block, k);
  return block.kinds[k] === PLAIN && missing.has(text) ? "" : text;
}
