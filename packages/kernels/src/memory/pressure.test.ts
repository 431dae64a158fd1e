import { beforeEach, describe, expect, it, vi } from "vitest";

type Modules = typeof import("./heap.js") & typeof import("./stats.js");

let m: Modules;
beforeEach(async () => {
  vi.resetModules();
  m = { ...(await import("./heap.js")), ...(await import("./stats.js")) };
});

/** Takes n blocks that nothing holds. */
function waste(n: number, bytes: number): void {
  for (let i = 0; i < n; i++) m.allocate(bytes);
}

const task = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe("memory pressure", () => {
  it("asks for a collection after `pressure` new bytes, and in synchronous code not again before 4 times as many", () => {
    m.configureMemory({ pressure: 2 ** 22, limit: 2 ** 26 });
    waste(3, 2 ** 20);
    expect(m.memoryStats().collections).toBe(0);
    waste(1, 2 ** 20);
    expect(m.memoryStats().collections).toBe(1);
    waste(11, 2 ** 20);
    expect(m.memoryStats().collections).toBe(1);
  });

  it("never asks where pressure is 0", () => {
    m.configureMemory({ pressure: 0, limit: 2 ** 22 });
    waste(20, 2 ** 20);
    expect(m.memoryStats().collections).toBe(0);
  });

  it("does not count what a loop releases and takes again", () => {
    m.configureMemory({ pressure: 2 ** 22 });
    for (let i = 0; i < 1000; i++) m.release(m.allocate(2 ** 20));
    expect(m.memoryStats()).toMatchObject({ collections: 0, blocks: 1, spills: 0 });
  });

  it("brings the memory of forgotten arrays back in code that yields", async () => {
    m.configureMemory({ limit: 2 ** 26, pressure: 2 ** 24 });
    for (let i = 0; i < 400 && m.memoryStats().finalized === 0; i++) {
      waste(20, 2 ** 20);
      await task();
    }
    expect(m.memoryStats().finalized).toBeGreaterThan(0);
    expect(m.memoryStats().used).toBeLessThanOrEqual(2 ** 26);
  });
});
