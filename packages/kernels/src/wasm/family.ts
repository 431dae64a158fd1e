import { reserve } from "../memory/heap.js";
import { isShared, wasmMemory, wholeMemory } from "../memory/memory.js";
import { importPlainMemory } from "./plain-memory.js";
import { decode } from "./text.js";

/** Two threads read and write memory 1.2 to 1.5 times as fast as one, and a worker that sleeps costs 30 to 65 µs. */
export const LARGE: number = 2 ** 23;
/** Exponentials, sines and the like: 70 µs of work. */
const LARGE_MATH = 2 ** 19;

/** A module of kernels, compiled and instantiated when first used, so that importing it does nothing. */
export class Family<Exports extends object> {
  private instance: Exports | null = null;
  /** Where the module's bytes lie in the memory, for other threads to make their own instances; once there is an instance. */
  address = 0;
  length = 0;

  constructor(
    /** The module, as text. */
    private readonly text: string,
    /** Memory that the instance uses for itself; its address goes to the module's global `scratch`. */
    private readonly scratchBytes: number,
    /** Bytes of an operand from which its elementwise kernels are worth threads; see `threads/elements.ts`. */
    readonly large: number = LARGE_MATH,
  ) {}

  /** The kernels, on the memory of all arrays. */
  get exports(): Exports {
    return this.instance ?? this.instantiate();
  }

  protected instantiate(): Exports {
    const bytes = decode(this.text);
    if (!isShared()) importPlainMemory(bytes);
    this.length = bytes.length;
    this.address = reserve(bytes.length);
    wholeMemory().u8.set(bytes, this.address);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      env: { memory: wasmMemory() },
    });
    if (exports["scratch"] instanceof WebAssembly.Global) exports["scratch"].value = reserve(this.scratchBytes);
    // What the module exports is known where the family is declared. A copy, because calls through the frozen original are
    // some 30 ns slower: V8 keeps it as a dictionary.
    this.instance = { ...exports } as Exports;
    return this.instance;
  }
}
