import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { matrixDims } from "@linnet/core/extend";

/**
 * Which eigenvalues of the ascending ones: `index` from the first up to but not including the second, as in slices, or those with
 * a `value` above the first and up to the second number, infinite ones included; one within rounding of a bound may count on either
 * side of it.
 */
export type SpectrumRange =
  | { readonly index: readonly [start: number, end: number]; readonly value?: undefined }
  | { readonly value: readonly [above: number, upTo: number]; readonly index?: undefined };

/** A range by index, checked; null for one by value, checked too. */
export function indexRange(op: string, range: SpectrumRange, a: NDArray): readonly [number, number] | null {
  const { index, value } = range;
  if ((index === undefined) === (value === undefined)) {
    throw new ValueError(op, "range must name index or value", JSON.stringify(range), "Give one of them.");
  }
  if (index !== undefined) {
    const [start, end] = index;
    const [n] = matrixDims(a);
    const whole = Number.isInteger(start) && Number.isInteger(end);
    if (whole && start >= 0 && start <= end && end <= n) return [start, end];
    throw new ValueError(op, `range.index must be [start, end] with 0 ≤ start ≤ end ≤ ${n}`, `[${index.join(", ")}]`);
  }
  const [above, upTo] = value;
  if (!(above < upTo)) {
    throw new ValueError(op, "range.value must be [above, upTo] with above < upTo", `[${value.join(", ")}]`);
  }
  if (a.ndim > 2) {
    throw new ShapeError(
      op,
      "range.value needs a single matrix, because each may have another number of eigenvalues there",
      { a: a.shape },
      "Use range.index, or take the matrices one by one.",
    );
  }
  return null;
}

/** Where the numbers in (above, upTo] stand among ascending ones. */
export function indicesWithin(values: NDArray, [above, upTo]: readonly [number, number]): readonly [number, number] {
  const data = values.toTypedArray();
  let [start, end] = [0, 0];
  for (const x of data) {
    if (Number(x) <= above) start++;
    if (Number(x) <= upTo) end++;
  }
  return [start, end];
}
