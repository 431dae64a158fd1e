import { zlibSync } from "fflate";
import type { Pixels } from "../pixels.js";
import { SIGNATURE } from "./chunks.js";
import { crc32 } from "./crc.js";
import { paeth } from "./filters.js";

/** The colour type of so many channels. */
const colorTypes: Readonly<Record<Pixels["channels"], number>> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/**
 * Pixels as a PNG file: each row under the filter that leaves the least sum of magnitudes, then deflated.
 *
 * @remarks Level 4 of deflate takes three quarters of the time of level 6, for 5 % more bytes of a photograph.
 * @see PNG, third edition, section 12.7 "Filter selection"
 */
export function pngOf({ width, height, channels, data }: Pixels): Uint8Array<ArrayBuffer> {
  const bits = data instanceof Uint16Array ? 16 : 8;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([bits, colorTypes[channels]], 8);
  const step = channels * (bits >> 3);
  const rows = filtered(bits === 16 ? bigEndian(data) : (data as Uint8Array), height, width * step, step); // 8 bits: checked above
  return joined([SIGNATURE, chunk("IHDR", header), chunk("IDAT", zlibSync(rows, { level: 4 })), chunk("IEND", [])]);
}

/** Sixteen bits as two bytes, the higher first. */
function bigEndian(samples: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(2 * samples.length);
  for (let i = 0; i < samples.length; i++) {
    bytes[2 * i] = samples[i] >> 8;
    bytes[2 * i + 1] = samples[i];
  }
  return bytes;
}

/** Rows as differences from their predictions, a byte before each that names how. */
function filtered(bytes: Uint8Array, height: number, length: number, step: number): Uint8Array {
  const out = new Uint8Array(height * (length + 1));
  const tried = new Uint8Array(length);
  for (let y = 0; y < height; y++) {
    const target = out.subarray(y * (length + 1), (y + 1) * (length + 1));
    let least = Infinity;
    for (let filter = 0; filter < 5; filter++) {
      const sum = filterRow(filter, bytes, y * length, y === 0 ? -1 : (y - 1) * length, step, tried, least);
      if (sum >= least) continue;
      least = sum;
      target[0] = filter;
      target.set(tried, 1);
    }
  }
  return out;
}

/** Filters a row into `out`, and answers the sum of what is left, read as signed bytes, in magnitude: up to `enough`. */
function filterRow(
  filter: number,
  bytes: Uint8Array,
  row: number,
  above: number,
  step: number,
  out: Uint8Array,
  enough: number,
): number {
  let sum = 0;
  for (let i = 0; i < out.length && sum < enough; i++) {
    const a = i < step ? 0 : bytes[row + i - step];
    const b = above < 0 ? 0 : bytes[above + i];
    const c = above < 0 || i < step ? 0 : bytes[above + i - step];
    let predicted = 0;
    if (filter === 1) predicted = a;
    else if (filter === 2) predicted = b;
    else if (filter === 3) predicted = (a + b) >> 1;
    else if (filter === 4) predicted = paeth(a, b, c);
    const left = (bytes[row + i] - predicted) & 0xff;
    out[i] = left;
    sum += left < 128 ? left : 256 - left;
  }
  return sum;
}

function chunk(type: string, data: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
