/** Formats of images, as far as they are told apart. */
export type ImageKind = "PNG" | "JPEG" | "WebP" | "GIF" | "BMP" | "TIFF" | "AVIF" | "HEIC";

/** What bytes begin with, and after how many others. */
const marks: readonly (readonly [ImageKind, string, number])[] = [
  ["PNG", "\x89PNG\r\n\x1a\n", 0],
  ["JPEG", "\xff\xd8\xff", 0],
  ["WebP", "WEBP", 8],
  ["GIF", "GIF8", 0],
  ["BMP", "BM", 0],
  ["TIFF", "II*\0", 0],
  ["TIFF", "MM\0*", 0],
  ["AVIF", "ftypavif", 4],
  ["AVIF", "ftypavis", 4],
  ["HEIC", "ftyphei", 4],
  ["HEIC", "ftypmif1", 4],
];

/** The format of an image by its first bytes, whatever its name. */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  return marks.find(([, mark, at]) => start.startsWith(mark, at))?.[0];
}
