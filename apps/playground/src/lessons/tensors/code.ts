import { type NDArray, ShapeError, add, arange, matmul, mul, reshape, sum } from "@linnet/core";

export interface Inputs {
  readonly topic: "broadcast" | "batches" | "reduce";
  /** The shapes of a and b. */
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Shapes that meet, or do not. */
export function compute({ topic, a, b }: Inputs) {
  // [shape] a counts 1, 2, 3, …; b counts 10, 20, 30, …
  const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
  const x = reshape(arange(1, count(a) + 1), a);
  const y = reshape(mul(arange(1, count(b) + 1), 10), b);

  // [broadcast] Axes are matched from the right; what has one element there is repeated.
  const added = attempt(() => add(x, y));

  // [batches] The last two axes are matrices; the axes before are batches, and broadcast.
  const multiplied = attempt(() => matmul(x, y));

  // [reduce] A sum along an axis leaves that axis out.
  const sums = a.map((_, axis) => told(sum(x, { axis })));
  const total: number = sum(x).item();

  return { topic, x: told(x), y: told(y), added, multiplied, sums, total };
}

/** Shapes that do not meet throw a ShapeError; TypeScript says the same before the program runs, where it knows them. */
function attempt(operation: () => NDArray) {
  try {
    return { ok: told(operation()), problem: null };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return { ok: null, problem: error.message };
  }
}

function told(array: NDArray) {
  return { shape: [...array.shape] as number[], values: Array.from(array.toTypedArray(), Number) };
}
