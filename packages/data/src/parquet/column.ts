import type { NDArray } from "@linnet/core";
import type { DecodedArray } from "./read.js";
import { NumberColumn } from "../columnar/number-column.js";
import type { Refuse } from "../columnar/refuse.js";
import { exactDouble, exactDoubles } from "../columnar/wide-integers.js";
import type { ParquetReading } from "./schema.js";

/** A column of a table from its parts, as hyparquet decodes them: typed arrays, or lists in which null is missing. */
export function columnOf(
  name: string,
  reading: ParquetReading,
  parts: readonly DecodedArray[],
  refuse: Refuse,
): NDArray | readonly string[] {
  if (reading.kind === "text") {
    return parts.flatMap((part) => Array.from(part as ArrayLike<unknown>, (text) => textOf(name, text, refuse)));
  }
  const dtype = reading.kind === "wide" ? "float64" : reading.dtype;
  const column = new NumberColumn(
    dtype,
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  for (const part of parts) {
    if (reading.kind === "wide" && (part instanceof BigInt64Array || part instanceof BigUint64Array)) {
      column.add(exactDoubles(name, part, part.length, reading.signed, refuse), part.length);
    } else if (ArrayBuffer.isView(part) && !(part instanceof BigInt64Array || part instanceof BigUint64Array)) {
      column.add(part as ArrayLike<number>, part.length); // of numbers: those of bigints are above
    } else addList(name, column, part as readonly unknown[], refuse);
  }
  return column.finish();
}

/** Numbers, bools or integers of 64 bits, some of them missing. */
function addList(name: string, column: NumberColumn, part: readonly unknown[], refuse: Refuse): void {
  const isMissing = (i: number): boolean => part[i] === null || part[i] === undefined;
  let missing = false;
  const numbers = Array.from(part, (value, row) => {
    if (typeof value === "number") return value;
    if (typeof value === "bigint") return exactDouble(name, value, row, refuse);
    if (typeof value === "boolean") return value ? 1 : 0;
    if (!isMissing(row)) throw refuse(`column "${name}" must hold numbers`, typeof value, "The file may be damaged.");
    missing = true;
    return NaN;
  });
  column.add(numbers, numbers.length, missing ? isMissing : undefined);
}

function textOf(name: string, text: unknown, refuse: Refuse): string {
  if (typeof text === "string") return text;
  if (text === null || text === undefined) return "";
  throw refuse(`column "${name}" must hold texts`, typeof text, "The file may be damaged.");
}
