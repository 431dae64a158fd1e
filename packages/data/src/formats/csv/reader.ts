import type { Columns } from "@linnet/core";
import { Table } from "../../table.js";
import type { Block } from "./block.js";
import { problem } from "./block.js";
import { Blocks } from "./blocks.js";
import { Column } from "./column.js";
import { type Field, fieldsOf } from "./header.js";
import type { Settings } from "./options.js";

/** Takes a file in pieces, and collects its rows in columns. */
export class CsvReader {
  /** Rows that are collected. */
  rows = 0;
  private readonly blocks: Blocks;
  private fields: readonly Field[] = [];
  private columns: readonly Column[] | undefined;
  /** Blocks of the first table, where the file cannot be read again. */
  private kept: Block[] | undefined;

  constructor(
    private readonly op: string,
    private readonly settings: Settings,
    { keep = false }: { readonly keep?: boolean } = {},
  ) {
    this.blocks = new Blocks(op, settings.cut);
    if (keep) this.kept = [];
  }

  push(piece: Uint8Array): void {
    this.blocks.push(piece);
  }

  /** Says that there are no more pieces. */
  end(): void {
    this.blocks.end();
  }

  /**
   * Reads lines until there are `rows` rows, or nothing to read.
   *
   * @returns whether there are as many
   * @throws {FormatError} for what is wrong in the lines
   */
  read(rows: number): boolean {
    const headed = this.settings.header === true;
    while (this.rows < rows || this.columns === undefined) {
      const heading = this.columns === undefined && headed;
      const block = this.blocks.next(heading ? 1 : Math.max(rows - this.rows, 1));
      if (block === undefined) return false;
      if (this.columns === undefined) this.open(block);
      if (!heading && rows > 0) this.add(block);
    }
    return true;
  }

  /** @throws {FormatError} for a file without lines */
  requireLines(): void {
    if (this.columns !== undefined) return;
    const expected = `there must be a line ${this.settings.header === true ? "of column names" : "of values"}`;
    throw problem(this.op, this.blocks.here, this.blocks.here.bytes.length, expected, "nothing", "The file is empty.");
  }

  /** The rows as a table; those that follow begin another, whose columns have the same types. */
  take(): Table {
    const table = this.tableWith({});
    this.kept = undefined;
    this.rows = 0;
    return table;
  }

  /** Another reader for the columns that have to be read again, as text; undefined where none have. */
  again(): CsvReader | undefined {
    const late = this.late().map(({ name }) => name);
    if (late.length === 0) return undefined;
    const dialect = this.blocks.dialect;
    return new CsvReader(this.op, {
      ...this.settings,
      cut: { ...this.settings.cut, dialect },
      columns: late,
      types: "string",
    });
  }

  /** The rows as a table, with columns that were read again. */
  tableWith(others: Columns): Table {
    const texts = new Map(Object.entries(others));
    const { columns = [], fields } = this;
    const entries = columns.map(
      (column, c) => [column.name, texts.get(column.name) ?? this.columnOf(column, fields[c])] as const,
    );
    return new Table(
      Object.fromEntries(entries),
      columns.map(({ name }) => name),
    );
  }

  private columnOf(column: Column, { index }: Field): Columns[string] {
    if (column.late) {
      column.restart();
      for (const block of this.kept ?? []) column.add(block, index);
    }
    return column.take();
  }

  private late(): readonly Column[] {
    return (this.columns ?? []).filter(({ late }) => late);
  }

  private open(line: Block): void {
    this.fields = fieldsOf(this.op, line, this.settings);
    this.columns = this.fields.map(({ name, type }) => new Column(this.op, name, this.settings.marks, type));
  }

  private add(block: Block): void {
    this.rows += block.rows;
    this.kept?.push(copyOf(block));
    for (const [c, column] of (this.columns ?? []).entries()) column.add(block, this.fields[c].index);
  }
}

/** A block that stays as it is. */
function copyOf(block: Block): Block {
  const count = block.rows * block.width;
  return {
    ...block,
    bytes: block.bytes.slice(),
    starts: block.starts.slice(0, count),
    ends: block.ends.slice(0, count),
    kinds: block.kinds.slice(0, count),
  };
}
