import type { ElementType, TypedArray } from "../element-type.js";
import { DisposedError } from "../errors.js";
import { wholeMemory } from "./memory.js";
import { Token } from "./token.js";

/** Owner of every storage that was given back. */
export const released: Token = /* @__PURE__ */ new Token(0, 0, null);

/** One allocation. Arrays that are views of one another share it. */
export class Storage {
  /** The elements as last asked for; null once released. */
  view: TypedArray | null = null;
  /** The class `view` was made with. */
  viewClass: ElementType["array"] | null = null;

  constructor(
    /** Byte address in the memory; 0 where the elements spilled. */
    readonly address: number,
    /** As asked for. */
    readonly bytes: number,
    /** The token of the region it lies in, null where it spilled, `released` once given back. */
    public owner: Token | null,
    /** Holds the elements where they spilled: beyond the limit results live in ordinary buffers. */
    public buffer: ArrayBuffer | null,
  ) {}
}

/**
 * The whole storage as a typed array: index 0 is its first element, and a complex element takes two places.
 * The view is kept and made again when plain memory grew, so do not hold it across an allocation.
 *
 * @throws {DisposedError} when the storage was released.
 */
export function elements(storage: Storage, type: ElementType): TypedArray {
  const view = storage.view;
  if (view !== null && storage.viewClass === type.array && view.length !== 0) return view;
  return makeView(storage, type);
}

function makeView(storage: Storage, type: ElementType): TypedArray {
  requireLive(storage, "elements");
  const length = Math.floor(storage.bytes / type.array.BYTES_PER_ELEMENT);
  const buffer = storage.buffer ?? wholeMemory().buffer;
  const view = new type.array(buffer as ArrayBuffer, storage.address, length); // constructors take shared buffers too
  storage.view = view;
  storage.viewClass = type.array;
  return view;
}

/** Throws where an operation is given a storage that was released. */
export function requireLive(storage: Storage, op: string): void {
  if (storage.owner === released) throw new DisposedError(op);
}

/**
 * Whether kernels can work on the storage where it is: `false` means its elements spilled and have to be staged.
 *
 * @throws {DisposedError} when the storage was released.
 */
export function inHeap(storage: Storage, op = "kernel"): boolean {
  if (storage.owner === null) return false;
  if (storage.owner === released) requireLive(storage, op);
  return true;
}
