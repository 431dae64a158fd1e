import {
  DTypeError,
  NDArray,
  type Shape,
  ValueError,
  concat,
  expandDims,
  eye,
  moveaxis,
  reshape,
  scope,
  stack,
  zeros,
} from "@linnet/core";
import { MAX_ARRAY_BYTES, kindOf, requireOptions } from "@linnet/core/extend";
import { BatchingError, JacobianSizeError } from "./errors.js";
import { jvp } from "./jvp.js";
import { requireArray, requireDifferentiable, requireFunction } from "./require.js";
import { vjp } from "./vjp.js";
import { vmap } from "./vmap.js";

/** Options of `jacobian` and `hessian`. */
export interface JacobianOptions<N extends number> {
  /** Which argument to differentiate by; it must be an array. Default 0. */
  readonly argnums?: N;
  /** Rows by `vjp` or columns by `jvp`. Default: whichever are fewer. */
  readonly mode?: "reverse" | "forward";
}

/** The array type whose shape is that of `Y` followed by that of `X`. */
export type Joined<Y, X> =
  Y extends NDArray<infer D, infer S>
    ? X extends NDArray<any, infer T>
      ? NDArray<D, Concat<S, T>>
      : NDArray
    : NDArray;

type Concat<S extends Shape, T extends Shape> = 0 extends 1 & S
  ? any
  : 0 extends 1 & T
    ? any
    : number extends S["length"] | T["length"]
      ? any
      : readonly [...S, ...T];

/**
 * All partial derivatives of an array-valued function.
 *
 *     J[i…, j…] = ∂f(x)[i…]/∂x[j…]
 *
 * @param f takes arrays and returns one
 * @returns a function of the same arguments that answers an array of shape `[…output, …input]`
 * @throws {DTypeError} when the argument to differentiate by is no real float array
 * @throws {ValueError} when `f` does not return an array, or returns a promise; for another mode
 * @throws {JacobianSizeError} when no array could hold the result; nothing but one pass was computed by then
 * @remarks As much work as there are passes for each element of the smaller of output and input, many of which are done at once
 *   where all operations have a batching rule (see `vmap`). Can itself be differentiated.
 * @example
 * jacobian((x: NDArray) => square(x))(array([1, 2])).toArray(); // [[2, 0], [0, 4]]
 */
export function jacobian<A extends readonly unknown[], R extends NDArray, const N extends number = 0>(
  f: (...args: A) => R,
  options: JacobianOptions<N> = {},
): (...args: A) => Joined<R, A[N]> {
  return (...args) => jacobianAt("jacobian", f, options, args) as Joined<R, A[N]>; // the shape that jacobianAt joins
}

/**
 * The Jacobian at one point, on plain arrays.
 *
 * @param isGradient whether `f` answers an array of the shape of what it is differentiated by
 */
export function jacobianAt<A extends readonly unknown[]>(
  op: string,
  f: (...args: A) => NDArray,
  options: JacobianOptions<number>,
  args: A,
  isGradient = false,
): NDArray {
  requireFunction(op, f);
  const { argnums = 0, mode } = requireOptions(op, options);
  if (mode !== undefined && mode !== "forward" && mode !== "reverse") {
    throw new ValueError(op, 'mode must be "forward" or "reverse"', kindOf(mode));
  }
  const x: unknown = args[argnums];
  requireDifferentiable(op, `argument ${argnums}`, x);
  if (!(x instanceof NDArray)) {
    throw new ValueError(
      op,
      `argument ${argnums} must be an array`,
      "a tree",
      "Take one of its arrays as an argument of its own.",
    );
  }
  if (x.type.kind === "complex") {
    const hint = "Its derivative is no matrix of complex numbers: take jvp along 1 and along i, or vjp.";
    throw new DTypeError(op, `argument ${argnums} must be real`, { x: x.dtype }, hint);
  }
  const along = (moved: NDArray): NDArray => {
    const y = f(...(args.with(argnums, moved) as unknown as A)); // only one array is exchanged for another
    requireArray(op, y);
    return y;
  };
  if (mode === "forward") return byColumns(op, along, x, isGradient ? x : undefined);
  const [y, pullback] = vjp(along, x);
  requireFits(op, y, x);
  if (y.type.kind === "complex") return byColumns(op, along, x, y); // rows would need a real and an imaginary pass
  return mode === "reverse" || y.size <= x.size ? byRows(y, x, (ct) => pullback(ct)[0]) : byColumns(op, along, x, y);
}

function byRows(y: NDArray, x: NDArray, pullback: (ct: NDArray) => NDArray): NDArray {
  const shape = [...y.shape, ...x.shape];
  if (y.size === 0 || x.size === 0) return zeros(shape, { dtype: y.dtype });
  return reshape(ofUnits(y, x.size, pullback, 0), shape);
}

/** @param output of the shape of what `f` answers, where that is known; else one column by itself tells */
function byColumns(op: string, f: (x: NDArray) => NDArray, x: NDArray, output?: NDArray): NDArray {
  if (x.size === 0) {
    const y = f(x);
    return zeros([...y.shape, ...x.shape], { dtype: y.dtype });
  }
  const push = (dx: NDArray): NDArray => jvp(f, [x], [dx])[1];
  const rows =
    output === undefined
      ? [
          expandDims(
            scope(() => push(unit(x, 0))),
            0,
          ),
        ]
      : [];
  const like = output ?? rows[0].at(0);
  requireFits(op, like, x);
  if (rows.length < x.size) rows.push(ofUnits(x, like.size, push, rows.length));
  return reshape(moveaxis(joined(rows), 0, -1), [...like.shape, ...x.shape]);
}

/** So many numbers at once are enough to be busy with, and few beside those that are to come out. */
const AT_ONCE = 2 ** 15;

/**
 * What a linear map makes of unit vectors, from the one numbered `start` on, stacked: of many at once by `vmap`, and one by one where
 * an operation has no batching rule.
 *
 * @param size elements of a result
 */
function ofUnits(like: NDArray, size: number, map: (unit: NDArray) => NDArray, start: number): NDArray {
  const most = Math.max(1, Math.floor(AT_ONCE / Math.max(like.size, size)));
  const parts: NDArray[] = [];
  let many = vmap(map) as typeof map; // of arrays of any shape
  for (let i = start; i < like.size; i += most) {
    const count = Math.min(most, like.size - i);
    try {
      parts.push(count === 1 ? expandDims(map(unit(like, i)), 0) : scope(() => many(units(like, i, count))));
    } catch (error) {
      if (count === 1 || !isOfBatching(error)) throw error;
      many = (each) => stack(Array.from({ length: each.shape[0] as number }, (_, k) => map(each.at(k))));
      i -= most;
    }
  }
  return joined(parts);
}

/** Parts of one shape, one behind the other. */
function joined(parts: readonly NDArray[]): NDArray {
  return parts.length === 1 ? parts[0] : (concat(parts) as NDArray);
}

/** Whether an operation has no batching rule, or reads what differs over the batch. */
function isOfBatching(error: unknown): boolean {
  return error instanceof BatchingError || (error instanceof ValueError && error.op === "vmap");
}

/** @throws {JacobianSizeError} when no array holds as many elements as output and input have together */
function requireFits(op: string, y: NDArray, x: NDArray): void {
  const bytes = y.size * x.size * (1 << y.type.shift);
  if (bytes > MAX_ARRAY_BYTES) throw new JacobianSizeError(op, y.size, x.size, bytes, MAX_ARRAY_BYTES);
}

/** 1 at one element in row-major order and 0 elsewhere, in the shape and dtype of `like`. */
function unit(like: NDArray, i: number): NDArray {
  return units(like, i, 1).at(0);
}

/** So many of them, from element `start` on, stacked. */
function units(like: NDArray, start: number, count: number): NDArray {
  return reshape(eye(count, like.size, { k: start, dtype: like.dtype }), [count, ...like.layout.shape]);
}
