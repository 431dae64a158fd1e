import type { NDArray } from "@linnet/core";
import { type Primitive, bind, contiguousLike, matrices, primitive } from "@linnet/core/extend";
import { copyMatrix } from "../blocked/matrix/copy.js";
import { refuseDerivative } from "../operand/no-derivative.js";

/** Whose result it is, and what has a derivative in its place. */
interface Rules {
  readonly op: string;
  readonly hint: string;
}

/**
 * `x`, computed from `a` outside of differentiation: differentiating it by `a` throws, where it would have counted as a constant.
 *
 * @param x shape `[…, m, n]`, for instance one basis of many
 */
export function oneOfMany(rules: Rules, a: NDArray, x: NDArray): NDArray {
  return bind(oneOfManyP, [a, x], rules);
}

/** An orthonormal basis; `projection` is what has a derivative in its place. */
export function oneBasis(op: string, projection: string, a: NDArray, x: NDArray): NDArray {
  const hint = `A basis is one of many; the projection on its span, ${projection}, has one.`;
  return oneOfMany({ op, hint }, a, x);
}

const oneOfManyP: Primitive<Rules> = /* @__PURE__ */ primitive<Rules>("oneOfMany", {
  batch: [2],
  abstract: ([, x]) => contiguousLike(x),
  evaluate([, x], out) {
    for (const [from, to] of matrices([x, out])) copyMatrix(from, to);
  },
  derivative: {
    vjp: (_ct, _inputs, _out, { op, hint }) => refuseDerivative(op, hint),
    jvp: (_dx, _inputs, _out, { op, hint }) => refuseDerivative(op, hint),
  },
});
