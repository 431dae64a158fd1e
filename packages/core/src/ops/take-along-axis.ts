import { type TypedArray, elements, rowMajor, sameShape } from "@linnet/kernels";
import { requireArray, requireOptions } from "../array/argument.js";
import type { DType, Integer } from "../array/dtype.js";
import { broadcastShapes, normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { AlongRule } from "../array/typed-ranks.js";
import type { Check, Shape } from "../array/typed-shape.js";
import { ShapeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { axisBounds, checkedIndices, indexArray } from "./indices.js";
import { dense } from "./reshape.js";
import { broadcastTo } from "./sum-broadcast.js";

/**
 * Elements of `x` chosen along an axis, for each place of `indices`:
 *
 *     out[i, …, k, …] = x[i, …, indices[i, …, k, …], …]
 *
 * as `argsort` and `argmax` (with `keepDims`) give them. The other axes broadcast.
 *
 * @param indices int32, of as many axes as `x`; negative ones count from the end
 * @param options `axis`: default −1
 * @throws {IndexError} for an index outside the axis, with its position
 * @throws {ShapeError} when the axes do not fit
 */
export function takeAlongAxis<D extends DType, S extends Shape, R extends Shape>(
  x: NDArray<D, S>,
  indices: NDArray<Integer, R> & Check<AlongRule<S, R>, "takeAlongAxis">,
  options?: { readonly axis?: number },
): NDArray<D, R> {
  const { axis = -1 } = requireOptions("takeAlongAxis", options);
  const source = requireArray("takeAlongAxis", "x", x);
  const positions = indexArray("takeAlongAxis", indices);
  const along = normalizeAxis("takeAlongAxis", axis, source.ndim);
  if (positions.ndim !== source.ndim) {
    const shapes = { x: source.shape, indices: positions.shape };
    throw new ShapeError("takeAlongAxis", "indices must have as many axes as x", shapes);
  }
  const [from, at] = [source.layout.shape, positions.layout.shape];
  const others = broadcastShapes("takeAlongAxis", from.with(along, 1), at.with(along, 1));
  const inputs = [
    stretched(source, others.with(along, from[along])),
    stretched(positions, others.with(along, at[along])),
  ];
  return bind(takeAlongP, inputs, along);
}

/** Params: the axis, not negative. The inputs agree in all others. */
const takeAlongP: Primitive<number> = /* @__PURE__ */ primitive<number>("takeAlongAxis", {
  abstract: ([x, indices]) => ({ type: x.type, layout: rowMajor(indices.layout.shape) }),

  evaluate([x, indices], out, axis) {
    const at = checkedIndices("takeAlongAxis", indices, axisBounds(x.layout.shape, axis));
    const [from, to] = [new Dense(x, axis), new Dense(out, axis)];
    const chosen = elements(at.storage, at.type);
    to.each((place, outer, inner) => {
      const [i, k] = [from.at(outer, chosen[place], inner), to.offset + place * to.parts];
      for (let part = 0; part < to.parts; part++) to.data[k + part] = from.data[i + part];
    });
  },

  derivative: {
    vjp: (ct, [x, indices], _out, axis) => [
      () => bind(addAlongP, [ct, indices], { axis, length: x.layout.shape[axis] }),
      null,
    ],
    jvp: ([dx], [, indices], _out, axis) => bind(takeAlongP, [dx, indices], axis),
  },
});

interface AddAlongParams {
  readonly axis: number;
  /** Of the axis in the result. */
  readonly length: number;
}

/** The adjoint: zeros, with each element of the first input added where its index says. */
const addAlongP: Primitive<AddAlongParams> = /* @__PURE__ */ primitive<AddAlongParams>("addAlongAxis", {
  abstract: ([values], { axis, length }) => ({
    type: values.type,
    layout: rowMajor(values.layout.shape.with(axis, length)),
  }),

  evaluate([values, indices], out, { axis }) {
    const at = checkedIndices("addAlongAxis", indices, axisBounds(out.layout.shape, axis));
    const [from, to] = [new Dense(values, axis), new Dense(out, axis)];
    const chosen = elements(at.storage, at.type);
    to.data.fill(0, to.offset, to.offset + out.size * to.parts);
    from.each((place, outer, inner) => {
      const [i, k] = [from.offset + place * from.parts, to.at(outer, chosen[place], inner)];
      for (let part = 0; part < from.parts; part++) to.data[k + part] += from.data[i + part];
    });
  },

  derivative: {
    vjp: (ct, [, indices], _out, { axis }) => [() => bind(takeAlongP, [ct, indices], axis), null],
    jvp: ([dv], [, indices], _out, params) => bind(addAlongP, [dv, indices], params),
  },
});

/** The elements of an array in row-major order, its axes seen as three: those before one axis, it, and those after. */
class Dense {
  readonly data: TypedArray;
  /** Numbers that make an element: two for a complex one. */
  readonly parts: number;
  /** Of the first number in `data`. */
  readonly offset: number;
  readonly length: number;
  readonly inner: number;
  readonly outer: number;

  constructor(x: NDArray, axis: number) {
    const source = dense(x);
    const shape: readonly number[] = x.layout.shape;
    this.data = elements(source.storage, source.type);
    this.parts = source.type.kind === "complex" ? 2 : 1;
    this.offset = source.offset * this.parts;
    this.length = shape[axis];
    this.outer = shape.slice(0, axis).reduce((n, d) => n * d, 1);
    this.inner = shape.slice(axis + 1).reduce((n, d) => n * d, 1);
  }

  /** Where the element (outer, k, inner) begins in `data`. */
  at(outer: number, k: number, inner: number): number {
    return this.offset + ((outer * this.length + k) * this.inner + inner) * this.parts;
  }

  /** Visits all elements in order. */
  each(visit: (place: number, outer: number, inner: number) => void): void {
    let place = 0;
    for (let outer = 0; outer < this.outer; outer++) {
      for (let k = 0; k < this.length; k++)
        for (let inner = 0; inner < this.inner; inner++) visit(place++, outer, inner);
    }
  }
}

/** `x` repeated along axes of length 1. */
function stretched(x: NDArray, shape: readonly number[]): NDArray {
  return sameShape(x.layout.shape, shape) ? x : broadcastTo(x, shape);
}
