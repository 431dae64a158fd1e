import { ValueError } from "@linnet/core";
import { type Block, problem } from "./block.js";
import type { CsvType, CsvTypes } from "./column-types.js";
import { textOf } from "./field.js";
import type { Settings } from "./options.js";

/** A column that is read: the field that it stands in, and what is known of it. */
export interface Field {
  readonly name: string;
  readonly index: number;
  readonly type: CsvType | undefined;
}

/**
 * The columns that are read of a file.
 *
 * @param line the header where there is one, else the first line
 * @throws {FormatError} for names that are empty, or that occur twice
 * @throws {ValueError} for options that name a column which the file has not
 */
export function fieldsOf(op: string, line: Block, { header, columns, types }: Settings): readonly Field[] {
  const names =
    typeof header !== "boolean"
      ? header
      : Array.from({ length: line.width }, (_, j) => (header ? textOf(line, j) : `column${j}`));
  const places = new Map<string, number>();
  const twice = new Map<string, number>();
  for (const [j, name] of names.entries()) {
    if (places.has(name)) twice.set(name, j);
    else places.set(name, j);
  }
  const chosen = columns ?? names;
  for (const [j, name] of chosen.entries()) {
    const index = places.get(name);
    if (index === undefined) throw unknown(op, "columns", name, names);
    if (name === "") throw nameless(op, line, j, "every column must have a name", "none");
    const again = twice.get(name);
    if (again !== undefined) {
      throw nameless(op, line, again, "names of columns must differ", `${JSON.stringify(name)} again`);
    }
  }
  const known = new Set(chosen);
  for (const name of typeof types === "object" ? Object.keys(types) : []) {
    if (!known.has(name)) throw unknown(op, "types", name, chosen);
  }
  return chosen.map((name) => ({ name, index: places.get(name) ?? 0, type: typeOfColumn(name, types) }));
}

function typeOfColumn(name: string, types: CsvTypes | undefined): CsvType | undefined {
  if (typeof types !== "object") return types;
  return Object.hasOwn(types, name) ? types[name] : undefined;
}

function nameless(op: string, line: Block, j: number, expected: string, got: string): Error {
  const hint = "Give names, and leave the header out: { header: names, skipLines: 1 }; or read others: { columns }.";
  return problem(op, line, line.starts[j], expected, `${got} in field ${j + 1}`, hint);
}

function unknown(op: string, option: string, name: string, names: readonly string[]): ValueError {
  const shown = names.slice(0, 10).join(", ");
  const hint = `There are ${shown}${names.length > 10 ? ", …" : ""}.`;
  return new ValueError(op, `${option} must name columns that are read`, JSON.stringify(name), hint);
}
