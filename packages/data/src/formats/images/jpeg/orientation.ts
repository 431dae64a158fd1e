import type { Pixels } from "../pixels.js";

/**
 * How a camera was held, 1 to 8, from the Exif block of a file; 1, upright, where it does not say.
 *
 * @param body the APP1 segment behind its length
 * @see CIPA DC-008, *Exchangeable image file format (Exif)*, tag 0x0112
 */
export function orientationOf(body: Uint8Array): number {
  const marked = String.fromCharCode(...body.subarray(0, 6)) === "Exif\0\0";
  if (!marked || body.length < 14) return 1;
  const tiff = new DataView(body.buffer, body.byteOffset + 6, body.length - 6);
  const little = tiff.getUint16(0) === 0x4949; // "II"
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return 1;
  const entries = tiff.getUint16(directory, little);
  for (let at = directory + 2, i = 0; i < entries && at + 12 <= tiff.byteLength; i++, at += 12) {
    if (tiff.getUint16(at, little) !== 0x0112) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The image as it was seen: mirrored, turned, or both. */
export function upright(image: Pixels & { readonly data: Uint8Array }, orientation: number): Pixels {
  if (orientation === 1) return image;
  const { width, height, channels, data } = image;
  const turned = orientation > 4; // rows become columns
  const mirrored = [2, 3, 7, 8].includes(orientation); // of what is read along a row of the result
  const flipped = [3, 4, 6, 7].includes(orientation); // of the other direction
  const [w, h] = turned ? [height, width] : [width, height];
  const out = new Uint8Array(data.length);
  let to = 0;
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [column, row] = turned
        ? [mirrored ? width - 1 - y : y, flipped ? height - 1 - x : x]
        : [mirrored ? width - 1 - x : x, flipped ? height - 1 - y : y];
      for (let c = 0; c < channels; c++) out[to++] = data[(row * width + column) * channels + c];
    }
  }
  return { ...image, width: w, height: h, data: out };
}
