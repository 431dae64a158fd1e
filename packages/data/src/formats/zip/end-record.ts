import { FormatError } from "../../errors.js";
import { seemsToBe } from "../seems.js";

/** Where a zip archive's central directory lies. */
export interface Directory {
  readonly at: number;
  readonly length: number;
  /** How many entries it has. */
  readonly count: number;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const END_LENGTH = 22;
const END64_LENGTH = 56;
const LOCATOR64_LENGTH = 20;
/** The end record with the longest comment, and what zip64 puts before it: all that has to be read of a file's end. */
export const LONGEST_END: number = END64_LENGTH + LOCATOR64_LENGTH + END_LENGTH + 0xffff;

const DAMAGED = "The file may be damaged.";
const TRUNCATED = "The file may be truncated.";

/** @throws {FormatError} unless a file begins with an entry, or is an archive of none */
export function requireZip(op: string, beginning: Uint8Array): void {
  const [p, k, ...kind] = beginning.subarray(0, 4);
  if (p === 0x50 && k === 0x4b && (String(kind) === "3,4" || String(kind) === "5,6")) return;
  const got = seemsToBe(beginning, "other bytes");
  throw new FormatError(
    op,
    'the file must begin with "PK", as a zip archive',
    got,
    0,
    "Check that this is an npz file.",
  );
}

/**
 * Finds the central directory from the end of a zip archive.
 *
 * @param tail the last bytes of the file, {@link LONGEST_END} of them or all
 * @param size of the file
 * @throws {FormatError} when there is no end record or more than one, when anything follows it, and for archives in several parts
 * @remarks The directory must end where the end records begin: nothing may stand between, nor before the archive.
 * @see APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16
 */
export function findDirectory(op: string, tail: Uint8Array, size: number): Directory {
  const base = size - tail.length;
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  const end = findEnd(op, tail, view, base);
  const at = base + end;
  const refuse = (expected: string, got: string, hint = DAMAGED): never => {
    throw new FormatError(op, expected, got, at, hint);
  };
  const disks = [view.getUint16(end + 4, true), view.getUint16(end + 6, true)];
  const counts = [view.getUint16(end + 8, true), view.getUint16(end + 10, true)];
  const wide = readEnd64(op, view, base, end);
  if (disks.some((disk) => disk !== 0 && !(wide && disk === 0xffff))) {
    refuse("the archive must be in one part", `part ${disks[0]} of several`, "Put its parts together first.");
  }
  const [here, all] = counts;
  const narrow = { at: view.getUint32(end + 16, true), length: view.getUint32(end + 12, true), count: all };
  const directory = wide?.directory ?? narrow;
  if (wide !== undefined) {
    const agree = (told: number, limit: number, value: number): boolean => told === limit || told === value;
    const same =
      agree(here, 0xffff, directory.count) &&
      agree(all, 0xffff, directory.count) &&
      agree(narrow.at, 0xffffffff, directory.at) &&
      agree(narrow.length, 0xffffffff, directory.length);
    if (!same) refuse("the two end records must agree", "others");
  } else if (here !== all) refuse("the archive must be in one part", `${here} of ${all} entries`);
  const stop = wide?.at ?? at;
  if (directory.at + directory.length !== stop) {
    const got = `bytes ${directory.at} to ${directory.at + directory.length}`;
    refuse(`the central directory must end where the end record begins, at byte ${stop}`, got);
  }
  return directory;
}

/** Where the one end record begins whose comment is the end of the file. */
function findEnd(op: string, tail: Uint8Array, view: DataView, base: number): number {
  const found: number[] = [];
  const last = tail.length - END_LENGTH;
  for (let at = tail.lastIndexOf(0x50, last); at >= 0 && last >= 0; at = at > 0 ? tail.lastIndexOf(0x50, at - 1) : -1) {
    const ends = at + END_LENGTH + view.getUint16(at + 20, true) === tail.length;
    if (ends && view.getUint32(at, true) === END) found.push(at);
  }
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    throw new FormatError(op, "there must be one end record", "several", base + found[0], DAMAGED);
  }
  const expected = "the file must end with a zip archive's end record";
  throw new FormatError(op, expected, "other bytes", base + view.byteLength, TRUNCATED);
}

/** What zip64 says before the end record at `end`, if anything. */
function readEnd64(
  op: string,
  view: DataView,
  base: number,
  end: number,
): { readonly directory: Directory; readonly at: number } | undefined {
  const locator = end - LOCATOR64_LENGTH;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR64) return undefined;
  const refuse = (expected: string, got: string, at: number): never => {
    throw new FormatError(op, expected, got, base + at, DAMAGED);
  };
  const record = locator - END64_LENGTH;
  const place = getUint53(view, locator + 8);
  if (record < 0 || view.getUint32(record, true) !== END64 || place !== base + record) {
    return refuse("the zip64 end record must stand before its locator", `byte ${place}`, locator);
  }
  if (getUint53(view, record + 4) !== END64_LENGTH - 12) {
    refuse("the zip64 end record must have 44 bytes", "another length", record);
  }
  const parts = [
    view.getUint32(locator + 4, true),
    view.getUint32(record + 16, true),
    view.getUint32(record + 20, true),
  ];
  if (parts.some((part) => part !== 0) || view.getUint32(locator + 16, true) > 1) {
    refuse("the archive must be in one part", "several", locator);
  }
  const [here, count, length, at] = [24, 32, 40, 48].map((field) => getUint53(view, record + field));
  if (here !== count) refuse("the archive must be in one part", `${here} of ${count} entries`, record);
  return { directory: { at, length, count }, at: base + record };
}

/** A 64-bit count; one that no file can have becomes the nearest double, which no check accepts. */
export function getUint53(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
}
