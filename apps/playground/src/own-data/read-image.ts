import { decodeNpy, loadImage } from "@linnet/data";
import { fileKind } from "./file-kind.js";
import { OwnDataError, reading } from "./own-data-error.js";
import type { OwnImage } from "./own-image.js";
import type { OwnFile } from "./read-table.js";
import { shrink } from "./shrink.js";

/** Bytes of a picture; larger ones take too long to decode. */
export const LARGEST_IMAGE = 2 ** 24;

/** A picture's file, and how many pixels its longer side may have. */
export interface ImageFile extends OwnFile {
  readonly most: number;
}

/**
 * A visitor's picture as a gray matrix of bounded size: PNG, JPEG, what else the browser decodes, or a matrix in an npy file.
 *
 * @throws {OwnDataError} with a sentence, for what is no picture
 */
export async function readImage({ name, content, most }: ImageFile): Promise<OwnImage> {
  if (content.size > LARGEST_IMAGE) throw new OwnDataError(name, "is larger than 16 MB. Bring a smaller picture.");
  const bytes = new Uint8Array(await content.arrayBuffer());
  const kind = fileKind(bytes);
  if (kind === "npy") return reading(name, () => imageOfNpy(name, bytes, most));
  if (kind !== "picture") {
    throw new OwnDataError(
      name,
      `${kind === "empty" ? "is empty" : "is not a picture that can be read here"}. Bring a PNG or a JPEG.`,
    );
  }
  const image = await reading(name, () => loadImage(content, { channels: 1 }));
  const [height, width] = image.shape;
  const top = image.dtype === "uint16" ? 0xffff : 0xff;
  const rows = shrink(image.toTypedArray(), height, width, most);
  return { name, rows: rows.map((row) => row.map((value) => value / top)), height, width };
}

/** A matrix of numbers as a picture: its least number black, its greatest white. */
function imageOfNpy(name: string, bytes: Uint8Array, most: number): OwnImage {
  const x = decodeNpy(bytes, { convert: "float64" });
  if (x.ndim !== 2 || x.size === 0 || x.dtype.startsWith("complex")) {
    throw new OwnDataError(name, `must be a matrix of real numbers; got ${x.dtype} [${x.shape.join(", ")}].`);
  }
  const [height, width]: readonly number[] = x.shape;
  const rows = shrink(x.astype("float64").toTypedArray(), height, width, most);
  const all = rows.flat();
  if (!all.every(Number.isFinite)) throw new OwnDataError(name, "has entries that are not finite. Bring numbers only.");
  const [least, greatest] = [Math.min(...all), Math.max(...all)];
  const spread = greatest > least ? greatest - least : 1;
  return { name, rows: rows.map((row) => row.map((value) => (value - least) / spread)), height, width };
}
