import { type NDArray, array } from "@linnet/core";

/** Measurements of things whose classes are known; row i of `data` and `target` is one of them. */
export interface LabelledData<N extends number, F extends readonly string[], C extends readonly string[]> {
  /** A row for each thing, a column for each feature. */
  readonly data: NDArray<"float64", readonly [N, F["length"]]>;
  /** The class of each, by its place in `classNames`. */
  readonly target: NDArray<"int32", readonly [N]>;
  /** Of the columns of `data`. */
  readonly featureNames: F;
  readonly classNames: C;
}

/** A data set as its module holds it. */
export interface PackedData {
  /** Values column by column, as integers in base 64. */
  readonly packed: string;
  /** Places of each column's values after the point. */
  readonly decimals: readonly number[];
  /** Digits of each column's values. */
  readonly widths: readonly number[];
  /** The class of each row. */
  readonly labels: string;
}

/** The data set of n rows that was packed. */
export function unpacked<N extends number, const F extends readonly string[], const C extends readonly string[]>(
  n: N,
  packed: PackedData,
  featureNames: F,
  classNames: C,
): LabelledData<N, F, C> {
  return {
    data: array(valuesOf(packed, n), { shape: [n, featureNames.length] }),
    target: array(Int32Array.from(packed.labels, Number), { shape: [n] }),
    featureNames,
    classNames,
  };
}

/** An integer divided by a power of ten is the double that is nearest to the decimal. */
function valuesOf({ packed, decimals, widths }: PackedData, n: number): Float64Array {
  const values = new Float64Array(n * widths.length);
  let at = 0;
  widths.forEach((width, j) => {
    const unit = 10 ** decimals[j];
    for (let i = 0; i < n; i++) {
      let integer = 0;
      for (const end = at + width; at < end; at++) integer = 64 * integer + digitOf(packed.charCodeAt(at));
      values[i * widths.length + j] = integer / unit;
    }
  });
  return values;
}

/** The digit of base 64 whose letter has this code: A…Z, a…z, 0…9, +, /. */
function digitOf(code: number): number {
  if (code >= 97) return code - 71;
  if (code >= 65) return code - 65;
  return code >= 48 ? code + 4 : code === 43 ? 62 : 63;
}
