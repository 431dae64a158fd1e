import { deflateSync } from "fflate";
import { crc32 } from "#platform";
import { LOCAL_LENGTH } from "./entry.js";

/** What becomes an entry. */
export interface ZipContent {
  readonly name: string;
  readonly content: Uint8Array;
}

interface Prepared {
  readonly name: Uint8Array;
  readonly body: Uint8Array;
  readonly size: number;
  readonly crc: number;
  readonly flags: number;
  at: number;
}

const LOCAL = 0x04034b50;
const RECORD = 0x02014b50;
const RECORD_LENGTH = 46;
const END = 0x06054b50;
const END_LENGTH = 22;
const END64 = 0x06064b50;
const END64_LENGTH = 56;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_LENGTH = 20;
/** The zip64 extra field of a local header: two sizes. */
const EXTRA_LENGTH = 20;
/** The version that knows zip64, on Unix (which marks names and permissions). */
const VERSION = 45;
const UNIX = 3 << 8;
/** Read and written by its owner: 0600, in the upper half. */
const PERMISSIONS = 0o600 * 2 ** 16;
/** 1980-01-01, the first day there is: the same contents make the same archive. */
const DATE = 0x21;
const UTF8 = 0x0800;

/**
 * A zip archive as NumPy's `savez` has Python write it: sizes in the zip64 field of every local header, one date, permissions 0600.
 *
 * @param contents shorter than 4 GiB with their headers
 * @param compress whether contents are deflated, or stored as they are
 * @see APPNOTE.TXT 6.3.10, section 4.3
 */
export function writeZip(contents: readonly ZipContent[], compress: boolean): Uint8Array<ArrayBuffer> {
  const entries = contents.map((content) => prepared(content, compress));
  let end = 0;
  for (const entry of entries) {
    entry.at = end;
    end += LOCAL_LENGTH + entry.name.length + EXTRA_LENGTH + entry.body.length;
  }
  const directoryLength = entries.reduce((length, { name }) => length + RECORD_LENGTH + name.length, 0);
  const wide = entries.length >= 0xffff;
  const endLength = (wide ? END64_LENGTH + LOCATOR64_LENGTH : 0) + END_LENGTH;
  const bytes = new Uint8Array(end + directoryLength + endLength);
  const view = new DataView(bytes.buffer);
  let record = end;
  for (const entry of entries) {
    writeLocal(bytes, view, entry, compress);
    record = writeRecord(bytes, view, record, entry, compress);
  }
  writeEnd(view, { at: end, length: directoryLength, count: entries.length }, wide);
  return bytes;
}

function prepared({ name, content }: ZipContent, compress: boolean): Prepared {
  const bytes = new TextEncoder().encode(name);
  return {
    name: bytes,
    body: compress ? deflateSync(content) : content,
    size: content.length,
    crc: crc32(content),
    flags: bytes.length === name.length ? 0 : UTF8,
    at: 0,
  };
}

function writeLocal(bytes: Uint8Array, view: DataView, entry: Prepared, compress: boolean): void {
  const { name, body, size, at } = entry;
  view.setUint32(at, LOCAL, true);
  writeCommon(view, at + 4, entry, compress);
  view.setUint32(at + 18, 0xffffffff, true);
  view.setUint32(at + 22, 0xffffffff, true);
  view.setUint16(at + 28, EXTRA_LENGTH, true);
  bytes.set(name, at + LOCAL_LENGTH);
  const extra = at + LOCAL_LENGTH + name.length;
  view.setUint16(extra, 1, true);
  view.setUint16(extra + 2, EXTRA_LENGTH - 4, true);
  setUint53(view, extra + 4, size);
  setUint53(view, extra + 12, body.length);
  bytes.set(body, extra + EXTRA_LENGTH);
}

function writeRecord(bytes: Uint8Array, view: DataView, at: number, entry: Prepared, compress: boolean): number {
  const { name, body, size } = entry;
  view.setUint32(at, RECORD, true);
  view.setUint16(at + 4, UNIX | VERSION, true);
  writeCommon(view, at + 6, entry, compress);
  view.setUint32(at + 20, body.length, true);
  view.setUint32(at + 24, size, true);
  view.setUint32(at + 38, PERMISSIONS, true);
  view.setUint32(at + 42, entry.at, true);
  bytes.set(name, at + RECORD_LENGTH);
  return at + RECORD_LENGTH + name.length;
}

/** What both headers of an entry begin with, from the version on to the checksum, and the length of its name. */
function writeCommon(view: DataView, at: number, { name, flags, crc }: Prepared, compress: boolean): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, flags, true);
  view.setUint16(at + 4, compress ? 8 : 0, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint16(at + 22, name.length, true);
}

function writeEnd(view: DataView, directory: { at: number; length: number; count: number }, wide: boolean): void {
  const { at, length, count } = directory;
  let end = at + length;
  if (wide) {
    view.setUint32(end, END64, true);
    setUint53(view, end + 4, END64_LENGTH - 12);
    view.setUint16(end + 12, VERSION, true);
    view.setUint16(end + 14, VERSION, true);
    for (const [i, value] of [count, count, length, at].entries()) setUint53(view, end + 24 + 8 * i, value);
    const locator = end + END64_LENGTH;
    view.setUint32(locator, LOCATOR64, true);
    setUint53(view, locator + 8, end);
    view.setUint32(locator + 16, 1, true);
    end = locator + LOCATOR64_LENGTH;
  }
  view.setUint32(end, END, true);
  view.setUint16(end + 8, Math.min(count, 0xffff), true);
  view.setUint16(end + 10, Math.min(count, 0xffff), true);
  view.setUint32(end + 12, length, true);
  view.setUint32(end + 16, at, true);
}

function setUint53(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % 2 ** 32, true);
  view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}
