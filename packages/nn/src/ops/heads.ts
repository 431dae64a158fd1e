import { type NDArray, zerosLike } from "@linnet/core";
import {
  type Aval,
  type Primitive,
  type PrimitiveMany,
  bind,
  bindMany,
  primitive,
  primitiveMany,
  rowMajor,
  strided,
  viewOf,
} from "@linnet/core/extend";
import { type Layout, copy } from "@linnet/kernels";

/**
 * The last axis of x `[…, T, parts·heads·d]` cut into parts, and each part into heads: `parts` arrays `[…, heads, T, d]`, contiguous.
 *
 * @param x at least two axes, the last one a multiple of `parts·heads`
 */
export function splitHeads(x: NDArray, parts: number, heads: number): NDArray[] {
  return bindMany(splitHeadsP, [x], { parts, heads });
}

/** The inverse: arrays `[…, heads, T, d]` side by side in one `[…, T, parts·heads·d]`. */
export function mergeHeads(parts: readonly NDArray[]): NDArray {
  return bind(mergeHeadsP, parts, undefined);
}

interface Cut {
  readonly parts: number;
  readonly heads: number;
}

const splitHeadsP: PrimitiveMany<Cut> = /* @__PURE__ */ primitiveMany<Cut>("splitHeads", {
  batch: [2],

  abstract([x], { parts, heads }) {
    const { shape } = x.layout;
    const [T, width] = shape.slice(-2);
    const part: Aval = { type: x.type, layout: rowMajor([...shape.slice(0, -2), heads, T, width / (parts * heads)]) };
    return Array.from({ length: parts }, () => part);
  },

  evaluate([x], outputs) {
    outputs.forEach((out, part) => copy(partOf(x, part, out.layout), out));
  },

  derivative: {
    vjp: (cts, _inputs, outputs) => [() => mergeHeads(cts.map((ct, i) => ct ?? zerosLike(outputs[i])))],
    jvp: ([dx], _inputs, _outputs, { parts, heads }) => splitHeads(dx, parts, heads),
  },
});

const mergeHeadsP: Primitive = /* @__PURE__ */ primitive("mergeHeads", {
  batch: [3],

  abstract(inputs) {
    const { shape } = inputs[0].layout;
    const [heads, T, d] = shape.slice(-3);
    return { type: inputs[0].type, layout: rowMajor([...shape.slice(0, -3), T, inputs.length * heads * d]) };
  },

  evaluate(inputs, out) {
    inputs.forEach((x, part) => copy(x, partOf(out, part, x.layout)));
  },

  derivative: {
    vjp(ct, inputs) {
      let parts: NDArray[] | null = null;
      const heads = inputs[0].shape[inputs[0].ndim - 3];
      return inputs.map((_, i) => () => (parts ??= splitHeads(ct, inputs.length, heads))[i]);
    },
    jvp: (tangents) => mergeHeads(tangents),
  },
});

/** The elements of one part of `[…, T, parts·heads·d]` as `[…, heads, T, d]`. */
function partOf(x: NDArray, part: number, { shape }: Layout): NDArray {
  const [heads, , d] = shape.slice(-3);
  const { strides } = x.layout;
  const [row, col] = strides.slice(-2);
  const layout = strided(shape, [...strides.slice(0, -2), d * col, row, col]);
  return viewOf(x, layout, x.offset + part * heads * d * col);
}
