/** How a file is written, each mark as its byte; −1 for a mark that it has not. */
export interface Dialect {
  readonly delimiter: number;
  readonly quote: number;
  readonly comment: number;
  /** Before decimals. */
  readonly point: number;
  /** Spaces around fields are no part of them. */
  readonly trim: boolean;
}

export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;

/** What may separate fields, the likelier first. */
const candidates: readonly number[] = [",", ";", "\t", "|"].map((mark) => mark.charCodeAt(0));

/** Lines that are looked at. */
const LINES = 20;

/**
 * The delimiter that the beginning of a file suggests: of comma, semicolon, tab and bar the one that all its lines have equally
 * often, the most frequent of those; a comma where none is in every line. Quoted text and comments are not looked at.
 *
 * @param bytes whole lines, or all there are
 * @param marks a comma is no delimiter where it stands before decimals
 */
export function guessDelimiter(bytes: Uint8Array, marks: Omit<Dialect, "delimiter">): number {
  const lines = countsByLine(bytes, marks);
  let best = candidates[marks.point === candidates[0] ? 1 : 0];
  let most = 0;
  for (const [c, mark] of candidates.entries()) {
    const count = lines[0]?.[c] ?? 0;
    if (mark === marks.point || count <= most || lines.some((counts) => counts[c] !== count)) continue;
    best = mark;
    most = count;
  }
  return best;
}

/** How often each candidate stands outside quotes, in each of the first lines. */
function countsByLine(bytes: Uint8Array, { quote, comment }: Omit<Dialect, "delimiter">): readonly number[][] {
  const lines: number[][] = [];
  let counts = candidates.map(() => 0);
  let [lineStart, quoted] = [0, false];
  for (let i = 0; i < bytes.length && lines.length < LINES; i++) {
    const byte = bytes[i];
    if (byte === quote) quoted = !quoted;
    if (quoted) continue;
    if (byte === LF || byte === CR) {
      if (i > lineStart && bytes[lineStart] !== comment) lines.push(counts);
      counts = candidates.map(() => 0);
      lineStart = i + 1;
    } else {
      const c = candidates.indexOf(byte);
      if (c >= 0) counts[c]++;
    }
  }
  return lines.length === 0 ? [counts] : lines;
}
