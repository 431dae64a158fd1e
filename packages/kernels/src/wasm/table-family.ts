import { wasmMemory } from "../memory/memory.js";
import { Family } from "./family.js";

/**
 * A family whose kernels read a table that is computed when they are first used. The table lies in the scratch memory of this
 * thread's instance, which those of other threads do not have: its kernels run on one thread.
 */
export class TableFamily<Exports extends object> extends Family<Exports> {
  constructor(
    text: string,
    /** Bytes of scratch memory before the table. */
    private readonly front: number,
    private readonly numbers: number,
    private readonly table: () => Float64Array,
  ) {
    super(text, front + 8 * numbers, Infinity);
  }

  protected override instantiate(): Exports {
    const exports = super.instantiate();
    // Every family of kernels has this global; what else there is, is declared where the family is.
    const { scratch } = exports as { scratch?: WebAssembly.Global<"i32"> };
    if (scratch !== undefined) {
      new Float64Array(wasmMemory().buffer, scratch.value + this.front, this.numbers).set(this.table());
    }
    return exports;
  }
}
