import { NDArray, ShapeError, ValueError } from "@linnet/core";
import { fractionOf, isNumeral, shortestFloat32 } from "../arithmetic/numeral.js";

/** A matrix: an array of two axes, or rows of numbers and numerals (`"1/3"`). */
export type MatrixInput = NDArray | readonly (readonly (number | string)[])[];

/** A vector: an array of one axis, or numbers and numerals. */
export type VectorInput = NDArray | readonly (number | string)[];

/** Entries as they were given, in rows. */
export type Cells = readonly (readonly (number | string)[])[];

/** More rows or columns than this cannot be followed by eye. */
const MOST = 16;

/**
 * A small matrix, checked.
 *
 * @throws {ShapeError} unless `x` is a matrix of 1 to `most` rows and columns
 * @throws {ValueError} for entries that are neither finite numbers nor numerals
 */
export function readMatrix(op: string, name: string, x: MatrixInput, most: number = MOST): Cells {
  requireData(op, name, x);
  const cells = x instanceof NDArray ? rowsOf(op, name, x) : x;
  const shape = [cells.length, ...(Array.isArray(cells[0]) ? [cells[0].length] : [])];
  if (cells.some((row) => !Array.isArray(row) || row.length !== shape[1])) {
    throw new ShapeError(op, `the rows of ${name} must be lists of one length`, { [name]: shape });
  }
  if (shape.length !== 2 || Math.min(...shape) < 1 || Math.max(...shape) > most) {
    const hint = `Explain a part of it: ${name}.slice(":4", ":4").`;
    const expected = `${name} must be a matrix of 1 to ${most} rows and columns`;
    throw new ShapeError(op, expected, { [name]: shape }, Math.max(...shape) > most ? hint : "");
  }
  cells.forEach((row, i) => row.forEach((cell, j) => requireNumber(op, name, cell, [i, j])));
  return cells;
}

/** A small vector as a matrix of one column, checked as `readMatrix` does. */
export function readVector(op: string, name: string, x: VectorInput, most: number = MOST): Cells {
  requireData(op, name, x);
  const isVector = x instanceof NDArray ? x.ndim === 1 : x.every((cell) => !Array.isArray(cell));
  const length = x instanceof NDArray ? x.size : x.length;
  if (!isVector || length < 1 || length > most) {
    const shape: readonly number[] = x instanceof NDArray ? x.shape : [x.length];
    throw new ShapeError(op, `${name} must be a vector of 1 to ${most} entries`, { [name]: shape });
  }
  const cells = x instanceof NDArray ? numbersOf(op, name, x) : x;
  cells.forEach((cell, i) => requireNumber(op, name, cell, [i]));
  return cells.map((cell) => [cell]);
}

/** A square matrix, checked as `readMatrix` does. @throws {ShapeError} */
export function readSquare(op: string, name: string, x: MatrixInput): Cells {
  const cells = readMatrix(op, name, x);
  const shape = [cells.length, cells[0].length];
  if (shape[0] !== shape[1]) throw new ShapeError(op, `${name} must be square`, { [name]: shape });
  return cells;
}

/** A matrix and a vector with an entry for each of its rows, checked as `readMatrix` and `readVector` do. @throws {ShapeError} */
export function readSystem(op: string, a: MatrixInput, b: VectorInput): readonly [A: Cells, b: Cells] {
  const [left, right] = [readMatrix(op, "a", a), readVector(op, "b", b)];
  if (left.length === right.length) return [left, right];
  const shapes = { a: [left.length, left[0].length], b: [right.length] };
  throw new ShapeError(op, `rows ${left.length} of a and ${right.length} of b differ`, shapes);
}

/** Where a square matrix is not symmetric: its first such entry. */
export function asymmetryOf(cells: Cells): readonly [row: number, column: number] | undefined {
  for (const [i, row] of cells.entries()) {
    const j = row.findIndex((cell, k) => k > i && !fractionOf(cell).equals(fractionOf(cells[k][i])));
    if (j >= 0) return [i, j];
  }
  return undefined;
}

/** @throws {ValueError} unless a square matrix is symmetric */
export function requireSymmetric(op: string, cells: Cells, hint: string = ""): void {
  const at = asymmetryOf(cells);
  if (at === undefined) return;
  const [i, j] = at;
  const got = `${cells[i][j]} at [${i}, ${j}] and ${cells[j][i]} at [${j}, ${i}]`;
  throw new ValueError(op, "a must be symmetric", got, hint);
}

/** Plain JavaScript may pass anything. */
function requireData(op: string, name: string, x: unknown): void {
  if (x instanceof NDArray || Array.isArray(x)) return;
  const got = x === null ? "null" : ArrayBuffer.isView(x) ? x.constructor.name : typeof x;
  throw new ValueError(op, `${name} must be an NDArray or lists of numbers`, got, "Wrap it: array(…).");
}

function rowsOf(op: string, name: string, x: NDArray): Cells {
  if (x.ndim !== 2) throw new ShapeError(op, `${name} must be a matrix`, { [name]: x.shape });
  const flat = numbersOf(op, name, x);
  const [rows, columns]: readonly number[] = x.shape;
  return Array.from({ length: rows }, (_, i) => flat.slice(i * columns, (i + 1) * columns));
}

function numbersOf(op: string, name: string, x: NDArray): readonly number[] {
  const { dtype }: { dtype: string } = x;
  if (dtype.startsWith("complex")) throw new ValueError(op, `${name} must be real`, dtype);
  const flat = Array.from(x.toTypedArray() as ArrayLike<number>);
  return dtype === "float32" ? flat.map((value) => (Number.isFinite(value) ? shortestFloat32(value) : value)) : flat;
}

function requireNumber(op: string, name: string, cell: unknown, index: readonly number[]): void {
  const isNumber = typeof cell === "number" ? Number.isFinite(cell) : typeof cell === "string" && isNumeral(cell);
  if (isNumber) return;
  const got = `${typeof cell === "string" ? `"${cell}"` : String(cell)} at index [${index.join(", ")}]`;
  throw new ValueError(op, `entries of ${name} must be finite numbers or numerals such as "1/3"`, got);
}
