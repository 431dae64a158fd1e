import { beforeEach, describe, expect, it, vi } from "vitest";

type Modules = typeof import("../errors.js") & typeof import("./heap.js") & typeof import("./stats.js");

let m: Modules;
beforeEach(async () => {
  vi.resetModules();
  m = { ...(await import("../errors.js")), ...(await import("./heap.js")), ...(await import("./stats.js")) };
});

describe("memoryStats", () => {
  it("counts slabs, blocks, and what can be used again", () => {
    const empty = m.memoryStats();
    expect(empty).toMatchObject({ slabs: 0, blocks: 0, spills: 0, spilledBytes: 0, used: 0, free: 0, limit: 2 ** 30 });
    const [cell, block] = [m.allocate(100), m.allocate(16384)];
    expect(m.memoryStats()).toMatchObject({ slabs: 1, blocks: 1, used: 32768, free: 0 });
    m.release(cell);
    m.release(block);
    expect(m.memoryStats()).toMatchObject({ slabs: 1, blocks: 1, used: 32768, free: 16384 + 128 });
  });

  it("stays flat in a loop that releases", () => {
    const round = (): void => [100, 5000, 100_000].map((bytes) => m.allocate(bytes)).forEach((s) => m.release(s));
    round();
    const { used } = m.memoryStats();
    for (let i = 0; i < 1000; i++) round();
    expect(m.memoryStats().used).toBe(used);
  });
});

describe("configureMemory", () => {
  it("changes what is named and keeps the rest", () => {
    m.configureMemory({ limit: 2 ** 25 });
    m.configureMemory({ pressure: 0 });
    expect(m.memoryStats().limit).toBe(2 ** 25);
  });

  it.each([-1, NaN])("refuses a limit of %d bytes", (limit) => {
    expect(() => m.configureMemory({ limit })).toThrow(m.LinnetError);
    expect(() => m.configureMemory({ limit })).toThrow(
      `configureMemory: limit must be a number of bytes ≥ 0; got ${limit}. Infinity sets no bound.`,
    );
  });

  it("chooses plain memory before the first array, not after", () => {
    m.configureMemory({ shared: false });
    m.allocate(1);
    expect(m.memoryStats().shared).toBe(false);
    m.configureMemory({ shared: false });
    expect(() => m.configureMemory({ shared: true })).toThrow(m.LinnetError);
    expect(() => m.configureMemory({ shared: true })).toThrow(
      "configureMemory: shared must be chosen before the first array is made; got true afterwards. " +
        "Call configureMemory first.",
    );
  });
});
