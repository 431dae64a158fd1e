import { FormatError } from "../../../errors.js";
import type { Pixels } from "../pixels.js";
import { zigzag } from "./blocks.js";
import { type Frame, parseFrame } from "./frame.js";
import { huffmanTable } from "./huffman.js";
import { orientationOf, upright } from "./orientation.js";
import { type ColorModel, pixelsOf } from "./planes.js";
import { type Tables, readScan } from "./scan.js";

/**
 * The pixels of a JPEG file, baseline or progressive, gray or in colours, turned as its Exif block says. Colour profiles are not
 * applied.
 *
 * @throws {FormatError} when the file is not such a file, and for CMYK, 12 bits, lossless and arithmetic coding
 * @remarks The same samples as libjpeg's with its defaults, bit for bit. Nothing is allocated for more than eight blocks a byte of
 *   the file: memory is at most a multiple of the file's size.
 * @see ITU-T T.81 (JPEG) and T.871 (JFIF)
 */
export function decodeJpeg(op: string, file: Uint8Array): Pixels {
  const tables: Tables = { dc: [], ac: [], quantization: [], restart: 0 };
  let frame: Frame | undefined;
  let jfif = false;
  let adobe: number | undefined;
  let orientation = 1;
  for (let at = 2; ;) {
    const marker = markerAt(op, file, at);
    while (file[at + 1] === 0xff) at++; // markers may have more of these before them
    if (marker === 0xd9) break;
    const body = bodyAt(op, file, at + 2);
    const start = at + 4;
    at = start + body.length;
    if (marker === 0xe0 && startsWith(body, "JFIF\0")) jfif = true;
    else if (marker === 0xe1) orientation = orientationOf(body);
    else if (marker === 0xee && startsWith(body, "Adobe") && body.length >= 12) adobe = body[11];
    else if (marker === 0xdb) readQuantization(op, tables, body, start);
    else if (marker === 0xc4) readHuffman(op, tables, body, start);
    else if (marker === 0xdd) tables.restart = body.length === 2 ? (body[0] << 8) | body[1] : refuse(op, "DRI", start);
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) {
      if (frame !== undefined) throw damaged(op, "there must be one frame", "another", start);
      frame = parseFrame(op, marker, body, start, file.length);
    } else if (marker === 0xda) {
      if (frame === undefined) throw damaged(op, "the frame must come before its scans", "a scan", start);
      at = readScan(op, file, frame, tables, body, at);
    }
  }
  if (frame === undefined || frame.components.some(({ lowest }) => lowest[0] < 0)) {
    throw damaged(op, "there must be data of each component", "the end", file.length);
  }
  const image = pixelsOf(op, frame, tables.quantization, modelOf(frame, jfif, adobe), file.length);
  return upright(image, orientation);
}

/** Which colours three components are: those of JFIF, unless Adobe's mark or the components' names say otherwise. */
function modelOf({ components }: Frame, jfif: boolean, adobe: number | undefined): ColorModel {
  if (components.length === 1) return "gray";
  if (jfif) return "YCbCr";
  if (adobe !== undefined) return adobe === 0 ? "RGB" : "YCbCr";
  return String.fromCharCode(...components.map(({ id }) => id)) === "RGB" ? "RGB" : "YCbCr";
}

/** The marker at a place, which must be one. */
function markerAt(op: string, file: Uint8Array, place: number): number {
  let at = place;
  if (at < file.length && file[at] !== 0xff) throw damaged(op, "a marker must follow", String(file[at]), at);
  while (file[at] === 0xff) at++;
  const marker = file[at];
  if (marker === undefined) {
    throw new FormatError(op, "the file must go on to its end marker", "its end", file.length, "It may be truncated.");
  }
  if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) {
    throw damaged(op, "a segment's marker must follow", `0x${marker.toString(16)}`, at);
  }
  return marker;
}

/** What a segment holds behind its length. */
function bodyAt(op: string, file: Uint8Array, at: number): Uint8Array {
  const length = at + 2 <= file.length ? (file[at] << 8) | file[at + 1] : Infinity;
  if (length < 2) throw damaged(op, "a segment must have 2 bytes at least", String(length), at);
  if (at + length > file.length) {
    throw new FormatError(op, "a segment must be whole", "the file's end", at, "The file may be truncated.");
  }
  return file.subarray(at + 2, at + length);
}

/** @see ITU-T T.81, B.2.4.1 */
function readQuantization(op: string, { quantization }: Tables, body: Uint8Array, start: number): void {
  for (let at = 0; at < body.length;) {
    const [wide, number] = [body[at] >> 4, body[at] & 15];
    const end = at + 1 + 64 * (wide + 1);
    if (wide > 1 || number > 3 || end > body.length) refuse(op, "DQT", start + at);
    const table = new Uint16Array(64);
    for (let k = 0; k < 64; k++) {
      table[zigzag[k]] = wide ? (body[at + 1 + 2 * k] << 8) | body[at + 2 + 2 * k] : body[at + 1 + k];
    }
    quantization[number] = table;
    at = end;
  }
}

/** @see ITU-T T.81, B.2.4.2 */
function readHuffman(op: string, { dc, ac }: Tables, body: Uint8Array, start: number): void {
  for (let at = 0; at < body.length;) {
    const [kind, number] = [body[at] >> 4, body[at] & 15];
    const counts = body.subarray(at + 1, at + 17);
    const end = at + 17 + counts.reduce((sum, count) => sum + count, 0);
    if (kind > 1 || number > 3 || counts.length < 16 || end > body.length) refuse(op, "DHT", start + at);
    (kind === 0 ? dc : ac)[number] = huffmanTable(op, counts, body.subarray(at + 17, end), start + at);
    at = end;
  }
}

function startsWith(body: Uint8Array, text: string): boolean {
  return String.fromCharCode(...body.subarray(0, text.length)) === text;
}

function refuse(op: string, segment: string, at: number): never {
  throw damaged(op, `a ${segment} segment must be as the format has it`, "another", at);
}

function damaged(op: string, expected: string, got: string, at: number): FormatError {
  return new FormatError(op, expected, got, at, "The file may be damaged.");
}
