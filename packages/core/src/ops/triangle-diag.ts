import { type Layout, elements, rowMajor, strided } from "@linnet/kernels";
import { kindOf, requireArray, requireOptions } from "../array/argument.js";
import { viewOf } from "../array/construct.js";
import type { DType, Summed } from "../array/dtype.js";
import { contiguousLike, matrixDims, requireNdim } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { BatchOf, Diagonal, DiagonalMatrix } from "../array/typed-diag.js";
import type { AxesRule, MatrixRule } from "../array/typed-ranks.js";
import type { Check, Shape } from "../array/typed-shape.js";
import { writeElements } from "../array/write-strided.js";
import { ValueError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { sum } from "./sum-broadcast.js";

/**
 * The lower triangle of each matrix: elements above diagonal `k` are zero. Diagonal 0 is the main one, 1 the one above.
 *
 * @param x shape `[…, m, n]`
 * @param options `k`: default 0
 * @throws {ShapeError} for fewer than two axes
 */
export function tril<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<MatrixRule<S, "x">, "tril">,
  options?: { readonly k?: number },
): NDArray<D, S> {
  return triangle("tril", "lower", x, options);
}

/** The upper triangle of each matrix: elements below diagonal `k` are zero. As `tril`. */
export function triu<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<MatrixRule<S, "x">, "triu">,
  options?: { readonly k?: number },
): NDArray<D, S> {
  return triangle("triu", "upper", x, options);
}

function triangle(
  op: string,
  side: TriangleParams["side"],
  x: NDArray,
  options: { readonly k?: number } | undefined,
): NDArray {
  const { k = 0 } = requireOptions(op, options);
  requireNdim(op, "x", requireArray(op, "x", x), 2);
  return bind(triangleP, [x], { side, k: wholeNumber(op, "k", k) });
}

/**
 * Matrices with the vectors along the last axis of `x` on a diagonal, zero elsewhere.
 *
 * @param x shape `[…, n]`
 * @param options `offset`: how far above the main diagonal, default 0
 * @returns shape `[…, n + |offset|, n + |offset|]`
 * @throws {ShapeError} for a 0-d array
 * @example
 * diag(array([1, 2])).toArray(); // [[1, 0], [0, 2]]
 */
export function diag<D extends DType, S extends Shape, const K extends number = 0>(
  x: NDArray<D, S> & Check<AxesRule<S, "x">, "diag">,
  options?: { readonly offset?: K },
): NDArray<D, DiagonalMatrix<S, K>> {
  const { offset = 0 } = requireOptions("diag", options);
  const source = requireArray("diag", "x", x);
  requireNdim("diag", "x", source, 1);
  const k = wholeNumber("diag", "offset", offset);
  const n = source.layout.shape[source.ndim - 1] + Math.abs(k);
  return bind(diagP, [source], { rows: n, cols: n, offset: k });
}

/**
 * A diagonal of each matrix, along a new last axis: a view.
 *
 * @param x shape `[…, m, n]`
 * @param options `offset`: how far above the main diagonal, default 0
 * @throws {ShapeError} for fewer than two axes
 */
export function diagonal<D extends DType, S extends Shape, const K extends number = 0>(
  x: NDArray<D, S> & Check<MatrixRule<S, "x">, "diagonal">,
  options?: { readonly offset?: K },
): NDArray<D, Diagonal<S, K>> {
  return diagonalOf("diagonal", x, options);
}

/** The sum of a diagonal of each matrix: Σᵢ x[…, i, i + offset]. As `diagonal`. */
export function trace<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<MatrixRule<S, "x">, "trace">,
  options?: { readonly offset?: number },
): NDArray<Summed<D>, BatchOf<S>> {
  return sum(diagonalOf("trace", x, options), { axis: -1 });
}

function diagonalOf(op: string, x: NDArray, options: { readonly offset?: number } | undefined): NDArray {
  const { offset = 0 } = requireOptions(op, options);
  requireNdim(op, "x", requireArray(op, "x", x), 2);
  return bind(diagonalP, [x], wholeNumber(op, "offset", offset));
}

interface TriangleParams {
  readonly side: "lower" | "upper";
  readonly k: number;
}

const triangleP: Primitive<TriangleParams> = /* @__PURE__ */ primitive<TriangleParams>("triangle", {
  abstract: ([x]) => contiguousLike(x),

  evaluate([x], out, { side, k }) {
    writeElements(x, out);
    const data = elements(out.storage, out.type);
    const places = out.type.kind === "complex" ? 2 : 1;
    const [rows, cols] = matrixDims(out);
    for (let row = 0; row < out.size / cols; row++) {
      const first = out.offset + row * cols;
      const edge = (row % rows) + k + (side === "lower" ? 1 : 0);
      const cut = Math.min(Math.max(edge, 0), cols);
      const [from, to] = side === "lower" ? [cut, cols] : [0, cut];
      data.fill(0, (first + from) * places, (first + to) * places);
    }
  },

  derivative: {
    vjp: (ct, _inputs, _out, params) => [() => bind(triangleP, [ct], params)],
    jvp: ([dx], _inputs, _out, params) => bind(triangleP, [dx], params),
  },
});

/** Params: how far above the main diagonal. */
const diagonalP: Primitive<number> = /* @__PURE__ */ primitive<number>("diagonal", {
  abstract: ([x], offset) => ({ type: x.type, layout: diagonalLayout(x.layout, offset) }),
  view: (x, aval, offset) => viewOf(x, aval.layout, x.offset + diagonalStart(x.layout, offset)),
  derivative: {
    vjp(ct, [x], _out, offset) {
      const [rows, cols] = matrixDims(x);
      return [() => bind(diagP, [ct], { rows, cols, offset })];
    },
    jvp: ([dx], _inputs, _out, offset) => bind(diagonalP, [dx], offset),
  },
});

interface DiagParams {
  readonly rows: number;
  readonly cols: number;
  readonly offset: number;
}

const diagP: Primitive<DiagParams> = /* @__PURE__ */ primitive<DiagParams>("diag", {
  abstract: ([x], { rows, cols }) => ({
    type: x.type,
    layout: rowMajor([...x.layout.shape.slice(0, -1), rows, cols]),
  }),

  evaluate([x], out, { offset }) {
    elements(out.storage, out.type).fill(0);
    writeElements(x, viewOf(out, diagonalLayout(out.layout, offset), out.offset + diagonalStart(out.layout, offset)));
  },

  derivative: {
    vjp: (ct, _inputs, _out, { offset }) => [() => bind(diagonalP, [ct], offset)],
    jvp: ([dx], _inputs, _out, params) => bind(diagP, [dx], params),
  },
});

/** The layout of a diagonal, seen from its first element. */
function diagonalLayout({ shape, strides }: Layout, offset: number): Layout {
  const last = shape.length - 1;
  const [rows, cols] = [shape[last - 1], shape[last]];
  const length = Math.max(0, offset >= 0 ? Math.min(rows, cols - offset) : Math.min(rows + offset, cols));
  return strided([...shape.slice(0, -2), length], [...strides.slice(0, -2), strides[last - 1] + strides[last]]);
}

/** From the first element of a matrix to the first of its diagonal, in elements. */
function diagonalStart({ shape, strides }: Layout, offset: number): number {
  const last = shape.length - 1;
  return offset >= 0 ? offset * strides[last] : -offset * strides[last - 1];
}

function wholeNumber(op: string, name: string, k: number): number {
  if (!Number.isInteger(k)) throw new ValueError(op, `${name} must be an integer`, kindOf(k));
  return k;
}
