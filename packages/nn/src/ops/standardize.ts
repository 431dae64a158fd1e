import { type NDArray, add, mean, mul, square, sub, sum, zerosLike } from "@linnet/core";
import {
  type Aval,
  type Primitive,
  type PrimitiveMany,
  bind,
  bindMany,
  broadcastLayout,
  broadcastShapes,
  contiguousLike,
  dense,
  primitive,
  primitiveMany,
  rowMajor,
  sumTo,
  viewOf,
} from "@linnet/core/extend";
import { type Standard, standardize as standardizeInto, standardizePullBack } from "@linnet/kernels/nn";

/** Rows brought to mean 0 and variance 1, and what was measured of each, with a last axis of length 1. */
export interface Standardized {
  readonly rows: NDArray;
  /** 0 unless centred. */
  readonly means: NDArray;
  /** Of the numbers less their mean where centred, else of the numbers themselves; divided by n. */
  readonly variances: NDArray;
  /** 1/√(variance + ε). */
  readonly factors: NDArray;
}

/**
 * (x − mean)/√(variance + ε) for rows along the last axis; without `centred`, x/√(mean of squares + ε).
 *
 * @param x floats of shape `[…, n]`, n > 0
 * @see `docs/notes/normalization.md` for the derivatives
 */
export function standardize(x: NDArray, params: Standard): Standardized {
  const [rows, means, variances, factors] = bindMany(standardizeP, [x], params);
  return { rows, means, variances, factors };
}

const standardizeP: PrimitiveMany<Standard> = /* @__PURE__ */ primitiveMany<Standard>("standardize", {
  batch: [1],
  abstract([x]) {
    const moment: Aval = { type: x.type, layout: rowMajor([...x.layout.shape.slice(0, -1), 1]) };
    return [contiguousLike(x), moment, moment, moment];
  },
  evaluate([x], [rows, means, variances, factors], params) {
    standardizeInto(params, dense(x), rows, { means, variances, factors });
  },
  derivative: {
    vjp: (cts, inputs, outputs, params) => [() => transposed(cts, inputs[0], outputs, params)],
    jvp: ([dx], [x], [rows, means, , factors], params) => [
      bind(pullBackP, [dx, rows, factors], params),
      params.centred ? meanOf(dx) : zerosLike(means),
      mul(meanOf(mul(params.centred ? sub(x, means) : x, dx)), 2),
      mul(mul(square(factors), meanOf(mul(rows, dx))), -1),
    ],
  },
});

/** The cotangent of x from those of the results, as far as there are any. */
function transposed(
  [ct, ctMeans, ctVariances, ctFactors]: readonly (NDArray | null)[],
  x: NDArray,
  [rows, means, , factors]: readonly NDArray[],
  params: Standard,
): NDArray {
  const n: number = x.shape[x.ndim - 1];
  const parts: NDArray[] = [];
  if (ct !== null) parts.push(bind(pullBackP, [ct, rows, factors], params));
  if (ctMeans !== null && params.centred) parts.push(mul(ctMeans, 1 / n));
  if (ctVariances !== null) {
    const apart: NDArray = params.centred ? sub(x, means) : x;
    parts.push(mul(apart, mul(ctVariances, 2 / n)));
  }
  if (ctFactors !== null) parts.push(mul(rows, mul(mul(square(factors), ctFactors), -1 / n)));
  return parts.length === 0 ? zerosLike(x) : parts.reduce((a, b) => add(a, b));
}

/**
 * r·(g − mean(g) − h·mean(g·h)), without the first mean unless centred: symmetric in g, and a polynomial in g, h and r. What is
 * in front of the rows broadcasts.
 */
const pullBackP: Primitive<Standard> = /* @__PURE__ */ primitive<Standard>("standardizePullBack", {
  batch: [1],
  abstract: ([g, h]) => ({
    type: g.type,
    layout: rowMajor(broadcastShapes("standardizePullBack", g.layout.shape, h.layout.shape)),
  }),
  evaluate([g, h, factors], out, { centred }) {
    const { shape } = out.layout;
    const each = (x: NDArray, n: number): NDArray =>
      dense(viewOf(x, broadcastLayout(x.layout, [...shape.slice(0, -1), n])));
    const n = shape[shape.length - 1];
    standardizePullBack(centred, each(g, n), each(h, n), each(factors, 1), out);
  },
  derivative: {
    vjp: (ct, [g, h, factors], _out, params) => [
      () => sumTo(bind(pullBackP, [ct, h, factors], params), g.shape),
      () => sumTo(mul(mul(factors, -1), add(mul(ct, meanOf(mul(g, h))), mul(g, meanOf(mul(ct, h))))), h.shape),
      () => sumTo(sum(mul(ct, projected(g, h, params)), { axis: -1, keepDims: true }), factors.shape),
    ],
    jvp: ([dg, dh, dFactors], [g, h, factors], _out, params) => {
      const along = add(mul(dh, meanOf(mul(g, h))), mul(h, meanOf(mul(g, dh))));
      const first: NDArray = sub(bind(pullBackP, [dg, h, factors], params), mul(factors, along));
      return add(first, mul(dFactors, projected(g, h, params)));
    },
  },
});

function projected(g: NDArray, h: NDArray, { centred }: Standard): NDArray {
  const rest: NDArray = sub(g, mul(h, meanOf(mul(g, h))));
  return centred ? sub(rest, meanOf(g)) : rest;
}

function meanOf(x: NDArray): NDArray {
  return mean(x, { axis: -1, keepDims: true });
}
