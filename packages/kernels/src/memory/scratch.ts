import { MemoryError } from "../errors.js";
import { binBytes, binOf } from "./bins.js";
import { findRegion } from "./find.js";
import { giveRegion } from "./regions.js";
import { settings } from "./settings.js";

/** A region that is kept between uses and grows; it may go beyond the limit. */
class Area {
  private address = 0;
  private bin = 0;

  at(bytes: number): number {
    if (bytes > binBytes(this.bin)) this.grow(bytes);
    return this.address;
  }

  private grow(bytes: number): void {
    if (this.bin > 0) giveRegion(this.address, this.bin);
    this.bin = 0;
    const bin = binOf(Math.max(bytes, 65536));
    const address = findRegion(bin, Infinity);
    if (address < 0) throw new MemoryError("scratch", bytes, settings.limit);
    this.address = address;
    this.bin = bin;
  }
}

const kernelArea: Area = /* @__PURE__ */ new Area();
const stagingArea: Area = /* @__PURE__ */ new Area();

/** Byte address of memory for the time of one kernel call, not initialized. The next call of `scratch` takes it over. */
export function scratch(bytes: number): number {
  return kernelArea.at(bytes);
}

/** As `scratch`, for the copies of spilled operands: a kernel may use scratch while its operands are staged. */
export function stagingSpace(bytes: number): number {
  return stagingArea.at(bytes);
}
