import type { NDArray } from "@linnet/core";
import { type Primitive, bind, contiguousLike, matrices, primitive } from "@linnet/core/extend";
import type { FactorMethod, Factored } from "./factor-method.js";

/** The product of the factors, which is A up to rounding: its derivative by A is the identity. */
export function productFrom({ method, a, factors }: Factored): NDArray {
  return bind(factoredProductP, [a, ...factors], method);
}

const factoredProductP: Primitive<FactorMethod> = /* @__PURE__ */ primitive<FactorMethod>("factoredProduct", {
  batch: [2],
  abstract: ([a]) => contiguousLike(a),

  evaluate([, ...factors], out, method) {
    for (const [product, ...views] of matrices([out, ...factors])) method.product(views, product);
  },

  derivative: {
    vjp: (ct, [, ...factors]) => [() => ct, ...factors.map(() => null)],
    jvp: ([da]) => da,
  },
});
