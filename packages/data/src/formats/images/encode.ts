import { DTypeError, type NDArray, ShapeError, ValueError } from "@linnet/core";
import { dense, elements, kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { jpegOf } from "./jpeg/encode.js";
import type { Pixels } from "./pixels.js";
import { pngOf } from "./png/encode.js";

export interface JpegOptions {
  /** From 1 (small) to 100 (true), on libjpeg's scale. Default 90. */
  readonly quality?: number;
}

/**
 * An image as a PNG file, without loss.
 *
 * @param x uint8 or uint16 [height, width] or [height, width, channels]: gray, gray and opacity, RGB, RGB and opacity
 * @throws {DTypeError} for other dtypes
 * @throws {ShapeError} for other shapes, and for an image without pixels
 * @see W3C, *Portable Network Graphics (PNG) Specification (Third Edition)*
 * @example
 * decodeImage(encodePng(x)); // x
 */
export function encodePng(x: NDArray<"uint8" | "uint16">): Uint8Array<ArrayBuffer> {
  return pngOf(pixelsOf("encodePng", x, 4));
}

/**
 * An image as a JPEG file: baseline, 4:4:4 (no colour is blurred), in Huffman codes made for the image.
 *
 * @param x uint8 [height, width], [height, width, 1] or [height, width, 3]
 * @throws {DTypeError} for other dtypes
 * @throws {ShapeError} for other shapes, for an image without pixels, and for one of 65536 or more in a direction
 * @throws {ValueError} for a quality that is not a whole number from 1 to 100
 * @see ITU-T T.81 (JPEG) and T.871 (JFIF)
 * @example
 * const bytes = encodeJpeg(x, { quality: 80 });
 */
export function encodeJpeg(x: NDArray<"uint8">, options?: JpegOptions): Uint8Array<ArrayBuffer> {
  const op = "encodeJpeg";
  const { quality = 90 } = requireOptions(op, options);
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new ValueError(op, "quality must be a whole number from 1 to 100", kindOf(quality));
  }
  const pixels = pixelsOf(op, x, 3);
  if (pixels.data instanceof Uint16Array) {
    throw new DTypeError(op, "x must be of 8 bits", { x: "uint16" }, "Save it as PNG, which keeps 16.");
  }
  if (pixels.channels === 2 || Math.max(pixels.width, pixels.height) > 0xffff) {
    throw new ShapeError(op, "x must be gray or RGB, at most 65535 in each direction", { x: x.shape });
  }
  return jpegOf(pixels, quality);
}

/** The pixels of an array. */
function pixelsOf(op: string, x: NDArray, most: 3 | 4): Pixels {
  requireArray(op, "x", x);
  if (x.dtype !== "uint8" && x.dtype !== "uint16") {
    const hint = 'Scale it first: x.mul(255).astype("uint8") of an x from 0 to 1.';
    throw new DTypeError(op, "x must be uint8 or uint16", { x: x.dtype }, hint);
  }
  const { shape } = x.layout;
  const [height = 0, width = 0, channels = 1] = shape;
  const fits = (shape.length === 2 || shape.length === 3) && channels >= 1 && channels <= most;
  if (!fits || height === 0 || width === 0) {
    const expected = `x must be [height, width] or [height, width, 1 to ${most}], with pixels`;
    throw new ShapeError(op, expected, { x: shape });
  }
  const { storage, type, offset, size } = dense(x);
  const data = elements(storage, type).slice(offset, offset + size);
  return { width, height, channels: channels as Pixels["channels"], data: data as Pixels["data"] }; // both checked above
}
