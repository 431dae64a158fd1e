import { type DType, DTypeError, NDArray, ShapeError, ValueError, array } from "@linnet/core";
import type { Part, Parts } from "./parts.js";

/** The elements of a part in memory of their own, row by row. */
export type Cells = TypedArray | string[];

type TypedArray = ReturnType<NDArray["toTypedArray"]>;

/** What the parts of every chunk of a stream have in common. */
export interface RowLayout {
  readonly names: readonly string[];
  readonly kinds: readonly PartKind[];
  readonly build: Parts["build"];
}

interface PartKind {
  /** Of an array; lists of texts have none. */
  readonly dtype: DType | undefined;
  /** Of a row. */
  readonly shape: readonly number[];
  /** Places of a row: a complex element takes two. */
  readonly width: number;
}

/** The layout of a chunk. */
export function layoutOf({ names, parts, build }: Parts): RowLayout {
  return { names, build, kinds: parts.map(kindOfPart) };
}

function kindOfPart(part: Part): PartKind {
  if (!(part instanceof NDArray)) return { dtype: undefined, shape: [], width: 1 };
  const shape: readonly number[] = part.shape.slice(1);
  const places = (part.dtype as DType).startsWith("complex") ? 2 : 1;
  return { dtype: part.dtype, shape, width: shape.reduce((a, b) => a * b, places) };
}

/**
 * Refuses a chunk that does not go on with what came before.
 *
 * @param i of the chunk
 * @throws {ValueError} for other names, {DTypeError} for another dtype, {ShapeError} for rows of another shape
 */
export function requireSameLayout(op: string, layout: RowLayout, chunk: Parts, i: number): void {
  const where = `chunk ${i}`;
  const places = layout.names.map((name) => chunk.names.indexOf(name));
  if (places.some((place, j) => place !== j) || chunk.names.length !== layout.names.length) {
    const expected = `chunks must all hold ${layout.names.join(", ")}`;
    throw new ValueError(op, expected, `${chunk.names.join(", ")} in ${where}`);
  }
  chunk.parts.forEach((part, j) => {
    const [before, now] = [layout.kinds[j], kindOfPart(part)];
    const name = layout.names[j];
    if (before.dtype !== now.dtype) {
      const dtypes = { "the first chunk": before.dtype ?? "text", [where]: now.dtype ?? "text" };
      throw new DTypeError(op, `${name} must have one dtype in all chunks`, dtypes);
    }
    if (String(before.shape) === String(now.shape)) return;
    const shapes = { "the first chunk": before.shape, [where]: now.shape };
    throw new ShapeError(op, `rows of ${name} must have one shape in all chunks`, shapes);
  });
}

/** The elements of a chunk. */
export function cellsOf({ parts }: Parts): readonly Cells[] {
  return parts.map((part) => (part instanceof NDArray ? part.toTypedArray() : [...part]));
}

/** Room for rows, not yet filled. */
export function emptyCells({ kinds }: RowLayout, like: readonly Cells[], rows: number): readonly Cells[] {
  return kinds.map(({ width }, j) => {
    const cells = like[j];
    if (Array.isArray(cells)) return new Array<string>(rows).fill("");
    const Own = cells.constructor as new (length: number) => TypedArray; // of the class that holds the dtype
    return new Own(rows * width);
  });
}

/** Fewer numbers than this are copied one by one, faster than by a call. */
const FEW = 32;

/** Copies `count` rows from row i of `source` to row j of `target`. */
export function copyRows(
  { kinds }: RowLayout,
  source: readonly Cells[],
  i: number,
  target: readonly Cells[],
  j: number,
  count: number,
): void {
  for (let part = 0; part < kinds.length; part++) {
    const { width } = kinds[part];
    const [from, to] = [source[part], target[part]];
    const length = width * count;
    if (length >= FEW && !Array.isArray(from)) {
      (to as TypedArray).set(from.subarray(i * width, i * width + length), j * width); // of the same class
    } else {
      for (let k = 0; k < length; k++) to[j * width + k] = from[i * width + k];
    }
  }
}

/** The first rows in the data's own structure. */
export function builtOf({ kinds, build }: RowLayout, cells: readonly Cells[], rows: number): unknown {
  return build(
    kinds.map(({ dtype, shape, width }, j): Part => {
      const own = cells[j];
      if (Array.isArray(own)) return own.slice(0, rows);
      return array({ data: own.subarray(0, rows * width), shape: [rows, ...shape], dtype });
    }),
  );
}
