import { type NDArray, broadcastTo, mul, sub, sum } from "@linnet/core";
import {
  type Primitive,
  allocate,
  bind,
  broadcastLayout,
  broadcastShapes,
  contiguousLike,
  dense,
  primitive,
  rowMajor,
  sameShape,
  sumTo,
  viewOf,
} from "@linnet/core/extend";
import { copy } from "@linnet/kernels";
import { type SoftmaxRows, softmaxRows, softmaxSlopeRows } from "@linnet/kernels/nn";

/**
 * softmax(scale·x + mask) along the last axis, of x `[…, T, S]` of float dtype.
 *
 * @param mask broadcasts with x, at least two axes: of x's dtype, added; or bool, false where an element does not count. Such an
 *   element is not looked at and weighs 0, and so does every element of a row in which none counts.
 * @param rows `causal`: row t of a matrix counts its elements s ≤ t only
 * @throws {ShapeError} when the mask does not broadcast with x
 * @remarks One pass through memory; products, masks and the softmax itself would be six.
 */
export function maskedSoftmax(x: NDArray, mask: NDArray | null, rows: SoftmaxRows): NDArray {
  return bind(maskedSoftmaxP, mask === null ? [x] : [x, mask], rows);
}

const maskedSoftmaxP: Primitive<SoftmaxRows> = /* @__PURE__ */ primitive<SoftmaxRows>("maskedSoftmax", {
  batch: [2],

  abstract([x, mask]) {
    if (mask === undefined) return contiguousLike(x);
    const shape = broadcastShapes("maskedSoftmax", x.layout.shape, mask.layout.shape);
    return sameShape(shape, x.layout.shape) ? contiguousLike(x) : { type: x.type, layout: rowMajor(shape) };
  },

  evaluate([x, mask], out, rows) {
    softmaxRows(filled(x, out), mask === undefined ? null : stretched(mask, out), out, rows);
  },

  derivative: {
    // y = softmax z ⇒ dy = y·(dz − Σ y·dz), which is symmetric: vjp and jvp are one map.
    vjp: (ct, [x, mask], y, { scale }) => [
      () => sumTo(softmaxSlope(ct, y, scale), x.shape),
      mask === undefined || mask.type.kind === "bool" ? null : () => sumTo(softmaxSlope(ct, y, 1), mask.shape),
    ],
    jvp: ([dx, dmask], [, mask], y, { scale }) => {
      const along = softmaxSlope(broadcastTo(dx, y.shape), y, scale);
      if (mask === undefined || mask.type.kind === "bool") return along;
      return along.add(softmaxSlope(broadcastTo(dmask, y.shape), y, 1));
    },
  },
});

/** scale·y·(ct − Σ ct·y) along the last axis, of two arrays of one shape. */
function softmaxSlope(ct: NDArray, y: NDArray, scale: number): NDArray {
  return bind(softmaxSlopeP, [ct, y], scale);
}

const softmaxSlopeP: Primitive<number> = /* @__PURE__ */ primitive<number>("softmaxSlope", {
  batch: [1],

  abstract([ct, y]) {
    const shape = broadcastShapes("softmaxSlope", ct.layout.shape, y.layout.shape);
    return { type: y.type, layout: rowMajor(shape) };
  },

  evaluate([ct, y], out, scale) {
    softmaxSlopeRows(filled(ct, out), filled(y, out), out, scale);
  },

  derivative: {
    // Linear in ct, where it is its own transpose; for y: z ↦ s·(z·(ct − Σ ct·y) − ct·Σ z·y)
    vjp: (z, [ct, y], _output, scale) => [
      () => sumTo(softmaxSlope(z, y, scale), ct.shape),
      () => sumTo(mul(scale, sub(mul(z, centred(ct, y)), mul(ct, dot(z, y)))), y.shape),
    ],
    // for y, transposed: dy ↦ s·(dy·(ct − Σ ct·y) − y·Σ ct·dy)
    jvp: ([dct, dy], [ct, y], _output, scale) =>
      softmaxSlope(dct, y, scale).add(mul(scale, sub(mul(dy, centred(ct, y)), mul(y, dot(ct, dy))))),
  },
});

function dot(a: NDArray, b: NDArray): NDArray {
  return sum(mul(a, b), { axis: -1, keepDims: true });
}

function centred(ct: NDArray, y: NDArray): NDArray {
  return sub(ct, dot(ct, y));
}

function stretched(x: NDArray, out: NDArray): NDArray {
  return viewOf(x, broadcastLayout(x.layout, out.layout.shape));
}

/** The elements of `x` in the shape of `out`, row-major. */
function filled(x: NDArray, out: NDArray): NDArray {
  if (sameShape(x.layout.shape, out.layout.shape)) return dense(x);
  const whole = allocate({ type: x.type, layout: rowMajor(out.layout.shape) });
  copy(stretched(x, out), whole);
  return whole;
}
