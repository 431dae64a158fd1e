import { add, array, cross, mul, sub, vecdot } from "@linnet/core";
import * as explain from "@linnet/explain";
import { vectorNorm } from "@linnet/linalg";

export interface Inputs {
  readonly operation: "add" | "scale" | "dot" | "cross" | "norms";
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** What x is scaled by. */
  readonly factor: number;
  /** Third entries of x and y, for the cross product. */
  readonly heights: readonly number[];
}

/** What two arrows can do. */
export function compute({ operation, x, y, factor, heights }: Inputs) {
  const [a, b] = [array(x), array(y)];

  // [add] Entry by entry: y begins where x ends.
  const sum = add(a, b);

  // [subtract] The way from the tip of y to the tip of x.
  const difference = sub(a, b);

  // [scale] Every entry times the same number.
  const scaled = mul(a, factor);

  // [norms] Three ways to measure how long x is.
  const lengths = [1, 2, Infinity].map((ord): number => vectorNorm(a, { ord }).item());

  // [dot] Products of the entries, added up: how far x and y point the same way.
  const dot: number = vecdot(a, b).item();

  // [shadow] What of y lies along x.
  const shadow = mul(a, dot === 0 ? 0 : dot / vecdot(a, a).item());

  // [cross] In space: orthogonal to both, and as long as their parallelogram is large.
  const [u, v] = [
    [...x, heights[0]],
    [...y, heights[1]],
  ];
  const product = cross(array(u), array(v));
  const area: number = vectorNorm(product).item();

  // [tell] The chosen operation, step by step.
  const story = {
    add: () => null,
    scale: () => null,
    dot: () => explain.dot(x, y),
    cross: () => explain.cross(u, v),
    norms: () => explain.norms(x),
  }[operation]();

  const numbers = (vector: typeof sum) => vector.toArray() as number[];
  return {
    operation,
    story,
    sum: numbers(sum),
    difference: numbers(difference),
    scaled: numbers(scaled),
    lengths,
    dot,
    shadow: numbers(shadow),
    product: numbers(product),
    area,
  };
}
