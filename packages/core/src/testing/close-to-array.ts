import { sameShape } from "@linnet/kernels";
import type { MatcherResult } from "vitest";
import { type NestedData, asarray } from "../array/from-data.js";
import { NDArray } from "../array/ndarray.js";

/** How far apart elements may be: |received − expected| ≤ atol + rtol·|expected|. Both default to 0. */
export interface Closeness {
  readonly rtol?: number;
  readonly atol?: number;
}

declare module "vitest" {
  // eslint-disable-next-line typescript/no-explicit-any -- a merged interface must repeat the type parameter it merges with
  interface Matchers<T = any> {
    /** As `toBeCloseToArray` of `@linnet/core/testing`, once `expect.extend` has been given it. */
    toBeCloseToArray(expected: NDArray | NestedData, closeness?: Closeness): T;
  }
}

/** What a matcher answers at once. */
export type Verdict = Extract<MatcherResult, { readonly pass: boolean }>;

/**
 * A vitest matcher: `expect.extend({ toBeCloseToArray })`, then `expect(x).toBeCloseToArray(y, { rtol: 4 * EPSILON })`.
 *
 * Shapes must be equal; dtypes need not be. NaN is close to nothing, an infinity to itself. Without tolerances elements
 * must be equal: a test says how far they may be apart, and why.
 *
 * @param expected an array, or nested lists
 */
export function toBeCloseToArray(
  received: unknown,
  expected: NDArray | NestedData,
  { rtol = 0, atol = 0 }: Closeness = {},
): Verdict {
  const want = asarray(expected);
  if (!(received instanceof NDArray)) return answer(false, `expected an NDArray, received ${typeof received}`);
  if (!sameShape(received.shape, want.shape)) {
    return answer(false, `expected shape [${want.shape.join(", ")}], received [${received.shape.join(", ")}]`);
  }
  const [got, target] = [received.toTypedArray(), want.toTypedArray()];
  let [worst, most, wrong] = [0, -1, 0];
  for (let i = 0; i < target.length; i++) {
    if (got[i] === target[i]) continue;
    const excess = Math.abs(got[i] - target[i]) - (atol + rtol * Math.abs(target[i]));
    if (excess <= 0) continue;
    wrong++;
    const size = Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
    if (size > most) [worst, most] = [i, size];
  }
  const tolerance = `atol ${atol} and rtol ${rtol}`;
  if (wrong === 0) return answer(true, `expected an element to differ by more than ${tolerance}`);
  return answer(
    false,
    `expected all elements within ${tolerance}: ${wrong} of ${target.length} differ, the most at index ${worst}: ` +
      `expected ${target[worst]}, received ${got[worst]}`,
  );
}

function answer(pass: boolean, message: string): Verdict {
  return { pass, message: () => message };
}
