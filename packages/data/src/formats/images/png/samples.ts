import { FormatError } from "../../../errors.js";
import type { Header } from "./header.js";
import type { Pass } from "./passes.js";

/** Colours that indices name: r, g, b, opacity of each in turn. */
export interface Palette {
  readonly colors: Uint8Array;
  readonly size: number;
  readonly opaque: boolean;
}

/** What pixels mean, beside the header. */
export interface Meaning {
  readonly palette: Palette | undefined;
  /** The one colour that is not drawn, as many samples as a pixel has. */
  readonly transparent: readonly number[] | undefined;
}

/** Channels of the image, once palette and transparency are applied. */
export function channelsOf({ color, samples }: Header, { palette, transparent }: Meaning): 1 | 2 | 3 | 4 {
  if (color === 3) return palette?.opaque === false ? 4 : 3;
  if (transparent === undefined) return samples;
  return samples === 1 ? 2 : 4;
}

/**
 * Writes the pixels of one row of a pass to where they belong in the image. Samples of 1, 2 and 4 bits become 8 bits, as
 * `v · 255 / (2ᵈᵉᵖᵗʰ − 1)`, which is whole; an index becomes its colour.
 *
 * @throws {FormatError} for an index beyond the palette
 */
export function placeRow(
  op: string,
  header: Header,
  meaning: Meaning,
  pass: Pass,
  bytes: Uint8Array,
  row: number,
  target: Uint8Array | Uint16Array,
  y: number,
): void {
  const { depth, samples, color, width } = header;
  const channels = channelsOf(header, meaning);
  const { palette, transparent } = meaning;
  if (depth === 8 && channels === samples && color !== 3 && pass.dx === 1) {
    target.set(bytes.subarray(row, row + pass.rowBytes), y * width * channels);
    return;
  }
  const opaque = depth === 16 ? 0xffff : 0xff;
  const scale = depth < 8 ? 255 / (2 ** depth - 1) : 1;
  for (let i = 0; i < pass.width; i++) {
    const to = (y * width + pass.x0 + i * pass.dx) * channels;
    if (color === 3) {
      placeColor(op, palette, sampleAt(bytes, row, i, depth), target, to, channels);
      continue;
    }
    let drawn = transparent === undefined;
    for (let s = 0; s < samples; s++) {
      const value = sampleAt(bytes, row, i * samples + s, depth);
      if (transparent !== undefined && value !== transparent[s]) drawn = true;
      target[to + s] = value * scale;
    }
    if (transparent !== undefined) target[to + samples] = drawn ? opaque : 0;
  }
}

function placeColor(
  op: string,
  palette: Palette | undefined,
  index: number,
  target: Uint8Array | Uint16Array,
  to: number,
  channels: number,
): void {
  if (palette === undefined || index >= palette.size) {
    // the offset is of no byte of the file: the pixels are compressed there
    const expected = `an index must be below the palette's ${palette?.size ?? 0} colours`;
    throw new FormatError(op, expected, String(index), 0, "The file may be damaged.");
  }
  for (let c = 0; c < channels; c++) target[to + c] = palette.colors[4 * index + c];
}

/** The sample at an index of a row; those of less than 8 bits lie from the highest bits of a byte on. */
function sampleAt(bytes: Uint8Array, row: number, index: number, depth: number): number {
  if (depth === 8) return bytes[row + index];
  if (depth === 16) return (bytes[row + 2 * index] << 8) | bytes[row + 2 * index + 1];
  const bit = index * depth;
  return (bytes[row + (bit >> 3)] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}
