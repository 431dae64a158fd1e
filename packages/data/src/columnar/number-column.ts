import { type NDArray, array } from "@linnet/core";
import { type ColumnDType, type NumberList, numberLists } from "../number-lists.js";

/**
 * Collects a column of numbers or bools from the pieces of a file. A missing one is NaN: integers and bools become float64
 * where one is missing, which holds them all.
 */
export class NumberColumn {
  private values: NumberList;
  private at = 0;

  constructor(
    private dtype: ColumnDType,
    length: number,
  ) {
    this.values = new numberLists[dtype](length);
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
