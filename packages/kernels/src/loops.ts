import type { Strided } from "./strided.js";

/** Nested loops over the elements of several operands, outermost first. */
export interface Loops {
  readonly shape: readonly number[];
  /** Per operand, a step in elements for each loop. */
  readonly steps: readonly (readonly number[])[];
}

/**
 * As few loops as visit the elements of all operands in row-major order: axes of length 1 vanish, and neighbouring axes that
 * every operand walks with one step become one.
 */
export function fuse(shape: readonly number[], strides: readonly (readonly number[])[]): Loops {
  const lengths: number[] = [];
  const steps: number[][] = strides.map(() => []);
  for (let axis = 0; axis < shape.length; axis++) {
    const n = shape[axis];
    if (n === 1) continue;
    const last = lengths.length - 1;
    if (last >= 0 && strides.every((s, k) => steps[k][last] === s[axis] * n)) {
      lengths[last] *= n;
      strides.forEach((s, k) => (steps[k][last] = s[axis]));
    } else {
      lengths.push(n);
      strides.forEach((s, k) => steps[k].push(s[axis]));
    }
  }
  return { shape: lengths, steps };
}

/** The strides of an operand that has out's shape, or is one number for all of it. */
export function stridesBeside(x: Strided, out: Strided): readonly number[] {
  return x.layout.size === 1 ? out.layout.shape.map(() => 0) : x.layout.strides;
}

/**
 * Calls f at every index of the loops but the `inner` last ones, with the place of the first element of each operand.
 * The array of places is the same one every time.
 */
export function walk(
  loops: Loops,
  inner: number,
  offsets: readonly number[],
  f: (at: readonly number[]) => void,
): void {
  const { shape, steps } = loops;
  const outer = shape.length - inner;
  const at = [...offsets];
  const index = new Array<number>(Math.max(outer, 0)).fill(0);
  for (;;) {
    f(at);
    let axis = outer - 1;
    for (; axis >= 0; axis--) {
      for (let k = 0; k < at.length; k++) at[k] += steps[k][axis];
      if (++index[axis] < shape[axis]) break;
      for (let k = 0; k < at.length; k++) at[k] -= steps[k][axis] * shape[axis];
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

/** Length of the innermost loop; 1 where there is none. */
export function innerLength({ shape }: Loops): number {
  return shape.length === 0 ? 1 : shape[shape.length - 1];
}

/** An operand's step in the innermost loop. */
export function innerStep({ steps }: Loops, operand: number): number {
  const all = steps[operand];
  return all.length === 0 ? 0 : all[all.length - 1];
}
