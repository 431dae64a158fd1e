import { type NDArray, array } from "@linnet/core";

/** A value of a cell; `null` is missing. */
export type CellInput = number | boolean | string | null;

/** The kind of a column's values. */
export type CellKind = "number" | "boolean" | "string";

/**
 * A column, value by value: numbers become float64, booleans bool, texts a list. A missing number is NaN, a missing text is ""; a column
 * without any value is of missing numbers.
 */
export class ColumnBuilder {
  private readonly values: (number | string)[] = [];

  /**
   * @param wrong the error for a value that is not what its column holds
   * @param kind where it is known before the first value
   */
  constructor(
    private readonly wrong: (row: number, expected: string, got: string) => Error,
    public kind?: CellKind,
  ) {}

  /** How many rows have come. */
  get rows(): number {
    return this.values.length;
  }

  /**
   * The value at a row; those between the last one and this are missing.
   *
   * @throws what `wrong` makes, for values of different kinds, and for a missing boolean: bool has no value for it
   */
  add(row: number, value: CellInput): void {
    if (value === null) return this.fillUp(row + 1);
    const kind = typeof value as CellKind; // not null
    if (this.kind === undefined) this.begin(kind);
    if (this.kind !== kind)
      throw this.wrong(row, `values of one kind, here ${plural[this.kind ?? kind]}`, described(value));
    this.fillUp(row);
    this.values.push(typeof value === "boolean" ? Number(value) : value);
  }

  /** The column of so many rows; those at the end that have not come are missing. */
  finish(rows: number): NDArray | readonly string[] {
    this.fillUp(rows);
    if (this.kind === "string") return this.values as string[]; // of that kind all
    const numbers = Float64Array.from(this.values as number[]);
    return this.kind === "boolean" ? (array(numbers).astype("bool") as NDArray) : array(numbers);
  }

  /** The first value decides on the kind of those that are missing before it. */
  private begin(kind: CellKind): void {
    this.kind = kind;
    const before = this.values.length;
    this.values.length = 0;
    this.fillUp(before);
  }

  private fillUp(rows: number): void {
    if (this.values.length >= rows) return;
    if (this.kind === "boolean") {
      throw this.wrong(this.values.length, "a boolean in every row, since bool has no missing value", "none");
    }
    while (this.values.length < rows) this.values.push(this.kind === "string" ? "" : NaN);
  }
}

const plural: Readonly<Record<CellKind, string>> = { number: "numbers", boolean: "booleans", string: "texts" };

/** A value in a message, of a length that one can read. */
function described(value: CellInput): string {
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
}
