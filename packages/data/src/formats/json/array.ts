import { type DType, DTypeError, type NDArray, array, iinfo, isDType } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type Bytes, asBytes } from "../bytes.js";
import { JsonReader, mark } from "./reader.js";

/** Lists deeper than this are refused. */
const MAX_AXES = 64;

export interface JsonArrayOptions {
  /** Default: bool for booleans, else float64. Integers must be held as they are, other numbers become the nearest. */
  readonly dtype?: Exclude<DType, "complex64" | "complex128">;
}

/**
 * The array in JSON: numbers or booleans in lists of lists, as `JSON.stringify(x.toArray())` writes them; `null` is NaN.
 *
 * @throws {FormatError} with line and column, for what is not JSON in UTF-8, lists of different lengths, numbers beside booleans, other
 *   values, and numbers that the dtype does not hold
 * @example
 * decodeJsonArray(new TextEncoder().encode("[[1, 2], [3, null]]")).toArray(); // [[1, 2], [3, NaN]]
 */
export function decodeJsonArray(bytes: Bytes, options?: JsonArrayOptions): NDArray {
  const op = "decodeJsonArray";
  return arrayIn(op, asBytes(op, bytes), requireOptions<JsonArrayOptions>(op, options));
}

/** The array in the bytes of a JSON text. */
export function arrayIn(op: string, bytes: Uint8Array, { dtype }: JsonArrayOptions): NDArray {
  if (dtype !== undefined && isDType(dtype, "complex floating")) {
    throw new DTypeError(op, "dtype must be real, since JSON has no complex numbers", { dtype });
  }
  const reader = new JsonReader(op, bytes);
  const elements = new Elements(reader, dtype);
  elements.read(0);
  reader.end();
  return elements.array();
}

/** The elements of nested lists, and what shape they turn out to have. */
class Elements {
  private readonly values: number[] = [];
  private readonly shape: number[] = [];
  /** How deep the elements are. */
  private depth: number | undefined;
  private kind: "number" | "boolean" | undefined;

  constructor(
    private readonly reader: JsonReader,
    private readonly dtype: DType | undefined,
  ) {}

  read(axis: number): void {
    const { reader } = this;
    const at = reader.here();
    if (!reader.next(mark.list)) return this.element(axis, at);
    if (axis === (this.depth ?? MAX_AXES)) {
      const expected =
        this.depth === undefined ? `lists must be at most ${MAX_AXES} deep` : "lists must be equally deep";
      throw reader.wrong(expected, "another list", at);
    }
    const known = this.shape[axis];
    if (known === undefined) this.shape[axis] = -1; // its place; the length follows
    const length = reader.items(() => this.read(axis + 1));
    if (known === undefined) this.shape[axis] = length;
    else if (length !== known)
      throw reader.wrong(`lists must be equally long, here ${known}`, `a list of ${length}`, at);
  }

  array(): NDArray {
    const dtype = this.dtype ?? (this.kind === "boolean" ? "bool" : "float64");
    return array(Float64Array.from(this.values), { shape: this.shape }).astype(dtype);
  }

  private element(axis: number, at: number): void {
    const { reader, dtype } = this;
    if (axis !== (this.depth ?? axis) || axis !== this.shape.length) {
      throw reader.wrong("lists must be equally deep", "an element", at);
    }
    this.depth = axis;
    const value = reader.scalar();
    if (typeof value === "string") throw reader.wrong("elements must be numbers or booleans", "a text", at);
    const kind = typeof value === "boolean" ? "boolean" : "number";
    this.kind ??= kind;
    if (kind !== this.kind) throw reader.wrong(`elements must be of one kind, here ${this.kind}s`, String(value), at);
    const number = value === null ? NaN : Number(value);
    if (dtype !== undefined && !holds(dtype, number)) {
      throw reader.wrong(`elements must be what ${dtype} holds`, String(value), at);
    }
    this.values.push(number);
  }
}

function holds(dtype: DType, value: number): boolean {
  if (dtype === "float64") return true;
  if (dtype === "float32") return Number.isNaN(value) || Number.isFinite(Math.fround(value));
  if (dtype === "bool") return value === 0 || value === 1;
  const { min, max } = iinfo(dtype as "int32"); // one of the integers
  return Number.isInteger(value) && value >= min && value <= max;
}
