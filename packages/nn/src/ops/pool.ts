import { type NDArray, ShapeError, reshape, zerosLike } from "@linnet/core";
import {
  type Primitive,
  type PrimitiveMany,
  bind,
  bindMany,
  dense,
  primitive,
  primitiveMany,
  requireFloat,
  rowMajor,
} from "@linnet/core/extend";
import { int32 } from "@linnet/kernels";
import { type Spans, addPlaces, averageWindows, maxWindows, shareWindows, takePlaces } from "@linnet/kernels/nn";
import { adaptiveSpans, noSpan } from "./pool-windows.js";

/** The windows of the last two axes, or of the last one. */
export type SpansOf = (x: NDArray) => readonly Spans[];

/**
 * The largest element of every window; NaN is larger than all others.
 *
 *     y[…, p] = max over the window's elements i:  x[…, i]
 *
 * Of elements that tie, the first in row-major order has the derivative.
 *
 * @param axes how many of the last axes windows extend over: 1 or 2
 */
export function maxPool(op: string, x: NDArray, axes: number, spansOf: SpansOf): NDArray {
  const [source, rows, cols] = planes(op, x, axes, spansOf);
  const [y] = bindMany(maxPoolP, [source], { rows, cols });
  return axes === 2 ? y : reshape(y, [...x.shape.slice(0, -1), cols.start.length]);
}

/** The average of every window. Linear, and a map of its own as derivative. @param axes as for `maxPool` */
export function averagePool(op: string, x: NDArray, axes: number, spansOf: SpansOf): NDArray {
  const [source, rows, cols] = planes(op, x, axes, spansOf);
  const y = bind(averagePoolP, [source], { rows, cols });
  return axes === 2 ? y : reshape(y, [...x.shape.slice(0, -1), cols.start.length]);
}

/** Windows that make so many of an axis, or all of it where the number is `null`. */
export function adaptive(counts: readonly (number | null)[]): SpansOf {
  return (x) => counts.map((count, i) => spansTo(x.shape[x.ndim - counts.length + i], count));
}

function spansTo(n: number, count: number | null): Spans {
  return adaptiveSpans(n, count ?? n);
}

interface Windows {
  readonly rows: Spans;
  readonly cols: Spans;
}

interface Inside extends Windows {
  /** Of the planes that windows lie in. */
  readonly extent: readonly number[];
}

const maxPoolP: PrimitiveMany<Windows> = /* @__PURE__ */ primitiveMany<Windows>("maxPool", {
  abstract([{ type, layout }], { rows, cols }) {
    const pooled = rowMajor([...layout.shape.slice(0, -2), rows.start.length, cols.start.length]);
    return [
      { type, layout: pooled },
      { type: int32, layout: pooled },
    ];
  },
  evaluate: ([x], [y, places], { rows, cols }) => maxWindows(rows, cols, dense(x), y, places),
  batch: [2],
  derivative: {
    vjp: ([ct], [x], [, places]) => [
      () => (ct === null ? zerosLike(x) : bind(addPlacesP, [ct, places], x.shape.slice(-2))),
    ],
    jvp: ([dx], _inputs, [, places]) => [bind(takePlacesP, [dx, places], undefined), places],
  },
});

/** Elements of planes from places. */
const takePlacesP: Primitive = /* @__PURE__ */ primitive("takePlaces", {
  abstract: ([x, places]) => ({ type: x.type, layout: rowMajor(places.layout.shape) }),
  evaluate: ([x, places], out) => takePlaces(dense(x), dense(places), out),
  batch: [2, 2],
  derivative: {
    vjp: (ct, [x, places]) => [() => bind(addPlacesP, [ct, places], x.shape.slice(-2)), null],
    jvp: ([dx], [, places]) => bind(takePlacesP, [dx, places], undefined),
  },
});

/** Its adjoint: planes of an extent, with elements added up at their places. */
const addPlacesP: Primitive<readonly number[]> = /* @__PURE__ */ primitive<readonly number[]>("addPlaces", {
  abstract: ([x], extent) => ({ type: x.type, layout: rowMajor([...x.layout.shape.slice(0, -2), ...extent]) }),
  evaluate: ([x, places], out) => addPlaces(dense(x), dense(places), out),
  batch: [2, 2],
  derivative: {
    vjp: (ct, [, places]) => [() => bind(takePlacesP, [ct, places], undefined), null],
    jvp: ([dx], [, places], _out, extent) => bind(addPlacesP, [dx, places], extent),
  },
});

const averagePoolP: Primitive<Windows> = /* @__PURE__ */ primitive<Windows>("averagePool", {
  abstract: ([{ type, layout }], { rows, cols }) => ({
    type,
    layout: rowMajor([...layout.shape.slice(0, -2), rows.start.length, cols.start.length]),
  }),
  evaluate: ([x], y, { rows, cols }) => averageWindows(rows, cols, dense(x), y),
  batch: [2],
  derivative: {
    vjp: (ct, [x], _y, windows) => [() => bind(sharePoolP, [ct], { ...windows, extent: x.shape.slice(-2) })],
    jvp: ([dx], _inputs, _y, windows) => bind(averagePoolP, [dx], windows),
  },
});

/** Its adjoint. */
const sharePoolP: Primitive<Inside> = /* @__PURE__ */ primitive<Inside>("sharePool", {
  abstract: ([y], { extent }) => ({ type: y.type, layout: rowMajor([...y.layout.shape.slice(0, -2), ...extent]) }),
  evaluate: ([y], x, { rows, cols }) => shareWindows(rows, cols, dense(y), x),
  batch: [2],
  derivative: {
    vjp: (ct, _inputs, _x, { rows, cols }) => [() => bind(averagePoolP, [ct], { rows, cols })],
    jvp: ([dy], _inputs, _x, inside) => bind(sharePoolP, [dy], inside),
  },
});

/** x with two axes of windows, and these. */
function planes(op: string, x: NDArray, axes: number, spansOf: SpansOf): [NDArray, Spans, Spans] {
  const source = requireFloat(op, "x", x);
  if (source.ndim < axes) {
    throw new ShapeError(op, `x must have shape […, ${axes === 1 ? "L" : "H, W"}]`, { x: source.shape });
  }
  if (source.shape.slice(-axes).includes(0))
    throw new ShapeError(op, "x must have elements to pool", { x: source.shape });
  const spans = spansOf(source);
  if (axes === 2) return [source, spans[0], spans[1]];
  return [reshape(source, [...source.shape.slice(0, -1), 1, source.shape[source.ndim - 1]]), noSpan, spans[0]];
}
