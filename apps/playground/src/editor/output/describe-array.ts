import { type ArrayPart, LIMITS, type Plate, type Range } from "./said.js";

/** As much of an NDArray as describing it takes. */
interface Numbers {
  readonly dtype: string;
  readonly shape: readonly number[];
  toTypedArray(): ArrayLike<number>;
}

export function isArray(value: object): value is Numbers {
  const { dtype, shape, toTypedArray, matmul } = value as Readonly<Record<string, unknown>>;
  return (
    [toTypedArray, matmul].every((f) => typeof f === "function") && typeof dtype === "string" && Array.isArray(shape)
  );
}

/** All entries of an array, by the matrices of its last two axes; of one that is too large, the corner of its first matrix. */
export function describeArray(array: Numbers): ArrayPart {
  const { dtype } = array;
  const shape = [...array.shape];
  const values = array.toTypedArray();
  const width = dtype.startsWith("complex") ? 2 : 1;
  const size = values.length / width;
  const isWhole = size <= LIMITS.entries;
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const count = size === 0 ? 0 : isWhole ? size / (rows * columns) : 1;
  const plates = Array.from({ length: count }, (_, plate): Plate => {
    const index = placeOf(plate, shape.slice(0, -2));
    const shown = isWhole ? [rows, columns] : [Math.min(rows, LIMITS.corner), Math.min(columns, LIMITS.corner)];
    const from = plate * rows * columns;
    return {
      index,
      rows: Array.from({ length: shown[0] }, (_, row) => {
        const start = (from + row * columns) * width;
        return Array.from({ length: shown[1] * width }, (_, i) => values[start + i]);
      }),
    };
  });
  return { kind: "array", dtype, shape, plates, ...(!isWhole && { range: rangeOf(values) }) };
}

/** The indices of a matrix along the axes before the last two. */
function placeOf(plate: number, leading: readonly number[]): number[] {
  const index: number[] = [];
  let rest = plate;
  for (const length of leading.toReversed()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}

function rangeOf(values: ArrayLike<number>): Range {
  let [least, greatest, mean, finite] = [Infinity, -Infinity, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    finite++;
    mean += (value - mean) / finite; // no sum that could overflow
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { least, greatest, mean, notFinite: values.length - finite };
}
