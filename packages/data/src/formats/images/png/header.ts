import { FormatError } from "../../../errors.js";
import type { Chunk } from "./chunks.js";

/** What the IHDR chunk says. */
export interface Header {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample, or of an index into the palette. */
  readonly depth: number;
  readonly color: ColorType;
  /** Samples of a stored pixel. */
  readonly samples: 1 | 2 | 3 | 4;
  readonly interlaced: boolean;
}

/** Gray, RGB, indices into a palette, gray with opacity, RGB with opacity. */
type ColorType = 0 | 2 | 3 | 4 | 6;

const kinds: ReadonlyMap<
  number,
  Readonly<Pick<Header, "color" | "samples"> & { depths: readonly number[] }>
> = /* @__PURE__ */ new Map([
  [0, { color: 0, samples: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { color: 2, samples: 3, depths: [8, 16] }],
  [3, { color: 3, samples: 1, depths: [1, 2, 4, 8] }],
  [4, { color: 4, samples: 2, depths: [8, 16] }],
  [6, { color: 6, samples: 4, depths: [8, 16] }],
]);

/** @throws {FormatError} for sizes, depths, colour types and methods that the format has not */
export function parseHeader(op: string, { type, data, at }: Chunk): Header {
  const wrong = (expected: string, got: unknown, offset: number): FormatError =>
    new FormatError(op, expected, String(got), at + offset, "The file may be damaged.");
  if (type !== "IHDR" || data.length !== 13) {
    throw wrong("the first chunk must be IHDR of 13 bytes", `${type} of ${data.length}`, -4);
  }
  const view = new DataView(data.buffer, data.byteOffset, 13);
  const [width, height, depth] = [view.getUint32(0), view.getUint32(4), data[8]];
  for (const [i, size] of [width, height].entries()) {
    if (size < 1 || size >= 2 ** 31) throw wrong("width and height must be 1 to 2³¹ − 1", size, 4 * i);
  }
  const kind = kinds.get(data[9]);
  if (kind === undefined) throw wrong("the colour type must be 0, 2, 3, 4 or 6", data[9], 9);
  if (!kind.depths.includes(depth)) {
    throw wrong(`colour type ${data[9]} must have ${kind.depths.join(", ")} bits`, depth, 8);
  }
  if (data[10] !== 0 || data[11] !== 0)
    throw wrong("compression and filter method must be 0", data[10] || data[11], 10);
  if (data[12] > 1) throw wrong("the interlace method must be 0 or 1", data[12], 12);
  return { width, height, depth, color: kind.color, samples: kind.samples, interlaced: data[12] === 1 };
}
