import { type NDArray, ValueError } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { platform } from "#platform";
import { type JpegOptions, encodeJpeg, encodePng } from "./encode.js";

/**
 * Writes an image as a file, all of it or nothing, in the format that its name ends with: `.png`, `.jpg` or `.jpeg`.
 *
 * @param x as {@link encodePng} and {@link encodeJpeg} take it
 * @throws {ValueError} for a name that ends otherwise, and for a quality of a PNG file
 * @throws {FileError} when the file cannot be written, and in a browser, which has none
 * @throws as the encoders
 * @example
 * await saveImage("weights.png", image);
 */
export async function saveImage(
  path: string | URL,
  x: NDArray<"uint8" | "uint16">,
  options?: JpegOptions,
): Promise<void> {
  const op = "saveImage";
  const checked = requireOptions(op, options);
  const ending = /\.(png|jpe?g)$/i.exec(path instanceof URL ? path.pathname : String(path))?.[1].toLowerCase();
  if (ending === undefined) throw new ValueError(op, "path must end with .png, .jpg or .jpeg", `"${String(path)}"`);
  if (ending === "png" && checked.quality !== undefined) {
    throw new ValueError(op, "PNG must be without a quality: it has no loss", checked.quality);
  }
  // whether it has 8 bits, the encoder looks
  const bytes = ending === "png" ? encodePng(x) : encodeJpeg(x as NDArray<"uint8">, checked);
  await platform.writeFile(op, path, bytes);
}
