import { FormatError } from "../../errors.js";
import { getUint53 } from "./end-record.js";
import { LOCAL_LENGTH, type ZipEntry, readWide } from "./entry.js";

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
/** The longest data descriptor. */
export const LONGEST_DESCRIPTOR = 24;
const DAMAGED = "The file may be damaged.";

/**
 * Where an entry's content begins, from the first 30 bytes of its local header.
 *
 * @throws {FormatError} when they are none, or the content would end behind the entry's limit
 */
export function contentPlace(op: string, entry: ZipEntry, beginning: Uint8Array): number {
  const refuse = refusing(op, entry);
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.length);
  if (beginning.length < LOCAL_LENGTH || view.getUint32(0, true) !== LOCAL) {
    refuse("must begin with a local header", "other bytes");
  }
  const place = entry.at + LOCAL_LENGTH + view.getUint16(26, true) + view.getUint16(28, true);
  const end = place + entry.compressed;
  if (end > entry.limit) refuse(`must end before byte ${entry.limit}`, `byte ${end} (an overlap)`);
  return place;
}

/**
 * Compares a local header with what the central directory says.
 *
 * @param header from its beginning to the content
 * @throws {FormatError} when they differ in name, method, checksum or sizes: readers would not agree on what the archive holds
 * @see APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.5.3
 */
export function requireSame(op: string, entry: ZipEntry, header: Uint8Array): void {
  const refuse = refusing(op, entry);
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const nameEnd = LOCAL_LENGTH + view.getUint16(26, true);
  const name = header.subarray(LOCAL_LENGTH, nameEnd);
  if (name.length !== entry.nameBytes.length || name.some((byte, i) => byte !== entry.nameBytes[i])) {
    refuse("must have the same name in its local header", "another");
  }
  const method = view.getUint16(8, true);
  if (method !== (entry.deflated ? 8 : 0)) refuse("must have the same method in its local header", `method ${method}`);
  if (((view.getUint16(6, true) & 8) !== 0) !== entry.described) {
    refuse("must have the same flags in its local header", "others");
  }
  const sizes = readWide(header.subarray(nameEnd), [view.getUint32(22, true), view.getUint32(18, true)]);
  const told = [view.getUint32(14, true), ...(sizes ?? refuse("must have its sizes in its local header", "none"))];
  const later = entry.described && told.every((value) => value === 0);
  const same = told[0] === entry.crc && told[1] === entry.size && told[2] === entry.compressed;
  if (!same && !later) refuse("must have the same sizes and checksum in its local header", "others");
}

/**
 * Checks what follows the content of an entry that is described once more there.
 *
 * @param bytes that follow the content, up to the entry's limit and {@link LONGEST_DESCRIPTOR} of them
 * @throws {FormatError} when they are no data descriptor of this entry: with its mark or without, in 32 or in 64 bits
 * @see APPNOTE.TXT 6.3.10, section 4.3.9
 */
export function requireDescriptor(op: string, entry: ZipEntry, bytes: Uint8Array): void {
  if (!entry.described) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const fits = (at: number, wide: boolean): boolean => {
    const width = wide ? 8 : 4;
    if (at + 4 + 2 * width > bytes.length || view.getUint32(at, true) !== entry.crc) return false;
    const read = (place: number): number => (wide ? getUint53(view, place) : view.getUint32(place, true));
    return read(at + 4) === entry.compressed && read(at + 4 + width) === entry.size;
  };
  const marked = bytes.length >= 4 && view.getUint32(0, true) === DESCRIPTOR;
  if ((marked && (fits(4, false) || fits(4, true))) || fits(0, false) || fits(0, true)) return;
  refusing(op, entry)("must be followed by its sizes and checksum", "others");
}

function refusing(op: string, { name, at }: ZipEntry): (expected: string, got: string) => never {
  return (expected, got) => {
    throw new FormatError(op, `${JSON.stringify(name)} ${expected}`, got, at, DAMAGED);
  };
}
