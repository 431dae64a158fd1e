import type { Cell } from "./cell.js";
import type { CsvType } from "./column-types.js";
import { fitted } from "./fit.js";

/**
 * The element of `type` that a cell is; undefined where it is none.
 *
 * @param given types that were found out take only what `typeOf` gives them
 */
export function holds(type: CsvType, cell: Cell, given: boolean): number | undefined {
  const { missing, number, bool } = cell;
  if (type === "bool") return bool ?? (given ? bit(cell) : undefined);
  if (missing) return type === "float64" || type === "float32" ? NaN : undefined;
  if (number === undefined) return undefined;
  if (!given) {
    const found = typeOf(cell);
    return found === type || (found === "int32" && type === "float64") ? number.value : undefined;
  }
  return fitted(type, number);
}

/** 0 and 1 are bools where they are asked for. */
function bit({ text }: Cell): number | undefined {
  return text === "0" || text === "1" ? Number(text) : undefined;
}

/** The narrowest of the types that are found out for a cell: bool, int32, float64, string; undefined for what is missing. */
export function typeOf({ missing, number, bool }: Cell): CsvType | undefined {
  if (missing) return undefined;
  if (bool !== undefined) return "bool";
  if (number === undefined) return "string";
  const { value, integer, padded, text } = number;
  if (padded || (integer && !Number.isSafeInteger(value)) || (text !== "" && !Number.isFinite(value))) return "string";
  return integer && (value | 0) === value && !Object.is(value, -0) ? "int32" : "float64";
}

/**
 * The type that holds what was found before and what is found now.
 *
 * @param before undefined where all that came before, if anything did, is missing
 * @param now undefined for a missing value, which neither bools nor integers have
 */
export function joined(
  before: CsvType | undefined,
  now: CsvType | undefined,
  anyBefore: boolean,
): "string" | "bool" | "int32" | "float64" {
  const [some, other] = before === undefined ? [now, anyBefore ? undefined : now] : [before, now];
  if (some === other && (some === "bool" || some === "int32")) return some;
  const numbers = (type: CsvType | undefined): boolean => type === undefined || type === "int32" || type === "float64";
  return numbers(some) && numbers(other) ? "float64" : "string";
}
