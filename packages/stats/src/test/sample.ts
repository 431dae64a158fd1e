import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { kindOf, requireFloat } from "@linnet/core/extend";

/**
 * A vector of finite numbers, in double precision.
 *
 * @throws {ShapeError} unless `x` is a vector of at least `least` elements
 * @throws {ValueError} for missing (NaN) and infinite values
 */
export function requireSample(op: string, name: string, x: NDArray, least: number): Float64Array {
  const data = requireFloat(op, name, x);
  if (data.ndim !== 1 || data.size < least) {
    const counted = least === 1 ? "one element" : `${least} elements`;
    throw new ShapeError(op, `${name} must be a vector of at least ${counted}`, { [name]: data.shape });
  }
  const values = Float64Array.from(data.toTypedArray());
  const wrong = values.findIndex((v) => !Number.isFinite(v));
  if (wrong < 0) return values;
  throw new ValueError(
    op,
    `${name} must be finite`,
    `${values[wrong]} at index ${wrong}`,
    "Remove or impute such entries.",
  );
}

/** Two samples that belong together element by element. @throws {ShapeError} */
export function requirePairs(op: string, x: NDArray, y: NDArray, least: number): readonly [Float64Array, Float64Array] {
  const pair = [requireSample(op, "x", x, least), requireSample(op, "y", y, least)] as const;
  if (pair[0].length === pair[1].length) return pair;
  throw new ShapeError(op, "x and y must have the same length", { x: x.shape, y: y.shape });
}

/** At least two samples. @throws {ValueError} for another number of them, or what is no list */
export function requireGroups(op: string, groups: readonly NDArray[], least: number): readonly Float64Array[] {
  if (!Array.isArray(groups)) throw new ValueError(op, "groups must be a list of arrays", kindOf(groups));
  if (groups.length < 2) throw new ValueError(op, "there must be at least two groups", groups.length);
  return groups.map((group, i) => requireSample(op, `groups[${i}]`, group, least));
}

/** A sample without variance has no test. @throws {ValueError} */
export function requireVariance(op: string, what: string, values: ArrayLike<number>): void {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return;
  throw new ValueError(op, `${what} must vary`, `${values.length} equal values ${values[0]}`);
}
