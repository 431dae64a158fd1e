import { FormatError } from "../../../errors.js";

/**
 * Undoes the filter of a row, in place: each byte was stored as its difference from a prediction by its neighbours: a to the
 * left, b above, c above a.
 *
 *     0 none · 1 a · 2 b · 3 ⌊(a + b)/2⌋ · 4 the one of a, b, c nearest to a + b − c
 *
 * @param row  where the row begins, behind the byte that names its filter
 * @param above where the row above begins; −1 for the first, above which all is 0
 * @param length bytes of a row
 * @param step bytes between neighbours
 * @throws {FormatError} for a filter that the format has not
 * @see PNG, third edition, section 9 "Filtering"
 */
export function unfilter(
  op: string,
  bytes: Uint8Array,
  row: number,
  above: number,
  length: number,
  step: number,
): void {
  const filter = bytes[row - 1];
  const first = Math.min(step, length);
  if (filter === 0) return;
  if (filter === 1) {
    for (let i = step; i < length; i++) bytes[row + i] += bytes[row + i - step];
  } else if (filter === 2) {
    if (above >= 0) for (let i = 0; i < length; i++) bytes[row + i] += bytes[above + i];
  } else if (filter === 3) {
    for (let i = 0; i < first; i++) bytes[row + i] += above < 0 ? 0 : bytes[above + i] >> 1;
    for (let i = step; i < length; i++) {
      bytes[row + i] += (bytes[row + i - step] + (above < 0 ? 0 : bytes[above + i])) >> 1;
    }
  } else if (filter === 4) {
    unfilterPaeth(bytes, row, above, length, step);
  } else {
    // the offset is of no byte of the file: the rows are compressed there
    throw new FormatError(op, "a row's filter must be 0 to 4", String(filter), 0, "The file may be damaged.");
  }
}

function unfilterPaeth(bytes: Uint8Array, row: number, above: number, length: number, step: number): void {
  if (above < 0) {
    for (let i = step; i < length; i++) bytes[row + i] += bytes[row + i - step];
    return;
  }
  const first = Math.min(step, length);
  for (let i = 0; i < first; i++) bytes[row + i] += bytes[above + i];
  for (let i = step; i < length; i++) {
    bytes[row + i] += paeth(bytes[row + i - step], bytes[above + i], bytes[above + i - step]);
  }
}

/** The one of a, b, c nearest to a + b − c, the first of them where two are as near. */
export function paeth(a: number, b: number, c: number): number {
  const toA = Math.abs(b - c);
  const toB = Math.abs(a - c);
  const toC = Math.abs(a + b - 2 * c);
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}
