import { reserve } from "../memory/heap.js";
import { isShared, wasmMemory } from "../memory/memory.js";
import { importPlainMemory } from "./plain-memory.js";
import { decode } from "./text.js";

/** A module of kernels, compiled and instantiated when first used, so that importing it does nothing. */
export class Family<Exports extends object> {
  private compiled: WebAssembly.Module | null = null;
  private instance: Exports | null = null;

  constructor(
    /** The module, as text. */
    private readonly text: string,
    /** Memory that the instance uses for itself; its address goes to the module's global `scratch`. */
    private readonly scratchBytes: number,
  ) {}

  /** The kernels, on the memory of all arrays. */
  get exports(): Exports {
    return this.instance ?? this.instantiate();
  }

  /** What other threads make their own instance of. */
  module(): WebAssembly.Module {
    if (this.compiled === null) {
      const bytes = decode(this.text);
      if (!isShared()) importPlainMemory(bytes);
      this.compiled = new WebAssembly.Module(bytes);
    }
    return this.compiled;
  }

  private instantiate(): Exports {
    const { exports } = new WebAssembly.Instance(this.module(), { env: { memory: wasmMemory(), abort } });
    if (exports["scratch"] instanceof WebAssembly.Global) exports["scratch"].value = reserve(this.scratchBytes);
    // What the module exports is known where the family is declared. A copy, because calls through the frozen original are
    // some 30 ns slower: V8 keeps it as a dictionary.
    this.instance = { ...exports } as Exports;
    return this.instance;
  }
}

/** The runtime of AssemblyScript imports it; no kernel calls it. */
function abort(): void {}
