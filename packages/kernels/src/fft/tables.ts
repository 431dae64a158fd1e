import { MemoryError } from "../errors.js";
import { binBytes, binOf } from "../memory/bins.js";
import { findRegion } from "../memory/find.js";
import { wholeMemory } from "../memory/memory.js";
import { giveRegion } from "../memory/regions.js";
import { settings } from "../memory/settings.js";

/** Constants in the memory, until they are freed; like other scratch they may go beyond the limit. */
export class Tables {
  private readonly regions: { readonly address: number; readonly bin: number }[] = [];
  /** Of memory taken. */
  bytes = 0;

  /** Address of memory for some complex numbers, not initialized. */
  reserve(count: number): number {
    const bin = binOf(16 * Math.max(count, 1));
    const address = findRegion(bin, Infinity);
    if (address < 0) throw new MemoryError("fft", binBytes(bin), settings.limit);
    this.regions.push({ address, bin });
    this.bytes += binBytes(bin);
    return address;
  }

  /** Address of a copy of complex numbers, real and imaginary parts in turn. */
  keep(numbers: Float64Array): number {
    const address = this.reserve(numbers.length / 2);
    wholeMemory().f64.set(numbers, address / 8);
    return address;
  }

  free(): void {
    for (const { address, bin } of this.regions) giveRegion(address, bin);
  }
}
