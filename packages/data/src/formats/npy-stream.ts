import { type NDArray, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { FormatError } from "../errors.js";
import type { FileReader } from "../platform/file.js";
import { type LoadOptions, readExactly } from "../source/progress.js";
import { type Source, inFile, openInOrder } from "../source/source.js";
import type { Convert } from "./convert.js";
import { bytesPerElement } from "./encoding.js";
import { Filling, PORTION } from "./filling.js";
import { type NpyOptions, shapedAs, storedOf } from "./npy.js";
import { type NpyHeader, elementBytes, readNpyHeader, requireNpyEnd } from "./npy-header.js";
import { readElements } from "./read-elements.js";

export interface StreamNpyOptions extends NpyOptions, LoadOptions {
  /** Rows of a block, the last one's may be fewer; default what fits in 8 MB, one at least. Rows without elements come in one block. */
  readonly rows?: number;
}

/** Bytes of a block unless the number of its rows is given. */
const BLOCK = 2 ** 23;

/**
 * The rows of an npy file of any size, block by block: entries `[first : first + rows]` along the first axis.
 *
 * @returns arrays `[rows, …]`, one in memory at a time if each is disposed when it is done with, or dropped
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} as `decodeNpy`, naming the file; for an array without axes, and for one in Fortran order that comes from
 *   an address
 * @throws {ValueError} unless `rows` is a positive integer
 * @throws the signal's reason, when it is aborted
 * @remarks What comes from an address is read as it arrives. Rows of a file in Fortran order are gathered from their columns, one
 *   read a column and block: few rows of many columns are slow.
 * @example
 * let moments = RunningMoments.empty(2);
 * for await (const block of streamNpy(encodeNpy(ones([6, 2])), { rows: 4 })) { // or of a path, or an address
 *   moments = moments.update(block);
 *   block.dispose();
 * }
 * moments.count; // 6
 */
export async function* streamNpy(source: Source, options?: StreamNpyOptions): AsyncGenerator<NDArray> {
  const op = "streamNpy";
  const { rows, convert, ...load } = requireOptions<StreamNpyOptions>(op, options);
  if (rows !== undefined && !(Number.isInteger(rows) && rows > 0)) {
    throw new ValueError(op, "rows must be a positive integer", kindOf(rows));
  }
  const file = await openInOrder(op, source, load);
  try {
    const header = await readNpyHeader(op, file);
    requireRows(op, file, header);
    yield* blocksOf(op, file, header, rows, convert);
    await requireNoMore(op, file, header);
    file.finished?.();
  } catch (error) {
    throw inFile(error, file.path);
  } finally {
    await file.close();
  }
}

async function* blocksOf(
  op: string,
  file: FileReader,
  header: NpyHeader,
  rows: number | undefined,
  convert: Convert | undefined,
): AsyncGenerator<NDArray> {
  const [n, ...row] = header.shape;
  const rowBytes = elementBytes(header) / Math.max(1, n);
  const step = rowBytes === 0 ? n : (rows ?? Math.max(1, Math.floor(BLOCK / rowBytes)));
  for (let first = 0; first < n; first += step) {
    const count = Math.min(step, n - first);
    if (header.fortranOrder) yield await gathered(op, file, header, first, count, convert);
    else {
      const at = header.at + first * rowBytes;
      yield await readElements(op, file, { ...header, shape: [count, ...row], at }, convert);
    }
  }
}

/** Rows of a file in Fortran order: of each column, the run of elements that they have in it. */
async function gathered(
  op: string,
  file: FileReader,
  header: NpyHeader,
  first: number,
  count: number,
  convert: Convert | undefined,
): Promise<NDArray> {
  const [n, ...row] = header.shape;
  const block = { ...header, shape: [count, ...row] };
  const filling = new Filling(op, storedOf(block), convert);
  const width = bytesPerElement[header.encoding];
  const portion = new Uint8Array(Math.min(PORTION, count * width));
  for (let done = 0; done < filling.length;) {
    const column = Math.floor(done / (count * width));
    const into = done - column * count * width;
    const at = header.at + (column * n + first) * width + into;
    const bytes = portion.subarray(0, count * width - into);
    await readExactly(op, file, bytes, at);
    filling.put(bytes, done, at);
    done += bytes.length;
  }
  return shapedAs(block, filling.array);
}

function requireRows(op: string, file: FileReader, header: NpyHeader): void {
  const { shape, fortranOrder, declaredAt } = header;
  if (file.size !== Infinity) requireNpyEnd(op, header, file.size);
  if (shape.length === 0) {
    throw new FormatError(op, "the array must have rows", "shape ()", declaredAt, "Read it with loadNpy.");
  }
  if (fortranOrder && file.inOrder === true) {
    const hint = "Load it as a whole with loadNpy, or save it with NumPy's ascontiguousarray.";
    throw new FormatError(op, "rows from an address must lie in C order", "Fortran order", declaredAt, hint);
  }
}

/** Where a server did not say how long the file is, its end says it. */
async function requireNoMore(op: string, file: FileReader, header: NpyHeader): Promise<void> {
  if (file.size !== Infinity) return;
  const end = header.at + elementBytes(header);
  requireNpyEnd(op, header, end + (await file.readInto(new Uint8Array(1), end)));
}
