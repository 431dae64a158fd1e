import type { Pixels } from "../pixels.js";
import { zigzag } from "./blocks.js";
import { forwardDct } from "./forward-dct.js";
import { type Code, optimalCode } from "./optimal-code.js";
import { stepsOf } from "./quantization.js";

/**
 * Pixels as a baseline JPEG file: 4:4:4, so that no colour is blurred, in codes made for the image.
 *
 * @param quality a whole number from 1 to 100, on libjpeg's scale
 * @see ITU-T T.81 (JPEG) and T.871 (JFIF)
 */
export function jpegOf(image: Pixels, quality: number): Uint8Array<ArrayBuffer> {
  const { width, height } = image;
  const steps = stepsOf(quality);
  const count = image.channels === 1 ? 1 : 3;
  const planes = Array.from({ length: count }, (_, c) => quantized(image, c, steps[c === 0 ? 0 : 1]));
  const blocks = planes[0].length / 64;
  const kinds = planes.map((_, c) => (c === 0 ? 0 : 1));
  const frequencies = [0, 1].map(() => ({ dc: new Uint32Array(256), ac: new Uint32Array(256) }));
  eachSymbol(planes, blocks, (c, table, symbol) => frequencies[kinds[c]][table][symbol]++);
  const codes = frequencies
    .slice(0, count === 1 ? 1 : 2)
    .map(({ dc, ac }) => ({ dc: optimalCode(dc), ac: optimalCode(ac) }));

  const out = new BitWriter();
  out.bytes(0xff, 0xd8);
  out.segment(0xe0, [...new TextEncoder().encode("JFIF\0"), 1, 2, 0, 0, 1, 0, 1, 0, 0]);
  codes.forEach((_, kind) => out.segment(0xdb, [kind, ...Array.from(zigzag, (k) => steps[kind][k])]));
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  out.segment(0xc0, [8, ...size, count, ...kinds.flatMap((kind, c) => [c + 1, 0x11, kind])]);
  codes.forEach(({ dc, ac }, kind) => {
    out.segment(0xc4, [kind, ...dc.counts, ...dc.symbols]);
    out.segment(0xc4, [16 + kind, ...ac.counts, ...ac.symbols]);
  });
  out.segment(0xda, [count, ...kinds.flatMap((kind, c) => [c + 1, 17 * kind]), 0, 63, 0]);
  eachSymbol(planes, blocks, (c, table, symbol, value, length) => {
    const { codes: words, lengths }: Code = codes[kinds[c]][table];
    out.bits(words[symbol], lengths[symbol]);
    out.bits(value, length);
  });
  return out.finish();
}

/** The coefficients of a component in units of their steps, block by block, along the diagonals. */
function quantized({ width, height, channels, data }: Pixels, component: number, steps: Uint8Array): Int16Array {
  const [columns, rows] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  const out = new Int16Array(64 * columns * rows);
  const samples = new Float64Array(64);
  const coefficients = new Float64Array(64);
  for (let block = 0; block < columns * rows; block++) {
    const [y0, x0] = [8 * Math.floor(block / columns), 8 * (block % columns)];
    for (let i = 0; i < 64; i++) {
      const y = Math.min(height - 1, y0 + (i >> 3)); // beyond the edge, the samples at the edge
      const at = (y * width + Math.min(width - 1, x0 + (i & 7))) * channels;
      samples[i] = channels === 1 ? data[at] - 128 : sampleOf(component, data[at], data[at + 1], data[at + 2]);
    }
    forwardDct(samples, coefficients);
    for (let k = 0; k < 64; k++) out[64 * block + k] = Math.round(coefficients[zigzag[k]] / steps[zigzag[k]]);
  }
  return out;
}

/** Luma − 128, or chroma around 0. @see ITU-T T.871, section 7 */
function sampleOf(component: number, r: number, g: number, b: number): number {
  const luma = 0.299 * r + 0.587 * g + 0.114 * b;
  if (component === 0) return luma - 128;
  return component === 1 ? (b - luma) / 1.772 : (r - luma) / 1.402;
}

type Put = (component: number, table: "dc" | "ac", symbol: number, value: number, length: number) => void;

/** What there is to write: a symbol, and `length` bits that tell a value from the others of its length. */
function eachSymbol(planes: readonly Int16Array[], blocks: number, put: Put): void {
  const previous = planes.map(() => 0);
  for (let block = 0; block < blocks; block++) {
    for (let c = 0; c < planes.length; c++) {
      const plane = planes[c];
      const at = 64 * block;
      const difference = plane[at] - previous[c];
      previous[c] = plane[at];
      const length = lengthOf(difference);
      put(c, "dc", length, signed(difference, length), length);
      let zeros = 0;
      for (let k = 1; k < 64; k++) {
        const value = plane[at + k];
        if (value === 0) {
          zeros++;
          continue;
        }
        for (; zeros > 15; zeros -= 16) put(c, "ac", 0xf0, 0, 0);
        const bits = lengthOf(value);
        put(c, "ac", 16 * zeros + bits, signed(value, bits), bits);
        zeros = 0;
      }
      if (zeros > 0) put(c, "ac", 0, 0, 0);
    }
  }
}

/** Bits of a number's magnitude. */
function lengthOf(value: number): number {
  return 32 - Math.clz32(Math.abs(value));
}

/** The bits that stand for a number: a negative one has those of the number less one. */
function signed(value: number, length: number): number {
  return value < 0 ? value + 2 ** length - 1 : value;
}

/** Bytes that grow. */
class BitWriter {
  private out = new Uint8Array(2 ** 16);
  private size = 0;
  private rest = 0;
  private count = 0;

  bytes(...values: readonly number[]): void {
    for (const value of values) this.byte(value);
  }

  segment(marker: number, body: readonly number[]): void {
    const length = body.length + 2;
    this.bytes(0xff, marker, length >> 8, length & 255, ...body);
  }

  bits(value: number, length: number): void {
    this.rest = (this.rest << length) | value;
    this.count += length;
    for (; this.count >= 8; this.count -= 8) {
      const byte = (this.rest >> (this.count - 8)) & 0xff;
      this.byte(byte);
      if (byte === 0xff) this.byte(0);
    }
    this.rest &= 0xff; // less than a byte is left
  }

  finish(): Uint8Array<ArrayBuffer> {
    if (this.count > 0) this.bits(2 ** (8 - this.count) - 1, 8 - this.count);
    this.bytes(0xff, 0xd9);
    return this.out.slice(0, this.size);
  }

  private byte(value: number): void {
    if (this.size === this.out.length) {
      const larger = new Uint8Array(2 * this.size);
      larger.set(this.out);
      this.out = larger;
    }
    this.out[this.size++] = value;
  }
}
