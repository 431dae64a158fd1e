import type { NDArray } from "@linnet/core";
import { broadcastShapes, strided, unravel, viewOf } from "@linnet/core/extend";

/** The axes in front of the last three, of all arrays together. */
export function leadingShape(op: string, shapes: readonly (readonly number[])[]): readonly number[] {
  return shapes.map((shape): readonly number[] => shape.slice(0, -3)).reduce((a, b) => broadcastShapes(op, a, b));
}

/** Calls `run` for every index of the axes in front, which broadcast, with the last three axes of each array: views. */
export function eachMember(op: string, arrays: readonly NDArray[], run: (members: readonly NDArray[]) => void): void {
  const leading = leadingShape(
    op,
    arrays.map((x) => x.layout.shape),
  );
  if (leading.length === 0) {
    run(arrays);
    return;
  }
  const count = leading.reduce((a, b) => a * b, 1);
  for (let i = 0; i < count; i++) {
    const index = unravel(i, leading);
    run(arrays.map((x) => memberAt(x, index)));
  }
}

function memberAt(x: NDArray, index: readonly number[]): NDArray {
  const { shape, strides } = x.layout;
  const own = shape.length - 3;
  const skip = index.length - own;
  let { offset } = x;
  for (let axis = 0; axis < own; axis++) if (shape[axis] !== 1) offset += index[axis + skip] * strides[axis];
  return viewOf(x, strided(shape.slice(own), strides.slice(own)), offset);
}
