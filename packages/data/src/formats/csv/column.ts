import type { Columns, NDArray } from "@linnet/core";
import { allocate, elementTypeOf, elements, rowMajor } from "@linnet/core/extend";
import type { Block } from "./block.js";
import { type NumberList, numberLists } from "../../number-lists.js";
import type { CsvType } from "./column-types.js";
import { type Cell, type Marks, cellOf, plainText } from "./cell.js";
import { misfit } from "./misfit.js";
import { quickInteger, quickNumber } from "./number.js";
import { quickElement } from "./fit.js";
import { holds, joined, typeOf } from "./infer.js";

/** Columns begin with these: there may be 100,000 of them. */
const none: NumberList = new Float64Array(0);
const noParts: readonly NumberList[] = [];

/** A column that grows block by block, and finds out its type where none is given. */
export class Column {
  length = 0;
  /** Found to be text when numbers of blocks before were already kept without their spelling: it has to be read again. */
  late = false;
  /** Whether the type was found out in a table before this one. */
  private settled = false;
  /** Numbers of rows before, full; and the array that is being filled, up to `used`. */
  private full = noParts;
  private numbers = none;
  private used = 0;
  private texts: string[] | undefined;

  constructor(
    private readonly op: string,
    readonly name: string,
    private readonly marks: Marks,
    /** Undefined while every value was missing. */
    private type: CsvType | undefined,
  ) {
    this.given = type !== undefined;
  }

  private readonly given: boolean;

  /** Takes the values of field `j`. @throws {FormatError} for one that its type does not hold */
  add(block: Block, j: number): void {
    if (!this.late) {
      this.reserve(block.rows);
      let row = this.fill(block, j, 0);
      while (row < block.rows && !this.late) row = this.fill(block, j, this.widen(block, j, row));
    }
    this.length += block.rows;
    this.used += block.rows;
  }

  /** Forgets what it has; its type stays. */
  restart(): void {
    this.late = false;
    this.length = 0;
    this.texts = undefined;
  }

  /** The column as it is; it begins anew, with its type. */
  take(): Columns[string] {
    const type = this.type ?? this.becomeMissing();
    const taken = type === "string" ? (this.texts ?? []) : this.gathered(type);
    this.settled = true;
    this.texts = undefined;
    this.length = 0;
    this.used = 0;
    this.full = noParts;
    return taken;
  }

  /** Decides that what has no values is a column of numbers. */
  private becomeMissing(): CsvType {
    this.full = [new Float64Array(this.length).fill(NaN)];
    this.used = 0;
    return (this.type = "float64");
  }

  /** The numbers as an array. */
  private gathered(dtype: Exclude<CsvType, "string">): NDArray {
    const x = allocate({ type: elementTypeOf(this.op, dtype), layout: rowMajor([this.length]) });
    const target = elements(x.storage, x.type);
    let at = 0;
    for (const part of this.full) {
      target.set(part, at);
      at += part.length;
    }
    if (this.used > SHORT) target.set(this.numbers.subarray(0, this.used), at);
    else for (let i = 0; i < this.used; i++) target[at + i] = this.numbers[i];
    return x;
  }

  /** Reads from `row` on; answers the row of the first value that does not fit, or how many rows there are. */
  private fill(block: Block, j: number, row: number): number {
    if (this.type === undefined) return this.fillMissing(block, j, row);
    if (this.type === "string") return this.fillTexts(block, j, row);
    if (this.type === "float64") return this.fillFloats(block, j, row);
    if (this.type === "int32") return this.fillIntegers(block, j, row);
    return this.fillOthers(block, j, row, this.type);
  }

  private fillMissing(block: Block, j: number, row: number): number {
    let r = row;
    while (r < block.rows && cellOf(block, r * block.width + j, this.marks).missing) r++;
    return r;
  }

  private fillTexts(block: Block, j: number, row: number): number {
    const texts = (this.texts ??= []);
    for (let r = row; r < block.rows; r++) {
      texts[this.length + r] = plainText(block, r * block.width + j, this.marks);
    }
    return block.rows;
  }

  private fillFloats(block: Block, j: number, row: number): number {
    const { bytes, starts, ends, rows, width } = block;
    const { numbers, used } = this;
    const { point } = this.marks;
    for (let r = row, k = row * width + j; r < rows; r++, k += width) {
      let value: number | undefined = quickNumber(bytes, starts[k], ends[k], point);
      if (Number.isNaN(value)) value = this.slow("float64", cellOf(block, k, this.marks));
      if (value === undefined) return r;
      numbers[used + r] = value;
    }
    return rows;
  }

  private fillIntegers(block: Block, j: number, row: number): number {
    const { bytes, starts, ends, rows, width } = block;
    const { numbers, used } = this;
    for (let r = row, k = row * width + j; r < rows; r++, k += width) {
      let value: number | undefined = quickInteger(bytes, starts[k], ends[k]);
      if (Number.isNaN(value)) value = this.slow("int32", cellOf(block, k, this.marks));
      if (value === undefined) return r;
      numbers[used + r] = value;
    }
    return rows;
  }

  private fillOthers(block: Block, j: number, row: number, type: Exclude<CsvType, "string">): number {
    const { bytes, starts, ends, rows, width } = block;
    for (let r = row, k = row * width + j; r < rows; r++, k += width) {
      let value: number | undefined = quickElement(type, quickNumber(bytes, starts[k], ends[k], this.marks.point));
      if (Number.isNaN(value)) value = this.slow(type, cellOf(block, k, this.marks));
      if (value === undefined) return r;
      this.numbers[this.used + r] = value;
    }
    return rows;
  }

  /** What a cell is in a type; undefined where it does not fit. */
  private slow(type: CsvType, cell: Cell): number | undefined {
    return holds(type, cell, this.given);
  }

  /** Makes room in another type for the value that does not fit, and answers from which row on to read again. */
  private widen(block: Block, j: number, row: number): number {
    const k = row * block.width + j;
    const cell = cellOf(block, k, this.marks);
    if (this.given || this.settled) throw misfit(this.op, block, k, cell, this.name, this.type, !this.given);
    const wasMissing = this.type === undefined;
    this.type = joined(this.type, typeOf(cell), this.length + row > 0);
    if (this.type === "string") {
      this.late = this.length > 0;
      this.full = noParts;
      this.numbers = none;
      return 0;
    }
    const make = numberLists[this.type];
    this.full = wasMissing ? [new Float64Array(this.length).fill(NaN)] : this.full.map((part) => copied(make, part));
    const numbers = new make(Math.max(this.numbers.length, block.rows));
    if (wasMissing) {
      this.used = 0;
      numbers.fill(NaN, 0, row);
    } else numbers.set(this.numbers.subarray(0, this.used + row));
    this.numbers = numbers;
    return row;
  }

  /** Makes room for the rows of a block. */
  private reserve(rows: number): void {
    if (this.type === undefined || this.type === "string" || this.used + rows <= this.numbers.length) return;
    if (this.used > 0) this.full = [...this.full, this.numbers.subarray(0, this.used)];
    this.numbers = new numberLists[this.type](Math.max(rows, Math.min(this.length, PART)));
    this.used = 0;
  }
}

/** Elements up to which a loop copies sooner than a view of them is made. */
const SHORT = 32;

/** The most rows of an array that is filled, unless a block has more. */
const PART = 2 ** 17;

function copied(make: new (length: number) => NumberList, part: NumberList): NumberList {
  const copy = new make(part.length);
  copy.set(part);
  return copy;
}
