import { copy, gemm } from "@linnet/kernels";
import { type NDArray, add, astype, matmul, matrixTranspose, reshape, sum } from "@linnet/core";
import {
  type Primitive,
  bind,
  broadcastLayout,
  matrixViewOf,
  primitive,
  promote,
  rowMajor,
  viewOf,
} from "@linnet/core/extend";

/**
 * Affine map of the last axis, as one operation.
 *
 *     y = x·Wᵀ + b
 *     x̄ = ȳ·W,   W̄ = ȳᵀ·x,   b̄ = Σ ȳ over all axes but the last
 *
 * @param x shape `[…, in]`, with at least one axis; `in` is that of the weight
 * @param weight shape `[out, in]`
 * @param bias shape `[out]`, or `null` for a linear map
 * @returns shape `[…, out]`, promoted dtype
 * @remarks 2·in·out flops a row. The product is added to rows of b, so that y is written once, and W̄ comes out in the layout
 *   of W: an optimizer finds it contiguous. Leading axes of x are one where its strides allow it, else x is copied.
 */
export function affine(x: NDArray, weight: NDArray, bias: NDArray | null): NDArray {
  const own = promote(x.type, weight.type);
  const type = bias === null ? own : promote(own, bias.type);
  const inputs = (bias === null ? [x, weight] : [x, weight, bias]).map((a) =>
    a.type === type ? a : astype(a, type.name),
  );
  if (x.ndim === 2) return bind(affineP, inputs, undefined);
  const batch: readonly number[] = x.shape.slice(0, -1);
  const [out, features]: readonly number[] = weight.shape;
  inputs[0] = reshape(inputs[0], [batch.reduce((n, length) => n * length, 1), features]);
  return reshape(bind(affineP, inputs, undefined), [...batch, out]);
}

/** Over matrices x: who calls it has looked at the shapes. */
const affineP: Primitive = /* @__PURE__ */ primitive("affine", {
  batch: affineOfMany,

  abstract: ([x, weight]) => ({ type: x.type, layout: rowMajor([x.layout.shape[0], weight.layout.shape[0]]) }),

  evaluate([x, weight, bias], y) {
    if (bias !== undefined) copy(viewOf(bias, broadcastLayout(bias.layout, y.layout.shape)), y);
    gemm(1, matrixViewOf(x), matrixViewOf(weight).T, bias === undefined ? 0 : 1, matrixViewOf(y));
  },

  derivative: {
    vjp: (ct, [x, weight, bias]) => {
      const lazies = [() => matmul(ct, weight) as NDArray, () => matmul(matrixTranspose(ct), x) as NDArray];
      return bias === undefined ? lazies : [...lazies, () => sum(ct, { axis: 0 }) as NDArray];
    },
    // dy = dx·Wᵀ + x·dWᵀ + db
    jvp: ([dx, dWeight, dBias], [x, weight]) => add(affine(dx, weight, null), affine(x, dWeight, dBias ?? null)),
  },
});

/** One affine map for all members is one of all their rows; what is another for each is a product for each. */
function affineOfMany(
  p: Primitive,
  inputs: readonly NDArray[],
  [xIsBatched, weightIsBatched, biasIsBatched]: readonly boolean[],
  params: undefined,
  size: number,
): NDArray {
  const [x, weight, bias] = inputs;
  if (xIsBatched && !weightIsBatched && !biasIsBatched) {
    const [n, features] = [x.shape[1] as number, x.shape[2] as number];
    const rows = bind(p, [reshape(x, [size * n, features]), ...inputs.slice(1)], params);
    return reshape(rows, [size, n, weight.shape[0] as number]);
  }
  const product: NDArray = matmul(x, matrixTranspose(weight));
  if (bias === undefined) return product;
  return add(product, biasIsBatched ? reshape(bias, [size, 1, bias.shape[1] as number]) : bias);
}
