import { unzlibSync } from "fflate";
import { FormatError } from "../../../errors.js";
import type { Pixels } from "../pixels.js";
import { type Chunk, chunksOf } from "./chunks.js";
import { unfilter } from "./filters.js";
import { type Header, parseHeader } from "./header.js";
import { passesOf } from "./passes.js";
import { type Meaning, type Palette, channelsOf, placeRow } from "./samples.js";

/** Deflate makes of a byte at most this many. */
const EXPANSION = 1032;

/**
 * The pixels of a PNG file, of every colour type and depth, interlaced or not. Palettes and transparent colours are applied;
 * gamma and colour profiles are not.
 *
 * @throws {FormatError} when the file is not such a file in every detail that the pixels depend on
 * @remarks Nothing is allocated before the compressed data can hold what the header says: memory is at most a multiple of the
 *   file's size.
 * @see W3C, *Portable Network Graphics (PNG) Specification (Third Edition)*
 */
export function decodePng(op: string, file: Uint8Array): Pixels {
  const { header, palette, transparency, data } = collect(op, file);
  const meaning = meaningOf(op, header, palette, transparency);
  const passes = passesOf(header);
  const length = passes.reduce((sum, pass) => sum + pass.height * (1 + pass.rowBytes), 0);
  const bytes = inflate(op, data, length);
  const channels = channelsOf(header, meaning);
  const size = header.width * header.height * channels;
  const pixels = header.depth === 16 ? new Uint16Array(size) : new Uint8Array(size);
  const step = Math.max(1, (header.samples * header.depth) >> 3);
  let row = 1;
  for (const pass of passes) {
    for (let j = 0; j < pass.height; j++) {
      unfilter(op, bytes, row, j === 0 ? -1 : row - pass.rowBytes - 1, pass.rowBytes, step);
      placeRow(op, header, meaning, pass, bytes, row, pixels, pass.y0 + j * pass.dy);
      row += pass.rowBytes + 1;
    }
  }
  return { width: header.width, height: header.height, channels, data: pixels };
}

interface Parts {
  readonly header: Header;
  readonly palette: Chunk | undefined;
  readonly transparency: Chunk | undefined;
  readonly data: readonly Chunk[];
}

/** The chunks that pixels depend on. */
function collect(op: string, file: Uint8Array): Parts {
  let header: Header | undefined;
  let palette: Chunk | undefined;
  let transparency: Chunk | undefined;
  const data: Chunk[] = [];
  for (const chunk of chunksOf(op, file)) {
    if (header === undefined) header = parseHeader(op, chunk);
    else if (chunk.type === "IDAT") data.push(chunk);
    else if (chunk.type === "PLTE" && palette === undefined && data.length === 0) palette = chunk;
    else if (chunk.type === "tRNS" && transparency === undefined && data.length === 0) transparency = chunk;
    else if (/^[A-Z]/.test(chunk.type) && chunk.type !== "IEND") {
      const expected = "what an image cannot be read without must be IHDR, PLTE and IDAT, in this order";
      throw new FormatError(op, expected, chunk.type, chunk.at - 4, "The file may be damaged.");
    }
  }
  if (header === undefined || data.length === 0) {
    throw new FormatError(op, "there must be an IDAT chunk", "none", file.length, "The file may be damaged.");
  }
  return { header, palette, transparency, data };
}

/** What the palette and the transparency chunk say. */
function meaningOf(op: string, header: Header, palette?: Chunk, transparency?: Chunk): Meaning {
  if (header.color === 3) return { palette: paletteOf(op, palette, transparency), transparent: undefined };
  if (transparency === undefined || header.color > 3) return { palette: undefined, transparent: undefined };
  const { data, at } = transparency;
  if (data.length !== 2 * header.samples) {
    const expected = `tRNS must have ${2 * header.samples} bytes for colour type ${header.color}`;
    throw new FormatError(op, expected, String(data.length), at, "The file may be damaged.");
  }
  const mask = 2 ** header.depth - 1; // only the depth's bits count
  const transparent = Array.from({ length: header.samples }, (_, s) => ((data[2 * s] << 8) | data[2 * s + 1]) & mask);
  return { palette: undefined, transparent };
}

function paletteOf(op: string, chunk?: Chunk, transparency?: Chunk): Palette {
  const length = chunk?.data.length ?? 0;
  const size = length / 3;
  if (chunk === undefined || length === 0 || length % 3 !== 0 || size > 256) {
    const expected = "a palette must have 1 to 256 colours of three bytes";
    throw new FormatError(op, expected, `${length} bytes`, chunk?.at ?? 0, "The file may be damaged.");
  }
  const alpha = transparency?.data ?? new Uint8Array(0);
  if (alpha.length > size) {
    const expected = `tRNS must have at most the palette's ${size} opacities`;
    throw new FormatError(op, expected, String(alpha.length), transparency?.at ?? 0, "The file may be damaged.");
  }
  const colors = new Uint8Array(4 * size);
  for (let i = 0; i < size; i++) {
    colors.set(chunk.data.subarray(3 * i, 3 * i + 3), 4 * i);
    colors[4 * i + 3] = alpha[i] ?? 255;
  }
  return { colors, size, opaque: transparency === undefined };
}

/** The rows of the passes, `length` bytes of them. */
function inflate(op: string, chunks: readonly Chunk[], length: number): Uint8Array {
  const compressed = chunks.reduce((sum, { data }) => sum + data.length, 0);
  const at = chunks[0].at;
  const wrong = (got: string): FormatError =>
    new FormatError(op, `the image's ${length} bytes must be what IDAT holds`, got, at, "The file may be damaged.");
  if (length > EXPANSION * compressed) throw wrong(`at most ${EXPANSION * compressed}`);
  const stream = new Uint8Array(compressed);
  let end = 0;
  for (const { data } of chunks) {
    stream.set(data, end);
    end += data.length;
  }
  let bytes: Uint8Array;
  try {
    bytes = unzlibSync(stream, { out: new Uint8Array(length + 1) }); // one more, to see that there is none
  } catch (cause) {
    if (cause instanceof RangeError) throw wrong("more"); // a stored block that does not fit in
    throw wrong(`a stream that cannot be read: ${cause instanceof Error ? cause.message : String(cause)},`);
  }
  if (bytes.length !== length) throw wrong(bytes.length > length ? "more" : String(bytes.length));
  return bytes;
}
