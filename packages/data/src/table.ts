import { type Columns, NDArray, ShapeError, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/**
 * Columns by name, all of one length: arrays `[n]` of numbers or bools, and lists of strings. `table.columns` is what functions of
 * statistics take.
 *
 * A missing number is NaN, a missing text is "".
 *
 * @example
 * const table = new Table({ height: array([1.7, 1.8]), name: ["Ada", "Bob"] });
 * table.column("height").mean(); // 1.75
 */
export class Table<C extends Columns = Columns> {
  readonly columns: C;
  /** Rows. */
  readonly length: number;

  /**
   * @throws {ShapeError} when columns differ in length, or an array has not one axis
   * @throws {ValueError} when a column is neither an array nor a list of strings, or there is none
   */
  constructor(columns: C) {
    this.length = lengthOf(columns);
    this.columns = Object.freeze({ ...columns });
  }

  /** In their order. */
  get names(): readonly (keyof C & string)[] {
    return Object.keys(this.columns);
  }

  /** @throws {ValueError} when no column has that name */
  column<N extends keyof C & string>(name: N): C[N] {
    if (Object.hasOwn(this.columns, name)) return this.columns[name];
    throw new ValueError("column", `name must be one of ${this.names.join(", ")}`, JSON.stringify(name));
  }
}

/** The length that columns share. */
function lengthOf(columns: Columns): number {
  const op = "Table";
  if (typeof columns !== "object" || columns === null) {
    throw new ValueError(op, "columns must be a record of arrays and lists of strings", kindOf(columns));
  }
  const shapes: Record<string, readonly number[]> = {};
  for (const [name, column] of Object.entries(columns)) {
    if (!(column instanceof NDArray) && !isTexts(column)) {
      throw new ValueError(op, `column "${name}" must be an array or a list of strings`, kindOf(column));
    }
    shapes[name] = column instanceof NDArray ? column.shape : [column.length];
  }
  const [first] = Object.values(shapes);
  if (first === undefined) throw new ValueError(op, "there must be a column", "none");
  if (Object.values(shapes).some((shape) => shape.length !== 1)) {
    throw new ShapeError(op, "columns must have one axis", shapes);
  }
  if (Object.values(shapes).some((shape) => shape[0] !== first[0])) {
    throw new ShapeError(op, "columns must have the same length", shapes);
  }
  return first[0];
}

function isTexts(column: unknown): column is readonly string[] {
  return Array.isArray(column) && column.every((text) => typeof text === "string");
}
