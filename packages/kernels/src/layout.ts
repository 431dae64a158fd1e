/**
 * Shape, strides and size of an array, immutable and shared: an operation that keeps its operand's shape shares the
 * operand's layout, so that the usual case allocates nothing and compares one pointer.
 */
export class Layout {
  constructor(
    readonly shape: readonly number[],
    /** In elements; 0 repeats, negative walks backwards. */
    readonly strides: readonly number[],
    /** Number of elements. */
    readonly size: number,
    /** Row-major without gaps: the strides follow from the shape. */
    readonly contiguous: boolean,
  ) {}
}

/** The layout of a 0-d array. */
export const scalarLayout: Layout = /* @__PURE__ */ new Layout([], [], 1, true);

const unitStride: readonly number[] = [1];

/** The row-major layout of a shape. */
export function rowMajor(shape: readonly number[]): Layout {
  const n = shape.length;
  if (n === 0) return scalarLayout;
  if (n === 1) return new Layout(shape, unitStride, shape[0], true);
  if (n === 2) return new Layout(shape, [shape[1], 1], shape[0] * shape[1], true);
  const strides = new Array<number>(n);
  let size = 1;
  for (let i = n - 1; i >= 0; i--) {
    strides[i] = size;
    size *= shape[i];
  }
  return new Layout(shape, strides, size, true);
}

/** A layout with given strides; finds out whether it is row-major. */
export function strided(shape: readonly number[], strides: readonly number[]): Layout {
  let size = 1;
  let contiguous = true;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== size) contiguous = false;
    size *= shape[i];
  }
  return new Layout(shape, strides, size, contiguous || size === 0);
}

/** Whether two shapes are equal. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  const n = a.length;
  if (n !== b.length) return false;
  for (let i = 0; i < n; i++) if (a[i] !== b[i]) return false;
  return true;
}
