import { type Field, type Range, matrix } from "../state/fields.js";

/** A matrix of as many rows as columns. */
export function square(
  initial: readonly (readonly number[])[],
  size: Range,
  counts: Range,
): Field<readonly (readonly number[])[]> {
  const field = matrix(initial, size, counts, counts);
  return {
    ...field,
    read: (text) => {
      const rows = field.read(text);
      return rows !== null && rows.length === rows[0].length ? rows : null;
    },
  };
}
