import type { Columns } from "@linnet/core";
import { type CellKind, ColumnBuilder } from "../../table-column.js";
import { Table } from "../../table.js";
import { type JsonReader, type Scalar, mark } from "./reader.js";

/** Cells a byte, at most: records of which each has names of its own would fill the memory with what is missing. */
const CELLS = 8;

/** The columns of records, which come one after the other. */
export class Records {
  private readonly builders = new Map<string, ColumnBuilder>();
  private reader: JsonReader | undefined;
  /** Where the value stands that is added. */
  private at = 0;
  private count = 0;

  /**
   * @param bytes of the text that the records are in
   * @param known names and kinds, where other records have decided on them
   */
  constructor(
    private bytes: number,
    private readonly known?: ReadonlyMap<string, CellKind>,
  ) {
    for (const [name, kind] of known ?? []) this.begin(name, kind);
  }

  get rows(): number {
    return this.count;
  }

  /** Reads a record. @param grown bytes of text that have come with it */
  read(reader: JsonReader, grown = 0): void {
    this.reader = reader;
    this.bytes += grown;
    const row = this.count;
    const start = reader.here();
    if (!reader.next(mark.object)) throw reader.wrong("a record must stand here", "another value", start);
    reader.members((name, at) => {
      const builder = this.builders.get(name) ?? this.added(name, at);
      if (builder.rows > row) reader.fail("each name once", `a second ${JSON.stringify(name)}`, at);
      this.at = reader.here();
      builder.add(row, scalarIn(reader, name));
    });
    this.at = start;
    this.count++;
  }

  /** @throws {FormatError} where there is no column */
  table(reader: JsonReader): Table {
    this.reader = reader;
    if (this.builders.size === 0) throw reader.wrong("there must be a column", "none", reader.here());
    const columns = Array.from(this.builders, ([name, builder]) => [name, builder.finish(this.count)] as const);
    return new Table(Object.fromEntries(columns) as Columns, [...this.builders.keys()]);
  }

  /** The kinds of all columns; those without a value are of numbers. */
  kinds(): ReadonlyMap<string, CellKind> {
    return new Map(Array.from(this.builders, ([name, { kind = "number" }]) => [name, kind]));
  }

  private added(name: string, at: number): ColumnBuilder {
    if (this.known !== undefined) {
      const expected = "names must be among those of the first rows";
      throw this.reader?.wrong(expected, JSON.stringify(name), at, "Read more rows at once.");
    }
    if (this.count * (this.builders.size + 1) > CELLS * this.bytes) {
      const got = `column ${this.builders.size} in row ${this.count}`;
      throw this.reader?.wrong("records must have names in common", got, at);
    }
    return this.begin(name);
  }

  private begin(name: string, kind?: CellKind): ColumnBuilder {
    const builder = new ColumnBuilder((row, expected, got) => {
      const what = `column ${JSON.stringify(name)} must have ${expected}`;
      return this.reader?.wrong(what, `${got} in row ${row}`, this.at) as Error; // it is there when something is read
    }, kind);
    this.builders.set(name, builder);
    return builder;
  }
}

/** The value of a cell. @throws {FormatError} for a list or an object */
export function scalarIn(reader: JsonReader, name: string): Scalar {
  const code = reader.peek();
  if (code !== mark.list && code !== mark.object) return reader.scalar();
  const got = code === mark.list ? "a list" : "an object";
  throw reader.wrong(`column ${JSON.stringify(name)} must have numbers, booleans or strings`, got, reader.here());
}
