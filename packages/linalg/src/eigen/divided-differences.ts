import { type NDArray, ShapeError, array } from "@linnet/core";
import { sameShape } from "@linnet/core/extend";
import { DerivativeError } from "../errors.js";

/** A function of real numbers, element by element. */
export type ElementwiseFunction = (x: NDArray) => NDArray;

/** f[x_i₀, …, x_iₖ] of all i₀ ≤ … ≤ iₖ, at the places that `rank` tells. */
export interface DividedDifferences {
  readonly order: number;
  readonly values: Float64Array;
  readonly choose: readonly Float64Array[];
}

const EPSILON = 2 ** -52;
/** So many roundings may part a difference from the exact one. */
const ROUNDINGS = 8;

/**
 * Divided differences of order k,
 *
 *     f[x₀] = f(x₀),  f[x₀, …, xₖ] = (f[x₁, …, xₖ] − f[x₀, …, xₖ₋₁])/(xₖ − x₀),  f⁽ᵏ⁾(x)/k! at equal nodes
 *
 * @param nodes ascending
 * @param functions f and its derivatives up to f⁽ᵏ⁾
 * @throws {DerivativeError} when a derivative that is needed is missing, or infinite at a node
 * @remarks O(nᵏ⁺¹/k!) time and memory. Quotients lose digits as nodes approach. There a divided difference is 1/k! times the mean of f⁽ᵏ⁾ over
 *   the simplex of the nodes (Hermite–Genocchi), which Simpson's rule, of its corners and its centre, has to third order. It is taken
 *   where it agrees with the quotient to the rounding errors of that, so that no smoothness of f is presumed.
 * @see Higham, *Functions of Matrices*, 2008, §B.16
 */
export function dividedDifferences(
  nodes: Float64Array,
  functions: readonly ElementwiseFunction[],
  order: number,
): DividedDifferences {
  if (functions.length <= order) {
    throw new DerivativeError(
      "funmh",
      `the derivative of order ${order} needs ${order === 1 ? "that of f" : `${order} of f`}`,
      functions.length === 1 ? "none" : `${functions.length - 1}`,
      "Give them as { derivatives: [f′, f″, …] }.",
    );
  }
  const n = nodes.length;
  const choose = binomials(n, order + 1);
  let values: Float64Array = evaluate(functions[0], nodes);
  let errors: Float64Array = values.map((value) => ROUNDINGS * EPSILON * Math.abs(value));
  for (let k = 1; k <= order; k++) [values, errors] = nextOrder(nodes, functions[k], k, values, errors, choose);
  return { order, values, choose };
}

/** Where f[x_i₀, …, x_iₖ] stands, for ascending indices. */
export function rank(choose: readonly Float64Array[], indices: ArrayLike<number>, from: number, to: number): number {
  let at = 0;
  for (let m = from; m < to; m++) at += choose[m - from][indices[m]];
  return at;
}

/** `choose[m][i]` = C(i + m, m + 1): how many ascending (m + 1)-tuples of indices end below i. */
function binomials(n: number, length: number): readonly Float64Array[] {
  const choose: Float64Array[] = [];
  for (let m = 0; m < length; m++) {
    const row = new Float64Array(n + 1);
    for (let i = 1; i <= n; i++) row[i] = m === 0 ? i : row[i - 1] + choose[m - 1][i];
    choose.push(row);
  }
  return choose;
}

function nextOrder(
  nodes: Float64Array,
  derivative: ElementwiseFunction,
  k: number,
  values: Float64Array,
  errors: Float64Array,
  choose: readonly Float64Array[],
): [Float64Array, Float64Array] {
  const count = choose[k][nodes.length];
  const centres = new Float64Array(count);
  eachTuple(nodes.length, k, (at, indices) => {
    let sum = 0;
    for (const i of indices) sum += nodes[i];
    centres[at] = sum / (k + 1);
  });
  const [atCentres, atNodes] = [evaluate(derivative, centres), evaluate(derivative, nodes)];
  const [next, nextErrors] = [new Float64Array(count), new Float64Array(count)];
  let factorial = 1;
  for (let i = 2; i <= k; i++) factorial *= i;
  eachTuple(nodes.length, k, (at, indices) => {
    let corners = 0;
    for (const i of indices) corners += atNodes[i];
    const mean = (corners / (k + 1) + (k + 1) * atCentres[at]) / (k + 2) / factorial;
    const gap = nodes[indices[k]] - nodes[indices[0]];
    if (gap === 0) requireFiniteDerivative(mean, k, nodes[indices[0]]);
    const [above, below] = [rank(choose, indices, 1, k + 1), rank(choose, indices, 0, k)];
    const quotient = (values[above] - values[below]) / gap;
    const error = (errors[above] + errors[below]) / gap;
    const isMean = gap === 0 || Math.abs(mean - quotient) <= error;
    next[at] = isMean ? mean : quotient;
    nextErrors[at] = (isMean ? 0 : error) + ROUNDINGS * EPSILON * Math.abs(next[at]);
  });
  return [next, nextErrors];
}

/** Calls `visit` with all ascending (k + 1)-tuples of indices below n, in the order of their rank. */
function eachTuple(n: number, k: number, visit: (at: number, indices: Int32Array) => void): void {
  if (n === 0) return;
  const indices = new Int32Array(k + 1);
  for (let at = 0; ; at++) {
    visit(at, indices);
    let m = 0;
    while (m < k && indices[m] === indices[m + 1]) m++;
    if (m === k && indices[k] === n - 1) return;
    indices[m]++;
    indices.fill(0, 0, m);
  }
}

function evaluate(f: ElementwiseFunction, x: Float64Array): Float64Array {
  const image = f(array(x) as NDArray);
  const shapes = { x: [x.length], "f(x)": image.shape };
  if (!sameShape(image.shape, shapes.x)) {
    throw new ShapeError("funmh", "f and its derivatives must keep the shape of their argument", shapes);
  }
  return Float64Array.from(image.toTypedArray());
}

function requireFiniteDerivative(value: number, k: number, x: number): void {
  if (Number.isFinite(value)) return;
  throw new DerivativeError(
    "funmh",
    `the derivative of order ${k} of f must be finite at the eigenvalues`,
    `${value} at ${x}`,
    "Move the eigenvalues away from there, as by a ridge (a + λI).",
  );
}
