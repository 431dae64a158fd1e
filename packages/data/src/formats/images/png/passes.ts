import type { Header } from "./header.js";

/** A part of an image that is stored as an image of its own: pixels (x0 + i·dx, y0 + j·dy). */
export interface Pass {
  readonly x0: number;
  readonly y0: number;
  readonly dx: number;
  readonly dy: number;
  readonly width: number;
  readonly height: number;
  /** Bytes of a row, without the byte that names its filter. */
  readonly rowBytes: number;
}

/** Where the seven passes of Adam7 begin, and their steps: x0, y0, dx, dy. */
const ADAM7: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/**
 * The passes of an image, without those that have no pixel: one, or up to seven of an interlaced one.
 *
 * @see PNG, third edition, section 8 "Interlacing and pass extraction"
 */
export function passesOf({ width, height, depth, samples, interlaced }: Header): readonly Pass[] {
  return (interlaced ? ADAM7 : [[0, 0, 1, 1] as const])
    .map(([x0, y0, dx, dy]) => {
      const columns = Math.ceil((width - x0) / dx);
      const rows = Math.ceil((height - y0) / dy);
      return { x0, y0, dx, dy, width: columns, height: rows, rowBytes: Math.ceil((columns * samples * depth) / 8) };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}
