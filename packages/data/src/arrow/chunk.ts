import type { Refuse } from "../columnar/refuse.js";

/** A chunk of a column, as far as it is looked at; Arrow's `Data`. */
export interface Chunk {
  readonly length: number;
  /** Where it begins in the bits of `nullBitmap`, and of bools. */
  readonly offset: number;
  readonly nullCount: number;
  readonly nullBitmap?: Uint8Array | null;
  readonly values?: ArrayLike<number> & ArrayBufferView;
  readonly valueOffsets?: ArrayLike<number> | ArrayLike<bigint>;
  readonly dictionary?: ArrowVector;
  readonly children: readonly Chunk[];
}

/** A column, as far as it is looked at; Arrow's `Vector`. */
export interface ArrowVector {
  readonly length: number;
  readonly type: ArrowTypeOf;
  readonly data: readonly unknown[];
  get(index: number): unknown;
}

interface ArrowTypeOf {
  readonly typeId: number;
  toString(): string;
}

/** The chunks of a column. */
export function chunksOf({ data }: ArrowVector): readonly Chunk[] {
  return data as readonly Chunk[]; // Arrow's own, whose types differ by element
}

/** Which elements of a chunk are missing; `undefined` where none is. */
export function missingOf(name: string, chunk: Chunk, refuse: Refuse): ((index: number) => boolean) | undefined {
  const { length, offset, nullCount, nullBitmap } = chunk;
  if (nullCount === 0 || length === 0) return undefined;
  const bits = nullBitmap ?? new Uint8Array(0);
  if (8 * bits.length < offset + length) throw tooShort(name, refuse);
  return (i) => ((bits[(offset + i) >> 3] >> ((offset + i) & 7)) & 1) === 0;
}

/** The elements of a chunk, of which there must be as many as it says. */
export function valuesOf(name: string, chunk: Chunk, perElement: number, refuse: Refuse): NonNullable<Chunk["values"]> {
  const { values, length } = chunk;
  if (length === 0) return new Uint8Array(0);
  if (values === undefined || values.length < length * perElement) throw tooShort(name, refuse);
  return values;
}

export function tooShort(name: string, refuse: Refuse): Error {
  const expected = `column "${name}" must have as many elements as its chunks say`;
  return refuse(expected, "fewer", "The file may be damaged.");
}
