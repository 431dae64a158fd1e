import { type NDArray, array } from "@linnet/core";

/** Dtypes of a table's columns. */
export type ColumnDType = "bool" | "int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32" | "float32" | "float64";

const lists = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/**
 * Collects a column of numbers or bools from the pieces of a file. A missing one is NaN: integers and bools become float64
 * where one is missing, which holds them all.
 */
export class NumberColumn {
  private values: InstanceType<(typeof lists)[ColumnDType]>;
  private at = 0;

  constructor(
    private dtype: ColumnDType,
    length: number,
  ) {
    this.values = new lists[dtype](length);
  }

  /** @param isMissing of an index of the piece; absent where none is missing */
  add(piece: ArrayLike<number>, length: number, isMissing?: (index: number) => boolean): void {
    if (isMissing === undefined) {
      if (piece.length === length) this.values.set(piece, this.at);
      else for (let i = 0; i < length; i++) this.values[this.at + i] = piece[i];
      this.at += length;
      return;
    }
    for (let i = 0; i < length; i++, this.at++) {
      if (isMissing(i)) this.addMissing();
      else this.values[this.at] = piece[i];
    }
  }

  finish(): NDArray {
    return array(this.values as Float64Array, { dtype: this.dtype }); // of any of the dtypes
  }

  private addMissing(): void {
    if (this.dtype !== "float32" && this.dtype !== "float64") {
      this.values = Float64Array.from(this.values);
      this.dtype = "float64";
    }
    this.values[this.at] = NaN;
  }
}
