import { type Columns, DTypeError, type Float, NDArray, ShapeError, ValueError, scope, stack } from "@linnet/core";
import { kindOf, requireArray } from "@linnet/core/extend";
import { requireDistinct } from "./table-check.js";

/**
 * Columns beside one another: a row for each of the table, a column for each name.
 *
 * @throws as `matrix` of a table
 */
export function matrixOf(
  op: string,
  names: readonly string[],
  column: (name: string) => NDArray | readonly string[],
  dtype: Float,
): NDArray {
  if (dtype !== "float64" && dtype !== "float32") {
    throw new DTypeError(op, 'dtype must be "float64" or "float32"', { dtype: String(dtype) });
  }
  if (!Array.isArray(names)) throw new ValueError(op, "names must be a list", kindOf(names));
  if (names.length === 0) throw new ValueError(op, "there must be a column", "none");
  const arrays = names.map((name) => numbersOf(op, name, column(name)));
  const converted = (x: NDArray): NDArray => (x.dtype === dtype ? x : x.astype(dtype));
  return scope((): NDArray => stack(arrays.map(converted), { axis: 1 }));
}

function numbersOf(op: string, name: string, column: NDArray | readonly string[]): NDArray {
  if (column instanceof NDArray) return column;
  const hint = "Leave it out, or make it numbers with OneHotEncoder or OrdinalEncoder of @linnet/stats.";
  throw new ValueError(op, "columns must hold numbers", `texts in column "${name}"`, hint);
}

/**
 * The columns of a matrix, by name: views.
 *
 * @throws as `Table.fromMatrix`
 */
export function columnsOfMatrix(op: string, x: unknown, names: readonly string[]): Columns {
  const matrix = requireArray(op, "x", x);
  if (!Array.isArray(names)) throw new ValueError(op, "names must be a list", kindOf(names));
  requireDistinct(op, names);
  if (matrix.ndim === 2 && matrix.shape[1] === names.length) {
    return Object.fromEntries(names.map((name, j) => [name, matrix.slice(":", j) as NDArray]));
  }
  throw new ShapeError(op, `x must be a matrix with a column for each of ${names.length} names`, { x: matrix.shape });
}
