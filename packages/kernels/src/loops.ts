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
    if (last >= 0 && continues(steps, strides, last, axis, n)) {
      lengths[last] *= n;
      for (let k = 0; k < steps.length; k++) steps[k][last] = strides[k][axis];
    } else {
      lengths.push(n);
      for (let k = 0; k < steps.length; k++) steps[k].push(strides[k][axis]);
    }
  }
  return { shape: lengths, steps };
}

/** Whether a loop and the axis of length n within it are one loop for all operands. */
function continues(
  steps: readonly (readonly number[])[],
  strides: readonly (readonly number[])[],
  loop: number,
  axis: number,
  n: number,
): boolean {
  for (let k = 0; k < steps.length; k++) if (steps[k][loop] !== strides[k][axis] * n) return false;
  return true;
}

/** The strides of an operand that has out's shape, or is one number for all of it. */
export function stridesBeside(x: Strided, out: Strided): readonly number[] {
  return x.layout.size === 1 ? out.layout.shape.map(() => 0) : x.layout.strides;
}

/**
 * Calls f at every index of the loops but the `inner` last ones, with the place of the first element of each operand.
 * The array of places is the same one every time. No loop may be empty.
 */
export function walk(
  loops: Loops,
  inner: number,
  offsets: readonly number[],
  f: (at: readonly number[]) => void,
): void {
  const { shape, steps } = loops;
  const outer = shape.length - inner;
  if (outer <= 0) {
    f(offsets);
    return;
  }
  const at = [...offsets];
  const index = new Array<number>(outer).fill(0);
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

/** Length of the loop around the innermost one; 1 where there is none. */
export function outerLength({ shape }: Loops): number {
  return shape.at(-2) ?? 1;
}

/** An operand's step in the loop around the innermost one. */
export function outerStep({ steps }: Loops, operand: number): number {
  return steps[operand].at(-2) ?? 0;
}

/** Length of the innermost loop; 1 where there is none. */
export function innerLength({ shape }: Loops): number {
  return shape.at(-1) ?? 1;
}

/** An operand's step in the innermost loop. */
export function innerStep({ steps }: Loops, operand: number): number {
  return steps[operand].at(-1) ?? 0;
}
