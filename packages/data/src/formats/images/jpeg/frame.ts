import { FormatError } from "../../../errors.js";

/** One of the planes of an image: luma, or one of the two of chroma. */
export interface Component {
  readonly id: number;
  /** Samples in each direction where the component with the most has `maxH` and `maxV`. */
  readonly h: number;
  readonly v: number;
  /** Which quantization table. */
  readonly table: number;
  /** Samples, and blocks of 8 × 8 that have some. */
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** Blocks from one row of blocks to the next. */
  readonly stride: number;
  /** 64 coefficients a block, in the order of rows. */
  readonly coefficients: Int16Array;
  /** By coefficient, the lowest bit that has been read; −1 before any. */
  readonly lowest: Int8Array;
}

export interface Frame {
  readonly progressive: boolean;
  readonly width: number;
  readonly height: number;
  readonly maxH: number;
  readonly maxV: number;
  /** Units of all components together. */
  readonly unitColumns: number;
  readonly unitRows: number;
  readonly components: readonly Component[];
}

/** Why files of other kinds than baseline and progressive are refused, by marker. */
const kinds: Readonly<Record<number, string>> = {
  0xc3: "a lossless one",
  0xc5: "a hierarchical one",
  0xc6: "a hierarchical one",
  0xc7: "a hierarchical one",
  0xc9: "one in arithmetic coding",
  0xca: "one in arithmetic coding",
  0xcb: "one in arithmetic coding",
  0xcd: "one in arithmetic coding",
  0xce: "one in arithmetic coding",
  0xcf: "one in arithmetic coding",
};

/**
 * What a frame header says, with room for its coefficients.
 *
 * @param body the segment behind its length
 * @param available bytes of the file: each block takes a bit at least, so nothing is allocated for more
 * @throws {FormatError} for kinds that are not read, and for what no image can be
 * @see ITU-T T.81, B.2.2 and A.1
 */
export function parseFrame(op: string, marker: number, body: Uint8Array, at: number, available: number): Frame {
  const wrong = (expected: string, got: string, offset: number): FormatError =>
    new FormatError(op, expected, got, at + offset, "Convert it with another program.");
  if (marker > 0xc2) throw wrong("the image must be a baseline or progressive one", kinds[marker], -2);
  if (body[0] !== 8) throw wrong("samples must have 8 bits", String(body[0]), 0);
  const [height, width, count] = [(body[1] << 8) | body[2], (body[3] << 8) | body[4], body[5]];
  if (width === 0 || height === 0) throw wrong("width and height must be given", `${width} × ${height}`, 1);
  if (count !== 1 && count !== 3) throw wrong("colours must be gray or of three components", componentsName(count), 5);
  if (body.length !== 6 + 3 * count) throw wrong(`a frame header must have ${8 + 3 * count} bytes`, "others", 0);
  const factors = Array.from({ length: count }, (_, i) => body[7 + 3 * i]);
  for (const [i, factor] of factors.entries()) {
    if (factor >> 4 < 1 || factor >> 4 > 4 || (factor & 15) < 1 || (factor & 15) > 4 || body[8 + 3 * i] > 3) {
      throw wrong("sampling factors must be 1 to 4, and tables 0 to 3", "others", 7 + 3 * i);
    }
  }
  const [maxH, maxV] = [Math.max(...factors.map((f) => f >> 4)), Math.max(...factors.map((f) => f & 15))];
  const [unitColumns, unitRows] = [Math.ceil(width / (8 * maxH)), Math.ceil(height / (8 * maxV))];
  const sizes = factors.map((factor, i) => {
    const [h, v] = count === 1 ? [1, 1] : [factor >> 4, factor & 15]; // a single component has nothing to be compared with
    const [w, tall] = count === 1 ? [width, height] : [Math.ceil((width * h) / maxH), Math.ceil((height * v) / maxV)];
    const [columns, rows] = [Math.ceil(w / 8), Math.ceil(tall / 8)];
    const stride = count === 1 ? columns : unitColumns * h;
    const blocks = stride * (count === 1 ? rows : unitRows * v);
    return { id: body[6 + 3 * i], h, v, table: body[8 + 3 * i], width: w, height: tall, columns, rows, stride, blocks };
  });
  const blocks = sizes.reduce((sum, { columns, rows }) => sum + columns * rows, 0);
  if (blocks > 8 * available) {
    throw new FormatError(
      op,
      `${width} × ${height} pixels must have at least a bit a block`,
      `${available} bytes for ${blocks} blocks`,
      at + 1,
      "The file may be truncated.",
    );
  }
  const components = sizes.map(({ blocks: room, ...size }) => ({
    ...size,
    coefficients: new Int16Array(64 * room),
    lowest: new Int8Array(64).fill(-1),
  }));
  const progressive = marker === 0xc2;
  if (count === 1) return { progressive, width, height, maxH: 1, maxV: 1, unitColumns: 1, unitRows: 1, components };
  return { progressive, width, height, maxH, maxV, unitColumns, unitRows, components };
}

function componentsName(count: number): string {
  return count === 4 ? "four (CMYK)" : String(count);
}
