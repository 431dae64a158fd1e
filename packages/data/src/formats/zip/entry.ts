import { FormatError } from "../../errors.js";
import { EXPANSION } from "../expansion.js";
import { type Directory, getUint53 } from "./end-record.js";

/** An entry of a zip archive as the central directory describes it, checked against the archive's size. */
export interface ZipEntry {
  readonly name: string;
  /** The name's bytes, as its local header has to repeat them. */
  readonly nameBytes: Uint8Array;
  readonly deflated: boolean;
  /** Whether sizes and checksum follow the content once more. */
  readonly described: boolean;
  readonly crc: number;
  /** Bytes in the archive, and of content. */
  readonly compressed: number;
  readonly size: number;
  /** Where its local header begins, and what it must end before. */
  readonly at: number;
  readonly limit: number;
  /** Where the central directory describes it. */
  readonly declaredAt: number;
}

const RECORD = 0x02014b50;
const RECORD_LENGTH = 46;
export const LOCAL_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x2041; // bits 0, 6 and 13
const DESCRIBED = 0x0008;
const UTF8 = 0x0800;
const KNOWN = 0x0006 | DESCRIBED | UTF8; // bits 1 and 2 tell how hard deflate tried

const DAMAGED = "The file may be damaged.";
const RESAVE = "Save it with NumPy: np.savez or np.savez_compressed.";

/**
 * The entries of a central directory, in its order.
 *
 * @param bytes of the directory
 * @throws {FormatError} for a directory that is not whole; for names twice or not in UTF-8; for entries that are encrypted, compressed
 *   by other methods than deflate, larger than deflate can make them, or that overlap
 * @see APPNOTE.TXT 6.3.10, sections 4.3.12, 4.4.4, 4.4.5 and 4.5.3
 */
export function parseDirectory(op: string, bytes: Uint8Array, directory: Directory): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const refuse = (expected: string, got: string, at: number): never => {
    throw new FormatError(op, expected, got, directory.at + at, DAMAGED);
  };
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  for (; entries.length < directory.count; at += recordLength(view, at)) {
    const whole = at + RECORD_LENGTH <= bytes.length && at + recordLength(view, at) <= bytes.length;
    if (!whole)
      refuse(`the central directory must hold ${directory.count} entries`, `its end after ${entries.length}`, at);
    if (view.getUint32(at, true) !== RECORD)
      refuse("an entry of the central directory must begin here", "other bytes", at);
    const entry = parseRecord(op, bytes, view, at, directory);
    if (names.has(entry.name)) refuse("each name must occur once", `a second ${JSON.stringify(entry.name)}`, at);
    names.add(entry.name);
    entries.push(entry);
  }
  if (at !== bytes.length) refuse(`the central directory must hold ${directory.count} entries`, "more", at);
  return limited(op, entries, directory);
}

function recordLength(view: DataView, at: number): number {
  return [28, 30, 32].reduce((length, field) => length + view.getUint16(at + field, true), RECORD_LENGTH);
}

function parseRecord(op: string, bytes: Uint8Array, view: DataView, at: number, directory: Directory): ZipEntry {
  const declaredAt = directory.at + at;
  const nameEnd = at + RECORD_LENGTH + view.getUint16(at + 28, true);
  const nameBytes = bytes.subarray(at + RECORD_LENGTH, nameEnd);
  const flags = view.getUint16(at + 8, true);
  const name = decodeName(op, nameBytes, (flags & UTF8) !== 0, declaredAt);
  const refuse = (expected: string, got: string, hint = DAMAGED): never => {
    throw new FormatError(op, `${JSON.stringify(name)} ${expected}`, got, declaredAt, hint);
  };
  if ((flags & ENCRYPTED) !== 0) refuse("must not be encrypted", "an encrypted entry", "Decrypt the archive first.");
  if ((flags & ~KNOWN) !== 0) refuse("must need nothing but deflate", `flags 0x${flags.toString(16)}`, RESAVE);
  const method = view.getUint16(at + 10, true);
  if (method !== STORED && method !== DEFLATED) refuse("must be stored or deflated", `method ${method}`, RESAVE);
  const extra = bytes.subarray(nameEnd, nameEnd + view.getUint16(at + 30, true));
  const told = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  const [size, compressed, offset] = readWide(extra, told) ?? refuse("must have its sizes", "none");
  if (![0, 0xffff].includes(view.getUint16(at + 34, true))) refuse("must be in the one part", "another part");
  const deflated = method === DEFLATED;
  if (deflated ? size > EXPANSION * compressed : size !== compressed) {
    const expected = deflated
      ? `must have at most ${EXPANSION} bytes for each of its ${compressed}`
      : `must have ${compressed} bytes`;
    refuse(expected, `${size}`);
  }
  const described = (flags & DESCRIBED) !== 0;
  const crc = view.getUint32(at + 16, true);
  return { name, nameBytes, deflated, described, crc, compressed, size, at: offset, limit: directory.at, declaredAt };
}

/**
 * Replaces the numbers that are too large for 32 bits by those of the zip64 extra field.
 *
 * @param told what stands in 32 bits, in the order of the extra field; all ones where it is there
 * @returns `undefined` where the field is too short, or any field of `extra` is not whole
 * @see APPNOTE.TXT 6.3.10, section 4.5.3
 */
export function readWide(extra: Uint8Array, told: readonly number[]): readonly number[] | undefined {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.length);
  let field: DataView | undefined;
  for (let at = 0; at < extra.length;) {
    if (at + 4 > extra.length) return undefined;
    const length = view.getUint16(at + 2, true);
    if (at + 4 + length > extra.length) return undefined;
    if (view.getUint16(at, true) === 1) field = new DataView(extra.buffer, extra.byteOffset + at + 4, length);
    at += 4 + length;
  }
  let next = 0;
  const values: number[] = [];
  for (const value of told) {
    if (value !== 0xffffffff) values.push(value);
    else {
      if (field === undefined || next + 8 > field.byteLength) return undefined;
      values.push(getUint53(field, next));
      next += 8;
    }
  }
  return values;
}

/** A name in UTF-8; without the flag for it, in ASCII: what other bytes mean then nobody can tell. */
function decodeName(op: string, bytes: Uint8Array, utf8: boolean, at: number): string {
  const own = new Uint8Array(bytes); // browsers decode no text that lies in shared memory
  if (!utf8 && own.some((byte) => byte > 0x7f)) {
    throw new FormatError(op, "names must be in ASCII, or be marked as UTF-8", "other bytes", at, RESAVE);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(own);
  } catch {
    throw new FormatError(op, "names must be in UTF-8", "other bytes", at, DAMAGED);
  }
}

/** Gives each entry the place of the next as its limit. @throws {FormatError} when one does not end before it */
function limited(op: string, entries: readonly ZipEntry[], { at: end }: Directory): readonly ZipEntry[] {
  const inPlace = entries.toSorted((a, b) => a.at - b.at);
  const limits = new Map(inPlace.map((entry, i) => [entry, inPlace[i + 1]?.at ?? end]));
  return entries.map((entry) => {
    const limit = limits.get(entry) ?? end;
    const least = entry.at + LOCAL_LENGTH + entry.nameBytes.length + entry.compressed;
    if (least <= limit) return { ...entry, limit };
    const expected = `${JSON.stringify(entry.name)} must end before what follows it, at byte ${limit}`;
    throw new FormatError(op, expected, `byte ${least} (an overlap)`, entry.declaredAt, DAMAGED);
  });
}
