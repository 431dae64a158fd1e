import { type NDArray, ValueError } from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { encodeNpy } from "../npy.js";
import { writeZip } from "../zip/write.js";
import { entryName } from "./names.js";

export interface EncodeNpzOptions {
  /** Whether arrays are deflated. Default false: floating-point numbers rarely become much shorter. */
  readonly compress?: boolean;
}

/**
 * Named arrays as the bytes of an npz file; without `compress`, byte for byte what `np.savez` writes.
 *
 * @throws {ValueError} for what are no arrays, and for names that a zip archive or an object of JavaScript cannot keep
 * @remarks The same arrays give the same bytes: no time is written. Twice the arrays' memory while it runs.
 * @example
 * decodeNpz(encodeNpz({ x, y }, { compress: true })); // { x, y }
 */
export function encodeNpz(
  arrays: Readonly<Record<string, NDArray>>,
  options?: EncodeNpzOptions,
): Uint8Array<ArrayBuffer> {
  return encodeNamed("encodeNpz", arrays, options);
}

/** @throws {ValueError} as `encodeNpz` */
export function encodeNamed(
  op: string,
  arrays: Readonly<Record<string, NDArray>>,
  options: EncodeNpzOptions | undefined,
): Uint8Array<ArrayBuffer> {
  const { compress = false } = requireOptions(op, options);
  if (typeof compress !== "boolean") throw new ValueError(op, "compress must be true or false", kindOf(compress));
  if (typeof arrays !== "object" || arrays === null || Array.isArray(arrays)) {
    throw new ValueError(op, "arrays must be a record of arrays", kindOf(arrays), "Name each: { x, y }.");
  }
  requireShort(op, arrays);
  const contents = Object.entries(arrays).map(([name, x]) => {
    requireName(op, name);
    return { name: entryName(name), content: encodeNpy(requireArray(op, name, x)) };
  });
  return writeZip(contents, compress);
}

/** Where 32 bits end, and so the archive: said before anything is copied. */
const LONGEST = 2 ** 32;

function requireShort(op: string, arrays: Readonly<Record<string, NDArray>>): void {
  let total = 0;
  for (const [name, x] of Object.entries(arrays)) {
    const headers = 2 ** 10 + 6 * name.length; // at most: two names in UTF-8, and a dimension has ten digits
    total += headers + requireArray(op, name, x).size * 2 ** x.type.shift;
  }
  if (total < LONGEST) return;
  const got = `${(total / 2 ** 30).toFixed(1)} GiB`;
  throw new ValueError(op, "an archive must be shorter than 4 GiB", got, "Save the arrays in several files.");
}

/** The longest name in UTF-8, its suffix included. */
const LONGEST_NAME = 0xffff;

function requireName(op: string, name: string): void {
  const refuse = (expected: string): never => {
    throw new ValueError(op, expected, kindOf(name), "Rename it.");
  };
  if (name === "__proto__") refuse("names must be safe as keys of an object");
  if (name.includes("\0")) refuse("names must be without zero bytes, which end them for other readers");
  if (/\p{Surrogate}/u.test(name)) refuse("names must be whole characters");
  if (new TextEncoder().encode(entryName(name)).length > LONGEST_NAME) {
    refuse(`names must have at most ${LONGEST_NAME - 4} bytes in UTF-8`);
  }
}
