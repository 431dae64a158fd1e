import type { Rgb } from "../theme/ramp.js";

/** A picture of at most 255 colours; `pixels` are row-major indices into `colors`, and {@link CLEAR} is transparent. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly colors: readonly Rgb[];
}

/** The index of a transparent pixel. */
export const CLEAR = 255;

/**
 * A PNG as a data URL. The pixels are stored, not compressed: a compressor would have to be the same one in Node and in browsers
 * for the bytes to agree, and synchronous.
 *
 * @see Portable Network Graphics (PNG) Specification, 2nd ed., W3C 2003; RFC 1950 and 1951 for the stream inside
 */
export function pngUrl({ width, height, pixels, colors }: Pixels): string {
  const used = [...new Set(pixels)].sort((a, b) => a - b);
  const position = new Uint8Array(256);
  for (const [k, index] of used.entries()) position[index] = k;
  const rows = new Uint8Array((width + 1) * height); // each row starts with its filter, 0 = none
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) rows[i * (width + 1) + j + 1] = position[pixels[i * width + j]];
  }
  const palette = Uint8Array.from(used.flatMap((index) => [...(index === CLEAR ? [0, 0, 0] : colors[index])]));
  const alpha = Uint8Array.from(used, (index) => (index === CLEAR ? 0 : 255));
  const header = new Uint8Array([...bigEndian(width), ...bigEndian(height), 8, 3, 0, 0, 0]);
  const file = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    chunk("PLTE", palette),
    ...(used.includes(CLEAR) ? [chunk("tRNS", alpha)] : []),
    chunk("IDAT", stored(rows)),
    chunk("IEND", new Uint8Array(0)),
  ];
  return `data:image/png;base64,${base64(join(file))}`;
}

/** A zlib stream of stored blocks, at most 65,535 bytes each. */
function stored(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < bytes.length; at += 65535) {
    const block = bytes.subarray(at, at + 65535);
    const last = at + block.length >= bytes.length ? 1 : 0;
    const [low, high] = [block.length & 255, block.length >> 8];
    parts.push(Uint8Array.of(last, low, high, ~low & 255, ~high & 255), block);
  }
  parts.push(Uint8Array.from(bigEndian(adler32(bytes))));
  return join(parts);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = join([Uint8Array.from(type, (character) => character.charCodeAt(0)), data]);
  return join([Uint8Array.from(bigEndian(data.length)), body, Uint8Array.from(bigEndian(crc32(body)))]);
}

function bigEndian(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (let start = 0; start < bytes.length; start += 2800) {
    const end = Math.min(start + 2800, bytes.length); // as many as stay below 2³¹ before the remainders are taken
    for (let i = start; i < end; i++) {
      a += bytes[i];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

/** The CRC of ISO 3309, eight bits at a time. */
function crc32(bytes: Uint8Array): number {
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  let c = 0xffffffff;
  for (const byte of bytes) c = table[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}
