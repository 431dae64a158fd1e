/** What a test found prints as lines of names and numbers. */
export interface Report {
  toString(): string;
}

/**
 * `fields` with a `toString` that prints them under a title: six digits, one a line.
 *
 * @remarks `toString` is not enumerable: to JSON and to comparisons the result is its fields.
 */
export function withReport<T extends object>(title: string, fields: T, table?: () => string): T & Report {
  const text = table ?? (() => listing(fields));
  Object.defineProperty(fields, "toString", { value: () => `${title}\n${text()}`, enumerable: false });
  return Object.freeze(fields);
}

function listing(fields: object): string {
  const entries = Object.entries(fields).filter(([, value]) => !isLarge(value));
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `  ${name.padEnd(width)}  ${written(value)}`).join("\n");
}

/** Arrays have a print of their own. */
function isLarge(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Six significant digits, without the zeros at their end. */
export function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  return typeof value === "number" ? String(Number(value.toPrecision(6))) : String(value);
}
