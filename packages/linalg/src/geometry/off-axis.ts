import type { NDArray } from "@linnet/core";
import { unravel, withElements } from "@linnet/core/extend";
import { DerivativeError } from "../errors.js";

/** Refuses points whose first two coordinates are 0: their angle φ has no derivative. @throws {DerivativeError} */
export function requireOffAxis(op: string, x: NDArray, contract: string): void {
  const whole = withElements(x);
  const { shape } = whole.layout;
  const n = shape[shape.length - 1];
  const values: ArrayLike<number> = whole.toTypedArray();
  for (let start = 0; start < values.length; start += n) {
    if (values[start] !== 0 || values[start + 1] !== 0) continue;
    const point = `[${Array.from({ length: n }, (_, i) => values[start + i]).join(", ")}]`;
    const index = unravel(start / n, shape.slice(0, -1)).join(", ");
    const got = index === "" ? point : `${point} at index [${index}]`;
    throw new DerivativeError(op, `${contract}, where φ has no derivative`, got, "Use Cartesian coordinates there.");
  }
}
