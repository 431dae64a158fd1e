import type { ElementType, TypedArray } from "../element-type.js";
import { DisposedError } from "../errors.js";
import { wholeMemory } from "./memory.js";
import { Token } from "./token.js";

/** Owner of every storage that was given back. */
export const released: Token = /* @__PURE__ */ new Token(0, 0, null);

/** One allocation. Arrays that are views of one another share it. */
export class Storage {
  /** The elements as last asked for; private, so that whoever prints or compares an array does not walk its memory. */
  #view: TypedArray | null = null;
  /** The class `#view` was made with. */
  #viewClass: ElementType["array"] | null = null;

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

  /** See `elements`. */
  as(type: ElementType): TypedArray {
    const view = this.#view;
    return view !== null && this.#viewClass === type.array && view.length !== 0 ? view : this.#look(type);
  }

  /** Nothing reads it any more: the region may be another array's soon. */
  forget(): void {
    this.#view = null;
  }

  #look(type: ElementType): TypedArray {
    requireLive(this, "elements");
    const length = Math.floor(this.bytes / type.array.BYTES_PER_ELEMENT);
    const buffer = this.buffer ?? wholeMemory().buffer;
    const view = new type.array(buffer as ArrayBuffer, this.address, length); // constructors take shared buffers too
    this.#view = view;
    this.#viewClass = type.array;
    return view;
  }
}

/**
 * The whole storage as a typed array: index 0 is its first element, and a complex element takes two places.
 * The view is kept and made again when plain memory grew, so do not hold it across an allocation.
 *
 * @throws {DisposedError} when the storage was released.
 */
export function elements(storage: Storage, type: ElementType): TypedArray {
  return storage.as(type);
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
