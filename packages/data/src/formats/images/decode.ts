import { type NDArray, array } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { FormatError } from "../../errors.js";
import { type Bytes, asBytes } from "../bytes.js";
import { type ChannelCount, type ImageOptions, requireImageOptions, withChannels } from "./channels.js";
import { decodeJpeg } from "./jpeg/decode.js";
import { type ImageKind, imageKind } from "./kind.js";
import type { Pixels } from "./pixels.js";
import { decodePng } from "./png/decode.js";

/** Rows, columns, channels; 16 bits only from a PNG file that has them. */
export type ImageArray<C extends number = number> = NDArray<"uint8" | "uint16", readonly [number, number, C]>;

/**
 * The pixels of a PNG or JPEG image.
 *
 *     samples from 0 to 255 (uint8), or to 65535 (uint16) of a PNG file of 16 bits
 *
 * PNG is read in every colour type, depth and interlacing; JPEG baseline and progressive, gray and in colours, and turned upright
 * as its Exif block says. The samples are those stored: colour profiles and gamma are not applied. They are the same in Node and in
 * browsers, and of JPEG those of libjpeg, bit for bit.
 *
 * @returns uint8 or uint16 [height, width, channels]
 * @throws {FormatError} when the bytes are not such an image
 * @throws {ValueError} for options that there are not
 * @remarks Memory is at most a multiple of the file's size, whatever its header says.
 * @see W3C, *Portable Network Graphics (PNG) Specification (Third Edition)*; ITU-T T.81 (JPEG)
 * @example
 * const image = decodeImage(bytes, { channels: 3 }); // uint8 [height, width, 3]
 * const scaled = image.astype("float32").div(255);
 */
export function decodeImage<C extends ChannelCount>(
  bytes: Bytes,
  options: ImageOptions<C> & { readonly channels: C },
): ImageArray<C>;
export function decodeImage(bytes: Bytes, options?: ImageOptions): ImageArray;
export function decodeImage(bytes: Bytes, options?: ImageOptions): ImageArray {
  const op = "decodeImage";
  const checked = requireOptions(op, options);
  requireImageOptions(op, checked);
  const file = asBytes(op, bytes);
  const kind = imageKind(file);
  if (kind === "PNG" || kind === "JPEG") return imageOf(op, file, kind, checked);
  throw unknownImage(op, file, kind);
}

/** The image in a PNG or JPEG file. */
export function imageOf(op: string, file: Uint8Array, kind: "PNG" | "JPEG", options: ImageOptions): ImageArray {
  return arrayOf(kind === "PNG" ? decodePng(op, file) : decodeJpeg(op, file), options);
}

export function arrayOf(pixels: Pixels, options: ImageOptions): ImageArray {
  const { height, width, channels, data } = withChannels(pixels, options);
  return array(data, { shape: [height, width, channels] });
}

/** Bytes that are no image, or one of another format. */
export function unknownImage(op: string, { length }: Uint8Array, kind: ImageKind | undefined): FormatError {
  const got = length === 0 ? "no bytes" : kind === undefined ? "other bytes" : `a ${kind} image`;
  const hint =
    kind === undefined
      ? "Check that this is an image."
      : "In a browser loadImage decodes what the browser knows; elsewhere save it as PNG first.";
  return new FormatError(op, "the bytes must be a PNG or JPEG image", got, 0, hint);
}
