import { LinnetError, sameShape } from "@linnet/kernels";
import { NDArray } from "../array/ndarray.js";
import { differencesAlong, float64Of, generic } from "./differences.js";
import { type ArrayFunction, isInexact, pullback, pushforward } from "./record.js";

/** Options of `checkVjp` and `checkJvp`. */
export interface CheckOptions {
  /** Makes a generic array one in whose direction `x` may move: `symmetrize` for symmetric matrices. */
  readonly direction?: (v: NDArray, index: number) => NDArray;
  /** Another generic direction for each. Default 0. */
  readonly seed?: number;
  /** Allowed relative error beyond that of the differences. Default 256·ε of the coarsest dtype. */
  readonly rtol?: number;
}

type Checked = (...xs: NDArray[]) => NDArray | readonly NDArray[];

/**
 * Checks the vjp rules of the primitives in `f` against central differences in float64: for a generic cotangent u and a
 * generic direction v,
 *
 *     ⟨vjp(u), v⟩ = d/dt ⟨u, f(x + t·v)⟩,   ⟨u, v⟩ = Re Σ uᵢ·vᵢ
 *
 * and that every cotangent has the shape and dtype of its input. `f` is called without autograd, first order only.
 *
 * @param f takes arrays and returns one or several
 * @param xs the point, well inside a region where `f` is smooth; integer and bool arrays stay fixed
 * @param options or just the `direction` of them
 * @throws {LinnetError} with both numbers, when they differ by more than the bound of `differencesAlong`
 * @example
 * checkVjp((x) => cholesky(x).L, a, symmetric);
 */
export function checkVjp(f: Checked, xs: NDArray | readonly NDArray[], options: CheckOptions | Direction = {}): void {
  const { points, directions, run, rtol } = prepare(f, xs, options);
  const outputs = run(points);
  const cts = outputs.map((y, i) => (isInexact(y) ? generic(y, 101 + i) : y));
  const pulled = pullback(run, points, cts);
  pulled.forEach((ct, i) => {
    if (isInexact(points[i])) requireLike("checkVjp", `the cotangent of input ${i}`, ct, points[i]);
  });

  const { slopes, errors } = differencesAlong(run, points, directions);
  let [expected, tolerance, got] = [0, 0, 0];
  outputs.forEach((y, k) => {
    if (!isInexact(y)) return;
    const u = dual(cts[k]);
    expected += dot(u, slopes[k]);
    tolerance += dot(u.map(Math.abs), errors[k]);
  });
  pulled.forEach((ct, i) => {
    if (!isInexact(points[i])) return;
    const [g, v] = [dual(ct), float64Of(directions[i])];
    got += dot(g, v);
    tolerance += rtol * dot(g.map(Math.abs), v.map(Math.abs));
  });
  requireClose("checkVjp", "⟨vjp(u), v⟩ must be the derivative of ⟨u, f⟩ along v", got, expected, tolerance);
}

/**
 * Checks the jvp rules of the primitives in `f` against central differences in float64: each element of the tangent of
 * each output along a generic direction, and its shape and dtype. Otherwise as `checkVjp`.
 *
 * @throws {LinnetError} at the first element that differs by more than the bound of `differencesAlong`
 */
export function checkJvp(f: Checked, xs: NDArray | readonly NDArray[], options: CheckOptions | Direction = {}): void {
  const { points, directions, run, rtol } = prepare(f, xs, options);
  const outputs = run(points);
  const tangents = pushforward(run, points, directions);
  const { slopes, errors } = differencesAlong(run, points, directions);
  tangents.forEach((tangent, k) => {
    if (!isInexact(outputs[k])) return;
    requireLike("checkJvp", `the tangent of output ${k}`, tangent, outputs[k]);
    const values = float64Of(tangent);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    values.forEach((value, i) => {
      const what = `element ${i} of the tangent of output ${k} must be the derivative along v`;
      requireClose("checkJvp", what, value, slopes[k][i], errors[k][i] + rtol * largest);
    });
  });
}

type Direction = (v: NDArray, index: number) => NDArray;

function prepare(
  f: Checked,
  xs: NDArray | readonly NDArray[],
  options: CheckOptions | Direction,
): { points: readonly NDArray[]; directions: readonly NDArray[]; run: ArrayFunction; rtol: number } {
  const {
    direction = (v: NDArray) => v,
    seed = 0,
    rtol,
  } = typeof options === "function" ? { direction: options } : options;
  const points = xs instanceof NDArray ? [xs] : xs;
  const directions = points.map((x, i) => (isInexact(x) ? direction(generic(x, seed + i), i) : x));
  const run: ArrayFunction = (arrays) => {
    const y = f(...arrays);
    return y instanceof NDArray ? [y] : y;
  };
  const coarse = [...points, ...run(points)].some((x) => x.type.name === "float32" || x.type.name === "complex64");
  return { points, directions, run, rtol: rtol ?? 256 * (coarse ? 2 ** -23 : 2 ** -52) };
}

function requireClose(op: string, what: string, got: number, expected: number, tolerance: number): void {
  if (Math.abs(got - expected) <= tolerance) return; // NaN is never close
  throw new LinnetError(
    op,
    `${what}, ${expected} ± ${tolerance.toExponential(1)}; got ${got}. Compare the rule with the formula.`,
  );
}

function requireLike(op: string, what: string, x: NDArray, like: NDArray): void {
  if (sameShape(x.shape, like.shape) && x.type === like.type) return;
  const want = `${like.dtype} [${like.shape.join(", ")}]`;
  throw new LinnetError(
    op,
    `${what} must be ${want}; got ${x.dtype} [${x.shape.join(", ")}]. Undo the broadcast or the cast.`,
  );
}

/** The numbers by which those of a direction are multiplied: Re(c·v) = Re c·Re v − Im c·Im v. */
function dual(ct: NDArray): Float64Array {
  const numbers = float64Of(ct);
  return ct.type.kind === "complex" ? numbers.map((value, i) => (i % 2 === 0 ? value : -value)) : numbers;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
