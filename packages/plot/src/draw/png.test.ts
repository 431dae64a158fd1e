/// <reference types="node" />
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rgb } from "../theme/ramp.js";
import { CLEAR, type Pixels, pngUrl } from "./png.js";

const colors: Rgb[] = Array.from({ length: 255 }, (_, i): Rgb => [i, 255 - i, (i * 7) % 256]);

const picture: fc.Arbitrary<Pixels> = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }), seed: fc.nat(1000) })
  .map(({ width, height, seed }) => ({
    width,
    height,
    colors,
    pixels: Uint8Array.from({ length: width * height }, (_, i) => (i * (seed + 1) * 31 + seed) % 256),
  }));

describe("pngUrl", () => {
  it("is read back by zlib and the rules of PNG as the same colours", () => {
    fc.assert(
      fc.property(picture, (image) => {
        const { palette, alpha, rows } = decode(pngUrl(image), image.width);
        for (const [at, index] of image.pixels.entries()) {
          const entry = rows[Math.floor(at / image.width) * (image.width + 1) + (at % image.width) + 1];
          expect(alpha[entry] ?? 255).toBe(index === CLEAR ? 0 : 255);
          if (index !== CLEAR) expect([...palette.subarray(3 * entry, 3 * entry + 3)]).toEqual(colors[index]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("splits more than 65,535 bytes into blocks, and says Adler's sum of them all", () => {
    const image = { width: 512, height: 512, colors, pixels: new Uint8Array(512 * 512).fill(7) };
    expect(decode(pngUrl(image), 512).rows).toHaveLength(513 * 512); // inflate checks the sum
  });

  it("holds no colour that is not used", () => {
    expect(decode(pngUrl({ width: 2, height: 1, colors, pixels: Uint8Array.of(9, 9) }), 2).palette).toEqual(
      Uint8Array.of(9, 246, 63),
    );
  });
});

/** An independent reader: chunks and their sums by hand, the stream by Node's zlib. */
function decode(url: string, width: number): { palette: Uint8Array; alpha: Uint8Array; rows: Uint8Array } {
  const bytes = new Uint8Array(Buffer.from(url.replace("data:image/png;base64,", ""), "base64"));
  const view = new DataView(bytes.buffer);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < bytes.length;) {
    const length = view.getUint32(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(view.getUint32(at + 8 + length)).toBe(crcBitByBit(body));
    chunks.set(String.fromCharCode(...body.subarray(0, 4)), body.slice(4));
    at += 12 + length;
  }
  const empty = new Uint8Array(0);
  expect(new DataView((chunks.get("IHDR") ?? empty).buffer).getUint32(0)).toBe(width);
  const rows = new Uint8Array(inflateSync(chunks.get("IDAT") ?? empty));
  return { palette: chunks.get("PLTE") ?? empty, alpha: chunks.get("tRNS") ?? empty, rows };
}

function crcBitByBit(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) crc = ((crc ^ (byte >> bit)) & 1 ? 0xedb88320 : 0) ^ (crc >>> 1);
  }
  return ~crc >>> 0;
}
