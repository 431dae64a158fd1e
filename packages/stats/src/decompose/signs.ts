import { type NDArray, ValueError, abs, add, argmax, matmul, mul, scope, sign, sub, takeAlongAxis } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** By what the sign of a component is decided: an entry of it, or one of its scores. */
export type SignRule = "components" | "scores";

/**
 * Components with their signs by the rule; those of scores that do not vary by their own entries.
 *
 * @param components `[k, p]`
 * @param x `[n, p]`, whose scores along them decide by the rule `"scores"`
 * @param centre `[p]`
 * @throws {ValueError} for another rule
 */
export function signed(
  op: string,
  components: NDArray,
  x: NDArray,
  centre: NDArray,
  rule: SignRule = "components",
): NDArray {
  if (rule !== "components" && rule !== "scores") {
    throw new ValueError(op, 'signs must be "components" or "scores"', kindOf(rule));
  }
  const own = mul(components, signsOfRows(components));
  if (rule === "components") return own;
  return scope(() => mul(own, signsOfRows(matmul(own, sub(x, centre).T as NDArray))));
}

/**
 * The sign of each row's entry of largest magnitude (the first, where several tie), as a column `[rows, 1]`; 1 for a row of zeros.
 *
 * What determines a direction, as an eigenvector, does not determine its sign: this rule does.
 */
export function signsOfRows(rows: NDArray): NDArray {
  const largest: NDArray = argmax(abs(rows), { axis: 1, keepDims: true });
  const s: NDArray = sign(takeAlongAxis(rows, largest, { axis: 1 }));
  return add(s, s.equal(0).astype(s.dtype));
}
