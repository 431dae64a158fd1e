import { DTypeError } from "../errors.js";
import { requireArray } from "./argument.js";
import type { NDArray } from "./ndarray.js";

/** Two operands of a product, neither of them of bools alone. @throws {ValueError} @throws {DTypeError} */
export function requireNumbers(op: string, a: unknown, b: unknown): readonly [NDArray, NDArray] {
  const [x, y] = [requireArray(op, "a", a), requireArray(op, "b", b)];
  if (x.type.kind === "bool" && y.type.kind === "bool") {
    const hint = 'Convert first: x.astype("int32").';
    throw new DTypeError(op, "operands must be numbers", { a: x.dtype, b: y.dtype }, hint);
  }
  return [x, y];
}
