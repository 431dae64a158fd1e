import { beforeEach, describe, expect, it, vi } from "vitest";
import { float64 } from "../element-type.js";

type Modules = typeof import("./memory.js") & typeof import("./heap.js") & typeof import("./storage.js");

/** A memory of its own for each test. */
async function freshMemory(shared: boolean): Promise<Modules> {
  vi.resetModules();
  const memory = await import("./memory.js");
  expect(memory.preferShared(shared)).toBe(true);
  return { ...memory, ...(await import("./heap.js")), ...(await import("./storage.js")) };
}

describe.each([true, false])("the memory, shared: %s", (shared) => {
  let m: Modules;
  beforeEach(async () => {
    m = await freshMemory(shared);
  });

  it("is made once, of the kind that was chosen", () => {
    expect(m.isShared()).toBe(shared);
    expect(m.wasmMemory()).toBe(m.wasmMemory());
    expect(m.wasmMemory().buffer.byteLength).toBe(m.wholeMemory().buffer.byteLength);
    expect(m.preferShared(!shared)).toBe(false);
    expect(m.preferShared(shared)).toBe(true);
  });

  it("leaves the first MiB to the kernels' constants", () => {
    expect(m.allocate(1).address).toBeGreaterThanOrEqual(m.HEAP_BASE);
    expect(m.reserve(1)).toBeGreaterThanOrEqual(m.HEAP_BASE);
    expect(m.allocate(100_000).address).toBeGreaterThanOrEqual(m.HEAP_BASE);
  });

  it("keeps elements and views right when it grows", () => {
    const small = m.allocate(80);
    const large = m.allocate(80_000);
    m.elements(small, float64).fill(1);
    m.elements(large, float64).fill(2);
    const before = m.wholeMemory().buffer.byteLength;
    const grown = m.allocate(before * 2);
    expect(m.wholeMemory().buffer.byteLength).toBeGreaterThan(before);
    m.elements(grown, float64).fill(3);
    expect(m.elements(small, float64)).toEqual(new Float64Array(10).fill(1));
    expect(m.elements(large, float64).every((x) => x === 2)).toBe(true);
    const whole = m.wholeMemory();
    expect(whole.f64[small.address / 8]).toBe(1);
    expect(whole.f64[large.address / 8 + 9_999]).toBe(2);
    expect(whole.f32.byteLength).toBe(whole.buffer.byteLength);
    expect(whole.u8.length).toBe(whole.i32.length * 4);
  });

  it("refuses to grow beyond its maximum", () => {
    expect(m.wholeMemory().growTo(m.wholeMemory().maximum + 1)).toBe(false);
    expect(m.wholeMemory().growTo(m.HEAP_BASE)).toBe(true);
  });
});
