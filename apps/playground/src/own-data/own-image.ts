import { decimal } from "../ui/format.js";
import type { Gray } from "./shrink.js";

/** A picture that a visitor brought, as a gray matrix. */
export interface OwnImage {
  /** Of the file. */
  readonly name: string;
  readonly rows: Gray;
  /** Pixels of the file's own picture. */
  readonly height: number;
  readonly width: number;
}

/** A visitor who has not brought a picture yet. */
export const NO_IMAGE: OwnImage = { name: "", rows: [], height: 0, width: 0 };

/** Says what the picture has become. */
export function tellImage({ name, rows, height, width }: OwnImage): string {
  const size = `${rows[0].length} × ${rows.length} pixels in gray`;
  const isWhole = rows.length === height && rows[0].length === width;
  return isWhole
    ? `${name}: ${size}.`
    : `${name}: ${size}, each the mean of a part of its ${decimal(width)} × ${decimal(height)}.`;
}
