import type { Field, Fields } from "../state/fields.js";

/**
 * The fields' values, each another than it begins with, as a visitor might set it: another option, other numbers. Words and a visitor's own data,
 * of which nobody knows what they may be, stay.
 */
export function changed(fields: Fields): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, another(field)]));
}

function another<T>(field: Field<T>): T {
  const begin = field.write(field.initial);
  if (field.local === true) return field.initial;
  const option = field.options?.find((value) => field.write(value) !== begin);
  if (option !== undefined) return option;
  for (const change of [1, -1, 0.5, -0.5, 0.01, 2]) {
    const text = begin.replaceAll(/-?\d+(\.\d+)?/g, (number, _, at) =>
      String(Number(number) + change * (at % 3 === 0 ? 1 : 2)),
    );
    const value = text === begin ? null : field.read(text);
    if (value !== null && field.write(value) !== begin) return value;
  }
  return field.initial;
}
