import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { FormatError } from "../../errors.js";
import type { ZipEntry } from "../zip/entry.js";

const SUFFIX = ".npy";

/** The entry of an array's name. */
export function entryName(name: string): string {
  return name + SUFFIX;
}

/**
 * The entries to read, by the names of their arrays.
 *
 * @param names those that are asked for; `undefined` for all
 * @throws {FormatError} when all are, and an entry is no npy file
 * @throws {ValueError} for names that are not in the file
 */
export function chosenEntries(
  op: string,
  entries: readonly ZipEntry[],
  names: readonly string[] | undefined,
): ReadonlyMap<string, ZipEntry> {
  if (names === undefined) return new Map(entries.map((entry) => [arrayName(op, entry), entry]));
  if (!Array.isArray(names)) throw new ValueError(op, "names must be a list of strings", kindOf(names));
  const known = new Map(entries.map((entry) => [entry.name, entry]));
  return new Map(
    names.map((name) => {
      const entry = known.get(entryName(name));
      if (entry !== undefined && name !== "__proto__") return [name, entry];
      const held = [...known.keys()].filter((other) => other.endsWith(SUFFIX));
      const hint = `The file has ${listed(held.map((other) => other.slice(0, -SUFFIX.length)))}.`;
      throw new ValueError(op, "names must be of arrays in the file", kindOf(name), hint);
    }),
  );
}

function arrayName(op: string, { name, declaredAt }: ZipEntry): string {
  if (name.endsWith(SUFFIX) && name !== entryName("__proto__")) return name.slice(0, -SUFFIX.length);
  const safe = !name.endsWith(SUFFIX);
  const expected = safe ? "entries must be npy files" : "names must be safe as keys of an object";
  const hint = safe ? 'Ask for the arrays by their names: { names: ["x"] }.' : "Rename it where it was saved.";
  const got = name.endsWith("/") ? `a folder, ${JSON.stringify(name)},` : JSON.stringify(name);
  throw new FormatError(op, expected, got, declaredAt, hint);
}

/** A few names, and how many more there are. */
function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const few = names.slice(0, 8).map((name) => JSON.stringify(name));
  return few.join(", ") + (names.length > few.length ? ` and ${names.length - few.length} more` : "");
}
