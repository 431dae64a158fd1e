import { type Columns, type DType, type Dim, type Float, NDArray, ValueError, array, concat, take } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { inOrder, lengthOf, listed, placeOf, positionsOf, requireAlike, requireDistinct } from "./table-check.js";
import { columnsOfMatrix, matrixOf } from "./table-matrix.js";
import { type TableJson, tableJson, tableOfJson } from "./table-json.js";
import { printed } from "./table-print.js";
import { columnsOfRows, rowsOf, rowsWhere } from "./table-rows.js";
import type {
  CellValue,
  ColumnsOf,
  Cut,
  Listed,
  MatrixShape,
  Names,
  NumberNames,
  Renamed,
  Row,
  Selected,
  With,
  Without,
} from "./table-typed.js";

/**
 * Columns by name, all of one length: arrays `[n]` of numbers or bools, and lists of strings. `table.columns` is what functions of
 * statistics take, and `table.matrix()` what models learn from.
 *
 * A missing number is NaN, a missing text is "". A table does not change, and shares its columns with those made from it.
 *
 * @remarks `names` are in their own order. A record such as `columns` is in JavaScript's: names like "7" first, ascending.
 * @example
 * const table = new Table({ height: array([1.7, 1.8]), name: ["Ada", "Bob"] });
 * table.column("height").mean().item(); // 1.75
 * table.filter((row) => row.height > 1.75).column("name"); // ["Bob"]
 */
export class Table<C extends Columns = Columns> {
  readonly columns: Listed<C>;
  /** In their order. */
  readonly names: readonly Names<C>[];
  /** Rows. */
  readonly length: number;

  /**
   * @param columns arrays and lists, which are not copied
   * @param names all of them in the order that the table is to have. Default: that of the record
   * @throws {ShapeError} when columns differ in length, or an array has not one axis
   * @throws {DTypeError} for complex numbers
   * @throws {ValueError} when a column is neither an array nor a list of strings, or there is none; when `names` are not those
   */
  constructor(columns: Listed<C>, names?: readonly Names<C>[]) {
    this.length = lengthOf(columns);
    this.columns = Object.freeze({ ...columns });
    this.names = Object.freeze(inOrder(Object.keys(columns), names));
    Object.defineProperty(this, Symbol.for("nodejs.util.inspect.custom"), { value: () => this.toString() });
  }

  /**
   * A table from records: a column for each name that one of them has, in the order in which they are first met. Numbers become
   * float64, booleans bool. A value that is `null`, `undefined` or not there is missing.
   *
   * @throws {ValueError} for what is no record, for a value that is none of these, and for values of different kinds in one column
   * @example
   * Table.fromRows([{ name: "Ada", height: 1.7 }, { name: "Bob", height: null }]).column("height").toArray(); // [1.7, NaN]
   */
  static fromRows<R extends { readonly [K in keyof R]: CellValue }>(rows: Iterable<R>): Table<ColumnsOf<R>> {
    const { columns, names } = columnsOfRows("Table.fromRows", rows);
    return new Table(columns, names) as unknown as Table<ColumnsOf<R>>; // each by the kind of its values
  }

  /**
   * A table whose columns are those of a matrix: views.
   *
   * @param x shape `[n, K]`
   * @param names of its K columns, in their order
   * @throws {ShapeError} for other than a matrix with a column for each name
   * @throws {ValueError} for a name that is there twice
   * @example
   * Table.fromMatrix(array([[1, 2], [3, 4]]), ["x", "y"]).column("y").toArray(); // [2, 4]
   */
  static fromMatrix<D extends DType, N extends Dim, const K extends readonly string[]>(
    x: NDArray<D, readonly [N, K["length"]]>,
    names: K,
  ): Table<{ readonly [name in K[number]]: NDArray<D, readonly [N]> }> {
    return new Table(columnsOfMatrix("Table.fromMatrix", x, names), names) as never; // each of these is a column of x
  }

  /** @throws {ValueError} for what is not what `toJSON` of a table answers */
  static fromJSON(json: unknown): Table {
    const { columns, names } = tableOfJson("Table.fromJSON", json);
    return new Table(columns, names);
  }

  // Methods take the columns' type from `this` and not from the class: a table is then one of any columns too.

  /** @throws {ValueError} when no column has that name */
  column<A extends Columns, N extends Names<A>>(this: Table<A>, name: N): A[N] {
    return this.named("column", name);
  }

  /**
   * The columns of these names, in this order.
   *
   * @throws {ValueError} for a name that no column has, or that is there twice
   */
  select<A extends Columns, N extends Names<A>>(this: Table<A>, ...names: readonly N[]): Table<Selected<A, N>> {
    const op = "Table.select";
    requireDistinct(op, names);
    return this.ofColumns(names, (name) => this.named(op, name));
  }

  /** All columns but these. @throws {ValueError} for a name that no column has, and when none would be left */
  without<A extends Columns, N extends Names<A>>(this: Table<A>, ...names: readonly N[]): Table<Without<A, N>> {
    for (const name of names) this.named("Table.without", name);
    const kept = this.names.filter((name) => !(names as readonly string[]).includes(name));
    return this.ofColumns(kept, (name) => this.columns[name]);
  }

  /**
   * This table with other columns: those of known names take their places, the others follow.
   *
   * @throws as the constructor
   */
  with<A extends Columns, const B extends Columns>(this: Table<A>, columns: Listed<B>): Table<With<A, B>> {
    lengthOf(columns);
    const names = [...new Set([...this.names, ...Object.keys(columns)])];
    return this.ofColumns(names, (name) => (Object.hasOwn(columns, name) ? columns[name] : this.columns[name]));
  }

  /**
   * Some columns by other names, in their places.
   *
   * @throws {ValueError} for a name that no column has, and when two would have the same
   * @example
   * new Table({ x: array([1]), y: array([2]) }).rename({ x: "width" }).names; // ["width", "y"]
   */
  rename<A extends Columns, const R extends { readonly [K in keyof A]?: string }>(
    this: Table<A>,
    names: R,
  ): Table<Renamed<A, R>> {
    const op = "Table.rename";
    for (const [name, other] of Object.entries(names)) {
      this.named(op, name as Names<A>);
      if (typeof other !== "string") throw new ValueError(op, "names must be strings", kindOf(other));
    }
    const renamed = this.names.map((name) => [Object.hasOwn(names, name) ? names[name] : name, name] as const);
    requireDistinct(
      op,
      renamed.map(([name]) => name as string),
    );
    const before = new Map(renamed as readonly (readonly [string, string])[]);
    return this.ofColumns([...before.keys()], (name) => this.columns[before.get(name) as string]); // one of its keys
  }

  /**
   * Rows `start` to `stop`, without the last: views. Negative positions count from the end, as in `Array.prototype.slice`.
   *
   * @throws {ValueError} for positions that are no integers
   */
  slice<A extends Columns>(this: Table<A>, start: number, stop: number = this.length): Table<Cut<A>> {
    const op = "Table.slice";
    const [from, to] = [placeOf(op, "start", start, this.length), placeOf(op, "stop", stop, this.length)];
    return this.map(
      (x) => x.slice(`${from}:${Math.max(from, to)}`),
      (texts) => texts.slice(from, to),
    );
  }

  /** The first n rows. */
  head<A extends Columns>(this: Table<A>, n: number = 5): Table<Cut<A>> {
    if (!Number.isInteger(n) || n < 0) throw new ValueError("Table.head", "n must be a number of rows", kindOf(n));
    return this.slice(0, n);
  }

  /**
   * The rows at these positions, a row as often as it is named.
   *
   * @param indices integers, an array `[m]` or a list; negative ones count from the end
   * @throws {ValueError} for what is no list of integers, and a position that the table has not
   */
  take<A extends Columns>(this: Table<A>, indices: NDArray | readonly number[]): Table<Cut<A>> {
    return this.taken(positionsOf("Table.take", indices, this.length));
  }

  /**
   * The rows for which a condition holds.
   *
   * @param condition a mask, bool `[n]`, or what to ask of each row
   * @throws {ShapeError} for a mask of other than n elements
   * @throws {DTypeError} for a mask of other than bools
   */
  filter<A extends Columns>(
    this: Table<A>,
    condition: NDArray<"bool"> | ((row: Row<A>, index: number) => boolean),
  ): Table<Cut<A>> {
    return this.taken(rowsWhere("Table.filter", this, condition as NDArray | ((row: object, i: number) => boolean)));
  }

  /** The rows as objects, one after the other. */
  rows<A extends Columns>(this: Table<A>): IterableIterator<Row<A>> {
    return rowsOf(this) as IterableIterator<Row<A>>; // each value by the kind of its column
  }

  /**
   * The columns beside one another as the matrix `[n, K]` that models take.
   *
   * @param names of K columns of numbers or bools, which become 0 and 1. Default: all
   * @param options `dtype`: default float64
   * @throws {ValueError} for a column of texts, and for a name that no column has
   * @example
   * const table = new Table({ x: array([1, 2]), y: array([3, 4]), name: ["a", "b"] });
   * table.matrix(["y", "x"]).toArray(); // [[3, 1], [4, 2]]
   */
  matrix<
    A extends Columns,
    const N extends readonly NumberNames<A>[] = readonly NumberNames<A>[],
    D extends Float = "float64",
  >(this: Table<A>, names?: N, options?: { readonly dtype?: D }): NDArray<D, MatrixShape<A, N>> {
    const op = "Table.matrix";
    const { dtype = "float64" } = requireOptions<{ readonly dtype?: Float }>(op, options);
    return matrixOf(op, names ?? this.names, (name) => this.named(op, name as Names<A>), dtype);
  }

  /**
   * The rows of this table and of others, one after the other.
   *
   * @throws {ValueError} for tables of other columns
   * @throws {DTypeError} when columns of one name differ in dtype
   */
  concat<A extends Columns>(this: Table<A>, ...others: readonly Table<Cut<A>>[]): Table<Cut<A>> {
    for (const other of others) requireAlike("Table.concat", this, other);
    return this.ofColumns(this.names, (name) => {
      const columns = [this, ...others].map((table) => (table.columns as Columns)[name]);
      // Alike, as was asked.
      return columns[0] instanceof NDArray ? concat(columns as readonly NDArray[]) : (columns as string[][]).flat();
    });
  }

  /** The first and last rows under the names of the columns, aligned: `…` stands for those left out. */
  toString(): string {
    return printed(this);
  }

  /** What `JSON.stringify` writes of a table: dtypes and order are kept, and numbers exact to the last bit. */
  toJSON(): TableJson {
    return tableJson(this);
  }

  private named<A extends Columns, N extends Names<A>>(this: Table<A>, op: string, name: N): A[N] {
    if (Object.hasOwn(this.columns, name)) return this.columns[name];
    throw new ValueError(op, `name must be one of ${listed(this.names)}`, kindOf(name));
  }

  private taken<A extends Columns>(this: Table<A>, indices: Int32Array): Table<Cut<A>> {
    const positions: NDArray = array(indices);
    return this.map(
      (x) => take(x, positions, { axis: 0 }),
      (texts) => Array.from(indices, (i) => texts[i]),
    );
  }

  private map<A extends Columns>(
    this: Table<A>,
    ofArray: (x: NDArray) => NDArray,
    ofTexts: (texts: readonly string[]) => readonly string[],
  ): Table<Cut<A>> {
    return this.ofColumns(this.names, (name) => {
      const column = this.columns[name];
      return column instanceof NDArray ? ofArray(column) : ofTexts(column);
    });
  }

  /** A table of what `column` says for each name; the caller's type says what that is. */
  private ofColumns<T extends Columns>(
    names: readonly string[],
    column: (name: string) => NDArray | readonly string[],
  ): Table<T> {
    return new Table(Object.fromEntries(names.map((name) => [name, column(name)])), names) as unknown as Table<T>;
  }
}
