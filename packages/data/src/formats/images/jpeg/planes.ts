import { FormatError } from "../../../errors.js";
import type { Pixels } from "../pixels.js";
import type { Component, Frame } from "./frame.js";
import { inverseDct } from "./inverse-dct.js";
import { type Plane, upsampleRow } from "./upsample.js";

export type ColorModel = "gray" | "RGB" | "YCbCr";

/**
 * The pixels of a frame whose coefficients have been read.
 *
 * @param at where the file ends, for what is found missing there
 * @throws {FormatError} when a quantization table is missing
 */
export function pixelsOf(
  op: string,
  frame: Frame,
  tables: readonly (Uint16Array | undefined)[],
  model: ColorModel,
  at: number,
): Pixels & { readonly data: Uint8Array } {
  const { width, height, components } = frame;
  const planes = components.map((component) => planeOf(op, component, tables[component.table], at));
  if (model === "gray") {
    const data = new Uint8Array(width * height);
    const [{ samples, stride }] = planes;
    for (let y = 0; y < height; y++) data.set(samples.subarray(y * stride, y * stride + width), y * width);
    return { width, height, channels: 1, data };
  }
  const data = new Uint8Array(3 * width * height);
  const rows = planes.map(() => new Uint8Array(8 * frame.unitColumns * frame.maxH + 2));
  const convert = model === "RGB" ? interleave : toRgb;
  for (let y = 0; y < height; y++) {
    for (const [i, plane] of planes.entries()) upsampleRow(plane, components[i], frame, y, rows[i]);
    convert(rows, data, 3 * y * width, width);
  }
  return { width, height, channels: 3, data };
}

function planeOf(op: string, component: Component, table: Uint16Array | undefined, at: number): Plane {
  if (table === undefined) {
    throw new FormatError(op, "quantization tables must be there", "none", at, "The file may be damaged.");
  }
  const { columns, rows, width, height, coefficients } = component;
  const stride = 8 * columns;
  const samples = new Uint8Array(64 * columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const block = 64 * (row * component.stride + column);
      inverseDct(coefficients, block, table, samples, 8 * (row * stride + column), stride);
    }
  }
  return { samples, width, height, stride };
}

function interleave([r, g, b]: readonly Uint8Array[], out: Uint8Array, at: number, width: number): void {
  for (let x = 0, to = at; x < width; x++, to += 3) {
    out[to] = r[x];
    out[to + 1] = g[x];
    out[to + 2] = b[x];
  }
}

/** 1.402, 0.34414, 0.71414 and 1.772 in units of 2⁻¹⁶. */
const [CR_RED, CB_GREEN, CR_GREEN, CB_BLUE] = [91881, 22554, 46802, 116130];

/**
 *     r = y + 1.402 cr    g = y − 0.34414 cb − 0.71414 cr    b = y + 1.772 cb
 *
 * of chroma around 128, rounded as libjpeg rounds.
 *
 * @see ITU-T T.871, section 7
 */
function toRgb(
  [luma, blue, red]: readonly Uint8Array[],
  out: Uint8ClampedArray | Uint8Array,
  at: number,
  width: number,
): void {
  for (let x = 0, to = at; x < width; x++, to += 3) {
    const y = luma[x];
    const cb = blue[x] - 128;
    const cr = red[x] - 128;
    out[to] = clamp(y + ((CR_RED * cr + 32768) >> 16));
    out[to + 1] = clamp(y + ((-CB_GREEN * cb - CR_GREEN * cr + 32768) >> 16));
    out[to + 2] = clamp(y + ((CB_BLUE * cb + 32768) >> 16));
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
