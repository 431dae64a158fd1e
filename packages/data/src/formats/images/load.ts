import { requireOptions } from "@linnet/core/extend";
import { type LoadOptions, readBytes } from "../../source/progress.js";
import { type Source, withSource } from "../../source/source.js";
import { type ChannelCount, type ImageOptions, requireImageOptions } from "./channels.js";
import { type ImageArray, arrayOf, imageOf, unknownImage } from "./decode.js";
import { imageKind } from "./kind.js";
import { canDecode, decodeByPlatform } from "./platform-image.js";

/**
 * Reads an image: PNG and JPEG everywhere, and in a browser what else it knows (WebP, GIF, AVIF, …).
 *
 * @returns uint8 or uint16 [height, width, channels]; what the browser decodes has 4 channels unless told otherwise
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} when it is no image that can be read here, naming the file
 * @throws the signal's reason, when it is aborted
 * @remarks PNG and JPEG are decoded as {@link decodeImage} says. What the browser decodes, it decodes its own way: where an image
 *   is not opaque, its colours have gone through a multiplication by the opacity and back, and may be off by some steps.
 * @example
 * const image = await loadImage(path, { channels: 1 }); // uint8 [height, width, 1]
 */
export async function loadImage<C extends ChannelCount>(
  source: Source,
  options: ImageOptions<C> & LoadOptions & { readonly channels: C },
): Promise<ImageArray<C>>;
export async function loadImage(source: Source, options?: ImageOptions & LoadOptions): Promise<ImageArray>;
export async function loadImage(source: Source, options?: ImageOptions & LoadOptions): Promise<ImageArray> {
  const op = "loadImage";
  const checked = requireOptions(op, options);
  requireImageOptions(op, checked);
  return withSource(op, source, checked, async (file) => {
    const bytes = await readBytes(file, 0, file.size);
    const kind = imageKind(bytes);
    if (kind === "PNG" || kind === "JPEG") return imageOf(op, bytes, kind, checked);
    if (kind === undefined || !canDecode()) throw unknownImage(op, bytes, kind);
    return arrayOf(await decodeByPlatform(op, bytes, kind), checked);
  });
}
