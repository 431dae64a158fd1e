import { type NDArray, array } from "@linnet/core";

/** A value that a column is made from; `null` is missing. */
export type CellInput = number | boolean | string | null;

/**
 * The column that holds these values: numbers as float64, booleans as bool, texts as a list. A missing number is NaN, a missing
 * text is ""; a column without any value is of missing numbers.
 *
 * @param wrong the error for the value at a row that is not what its column holds
 * @throws what `wrong` makes, for values of different kinds, and for a missing boolean: bool has no value for it
 */
export function columnOf(
  values: readonly CellInput[],
  wrong: (row: number, expected: string, got: string) => Error,
): NDArray | readonly string[] {
  const first = values.find((value) => value !== null);
  const kind = first === undefined ? "number" : typeof first;
  const misfit = values.findIndex((value) => (value === null ? kind === "boolean" : typeof value !== kind));
  if (misfit >= 0) {
    const value = values[misfit];
    throw value === null
      ? wrong(misfit, "a boolean in every row, since bool has no missing value", "none")
      : wrong(misfit, `values of one kind, here ${kindNames[kind]}`, described(value));
  }
  if (kind === "string") return (values as readonly (string | null)[]).map((text) => text ?? "");
  if (kind === "boolean") return array(Uint8Array.from(values as readonly boolean[], Number)).astype("bool");
  return array(Float64Array.from(values as readonly (number | null)[], (value) => value ?? NaN));
}

const kindNames: Readonly<Record<string, string>> = { number: "numbers", boolean: "booleans", string: "texts" };

/** A value in a message, of a length that one can read. */
export function described(value: CellInput): string {
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
}
