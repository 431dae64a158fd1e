import * as fc from "fast-check";
import { array } from "../array/from-data.js";
import type { NDArray } from "../array/ndarray.js";
import { broadcastTo } from "../ops/sum-broadcast.js";
import { permuteDims } from "../ops/transpose.js";
import { slice } from "../ops/slice-pad.js";

/** Limits of a generated shape. */
export interface ShapeLimits {
  readonly minAxes?: number;
  /** Default 4. */
  readonly maxAxes?: number;
  /** Default 0: empty axes are shapes too. */
  readonly minLength?: number;
  /** Default 5. */
  readonly maxLength?: number;
}

/** Limits of a generated array. */
export interface ArrayLimits extends ShapeLimits {
  /** A fixed shape, in place of a generated one. */
  readonly shape?: readonly number[];
  /** Default −10. */
  readonly low?: number;
  /** Default 10. */
  readonly high?: number;
  /** Default float64. */
  readonly dtype?: "float32" | "float64";
}

/** Shapes: up to four axes of length 0 to 5. */
export function shapes({ minAxes = 0, maxAxes = 4, minLength = 0, maxLength = 5 }: ShapeLimits = {}): fc.Arbitrary<
  number[]
> {
  return fc.array(fc.integer({ min: minLength, max: maxLength }), { minLength: minAxes, maxLength: maxAxes });
}

/** Two shapes that broadcast, and the shape that they broadcast to. */
export function broadcastableShapes(
  limits: ShapeLimits = {},
): fc.Arbitrary<{ a: number[]; b: number[]; both: number[] }> {
  return shapes(limits).chain((both) => {
    const part = fc
      .tuple(
        fc.integer({ min: 0, max: both.length }),
        fc.array(fc.boolean(), { minLength: both.length, maxLength: both.length }),
      )
      .map(([skip, stretched]) => both.map((n, i) => (stretched[i] ? 1 : n)).slice(skip));
    return fc.tuple(part, part).map(([a, b]) => ({ a, b, both: meet(a, b) }));
  });
}

/** Contiguous float arrays of finite values. */
export function floatArrays(limits: ArrayLimits = {}): fc.Arbitrary<NDArray> {
  const { low = -10, high = 10, dtype = "float64" } = limits;
  const ofShape = limits.shape === undefined ? shapes(limits) : fc.constant([...limits.shape]);
  return ofShape.chain((shape) => {
    const size = shape.reduce((a, b) => a * b, 1);
    return fc
      .array(fc.double({ min: low, max: high, noNaN: true }), { minLength: size, maxLength: size })
      .map((values) => array(new Float64Array(values), { shape, dtype }));
  });
}

/** Two float arrays whose shapes broadcast. */
export function broadcastablePairs(limits: ArrayLimits = {}): fc.Arbitrary<readonly [NDArray, NDArray]> {
  return broadcastableShapes(limits).chain(({ a, b }) =>
    fc.tuple(floatArrays({ ...limits, shape: a }), floatArrays({ ...limits, shape: b })),
  );
}

/** Float arrays that are not laid out row by row: transposed, reversed, strided or broadcast views of others. */
export function floatViews(limits: ArrayLimits = {}): fc.Arbitrary<NDArray> {
  const base = floatArrays({ minAxes: 1, minLength: 1, ...limits });
  return fc
    .tuple(base, fc.constantFrom("transposed", "reversed", "strided", "broadcast"), fc.nat())
    .map(([x, kind, n]) => viewed(x, kind, n % x.ndim));
}

function viewed(x: NDArray, kind: "transposed" | "reversed" | "strided" | "broadcast", axis: number): NDArray {
  if (kind === "transposed")
    return permuteDims(
      x,
      x.shape.map((_: number, i: number) => x.ndim - 1 - i),
    );
  if (kind === "broadcast") return broadcastTo(x, [2, ...(x.shape as readonly number[])]);
  const step = kind === "reversed" ? "::-1" : "::2";
  return slice(x, ...x.shape.map((_: number, i: number) => (i === axis ? step : ":")));
}

function meet(a: readonly number[], b: readonly number[]): number[] {
  const n = Math.max(a.length, b.length);
  return Array.from({ length: n }, (_, i) => {
    const x = a[i - n + a.length] ?? 1;
    const y = b[i - n + b.length] ?? 1;
    return x === 1 ? y : x;
  });
}
