import { DTypeError, NDArray, type Shape, ValueError, array, reshape, scope, stack, zeros } from "@linnet/core";
import { MAX_ARRAY_BYTES, requireOptions } from "@linnet/core/extend";
import { JacobianSizeError } from "./errors.js";
import { jvp } from "./jvp.js";
import { requireArray, requireDifferentiable, requireFunction } from "./require.js";
import { vjp } from "./vjp.js";

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
 * @throws {ValueError} when `f` does not return an array, or returns a promise
 * @throws {JacobianSizeError} when no array could hold the result; nothing but one pass was computed by then
 * @remarks As many passes as there are elements in the smaller of output and input. Can itself be differentiated.
 * @example
 * jacobian((x: NDArray) => square(x))(array([1, 2])).toArray(); // [[2, 0], [0, 4]]
 */
export function jacobian<A extends readonly unknown[], R extends NDArray, const N extends number = 0>(
  f: (...args: A) => R,
  options: JacobianOptions<N> = {},
): (...args: A) => Joined<R, A[N]> {
  return (...args) => jacobianAt("jacobian", f, options, args) as Joined<R, A[N]>; // the shape that jacobianAt joins
}

/** The Jacobian at one point, on plain arrays. */
export function jacobianAt<A extends readonly unknown[]>(
  op: string,
  f: (...args: A) => NDArray,
  options: JacobianOptions<number>,
  args: A,
): NDArray {
  requireFunction(op, f);
  const { argnums = 0, mode } = requireOptions(op, options);
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
  if (mode === "forward") return byColumns(op, along, x);
  const [y, pullback] = vjp(along, x);
  requireFits(op, y, x);
  if (y.type.kind === "complex") return byColumns(op, along, x); // rows would need a real and an imaginary pass
  return mode === "reverse" || y.size <= x.size ? byRows(y, x, (ct) => pullback(ct)[0]) : byColumns(op, along, x);
}

function byRows(y: NDArray, x: NDArray, pullback: (ct: NDArray) => NDArray): NDArray {
  const shape = [...y.shape, ...x.shape];
  if (y.size === 0 || x.size === 0) return zeros(shape, { dtype: y.dtype });
  return reshape(stack(Array.from({ length: y.size }, (_, i) => pullback(unit(y, i)))), shape);
}

function byColumns(op: string, f: (x: NDArray) => NDArray, x: NDArray): NDArray {
  if (x.size === 0) {
    const y = f(x);
    return zeros([...y.shape, ...x.shape], { dtype: y.dtype });
  }
  const columns: NDArray[] = [];
  for (let j = 0; j < x.size; j++) {
    columns.push(scope(() => jvp(f, [x], [unit(x, j)])[1]));
    if (j === 0) requireFits(op, columns[0], x);
  }
  return reshape(stack(columns, { axis: -1 }), [...columns[0].shape, ...x.shape]);
}

/** @throws {JacobianSizeError} when no array holds as many elements as output and input have together */
function requireFits(op: string, y: NDArray, x: NDArray): void {
  const bytes = y.size * x.size * (1 << y.type.shift);
  if (bytes > MAX_ARRAY_BYTES) throw new JacobianSizeError(op, y.size, x.size, bytes, MAX_ARRAY_BYTES);
}

/** 1 at one element in row-major order and 0 elsewhere, in the shape and dtype of `like`. */
function unit(like: NDArray, i: number): NDArray {
  const data = new Float64Array(like.size);
  data[i] = 1;
  return array(data, { shape: like.shape as Shape, dtype: like.dtype });
}
