import {
  type ElementType,
  type Layout,
  type Storage,
  allocate as allocateBytes,
  reserveStorage,
  scalarLayout,
} from "@linnet/kernels";
import type { Aval } from "./aval.js";
import type { NDArray } from "./ndarray.js";

/**
 * The one slot through which results are constructed. `ndarray.ts`, whose methods call the operations, fills it; the
 * operations, which must not import it back, construct through it.
 */
type Construct = (type: ElementType, layout: Layout, storage: Storage, offset: number) => NDArray;

let construct: Construct;

/** Called once, by `ndarray.ts`. */
export function fillSlot(make: Construct): void {
  construct = make;
}

/** A new array for a result; its elements are not set. */
export function allocate(aval: Aval): NDArray {
  return construct(aval.type, aval.layout, allocateBytes(bytesOf(aval)), 0);
}

/** An array over existing memory. One without elements begins where the memory does: it has no place to point to. */
export function viewOf(source: NDArray, layout: Layout, offset: number = source.offset): NDArray {
  return construct(source.type, layout, source.storage, layout.size === 0 ? 0 : offset);
}

/** An array of another type over existing memory; the offset counts its elements. */
export function retyped(source: NDArray, type: ElementType, layout: Layout, offset: number): NDArray {
  return construct(type, layout, source.storage, layout.size === 0 ? 0 : offset);
}

/** The same elements as another array: a new identity for those who tell arrays apart by it. */
export function alias(x: NDArray): NDArray {
  return construct(x.type, x.layout, x.storage, x.offset);
}

/** A 0-d array of uninitialized memory. */
export function allocateScalar(type: ElementType): NDArray {
  return construct(type, scalarLayout, allocateBytes(1 << type.shift), 0);
}

/** A 0-d array that lives as long as the program. */
export function permanentScalar(type: ElementType): NDArray {
  return construct(type, scalarLayout, reserveStorage(1 << type.shift), 0);
}

function bytesOf({ type, layout }: Aval): number {
  return layout.size * (1 << type.shift); // a product, not a shift: sizes beyond 2³¹ bytes must not wrap
}
