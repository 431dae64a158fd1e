import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hardwareThreads } from "./spawn.js";

type Modules = typeof import("../errors.js") & typeof import("../memory/stats.js") & typeof import("./pool.js");

let m: Modules;
beforeEach(async () => {
  vi.resetModules();
  m = { ...(await import("../errors.js")), ...(await import("../memory/stats.js")), ...(await import("./pool.js")) };
});
afterEach(() => {
  vi.unstubAllGlobals();
  m.configureThreads({ count: 1 }); // ends the workers
});

async function startedWorkers(count: number): Promise<number> {
  m.configureThreads({ count });
  expect(m.readyWorkers()).toBe(0);
  await vi.waitFor(() => expect(m.readyWorkers()).toBe(count - 1), { timeout: 5000, interval: 5 });
  return m.readyWorkers();
}

describe("configureThreads", () => {
  it("sets the count that threadCount answers", () => {
    m.configureThreads({ count: 3 });
    expect(m.threadCount()).toBe(3);
  });

  it.each([0, -1, 1.5, NaN])("refuses %d threads", (count) => {
    expect(() => m.configureThreads({ count })).toThrow(m.LinnetError);
    expect(() => m.configureThreads({ count })).toThrow(
      `configureThreads: count must be an integer in [1, 1024]; got ${count}. Use 1 for one thread.`,
    );
  });

  it("is by default what the machine has, up to 16", () => {
    expect(m.threadCount()).toBe(Math.min(16, hardwareThreads()));
  });
});

describe("the pool", () => {
  it("starts workers that report themselves, without being waited for", async () => {
    expect(await startedWorkers(3)).toBe(2);
    for (let ticket = 1; ticket <= 100; ticket++) m.announce(ticket);
  });

  it("counts from zero in memory that arrays have used", async () => {
    const { allocate, release } = await import("../memory/heap.js");
    const { elements } = await import("../memory/storage.js");
    const { int32 } = await import("../element-type.js");
    const used = Array.from({ length: 16 }, () => allocate(2 ** 20));
    for (const storage of used) elements(storage, int32).fill(-1);
    for (const storage of used) release(storage);
    allocate(3 * 2 ** 16); // tidies: the heap ends lower now, and what lies beyond is not zero
    expect(await startedWorkers(3)).toBe(2);
  });

  it("starts anew when the count changes", async () => {
    await startedWorkers(2);
    expect(await startedWorkers(3)).toBe(2);
  });

  it("has no workers on plain memory", () => {
    m.configureMemory({ shared: false });
    m.configureThreads({ count: 2 });
    expect(m.threadCount()).toBe(1);
    expect(m.readyWorkers()).toBe(0);
  });

  it("has no workers, and one thread, in a page that is not isolated", () => {
    vi.stubGlobal("process", undefined);
    vi.stubGlobal("crossOriginIsolated", false);
    m.configureThreads({ count: 2 });
    expect(m.threadCount()).toBe(1);
    expect(m.readyWorkers()).toBe(0);
  });

  it("has no workers where the platform refuses them", () => {
    vi.stubGlobal("process", undefined);
    vi.stubGlobal("crossOriginIsolated", true);
    vi.stubGlobal("Worker", function refuse(): never {
      throw new DOMException("refused by policy", "SecurityError");
    });
    m.configureThreads({ count: 2 });
    expect(m.threadCount()).toBe(2);
    expect(m.readyWorkers()).toBe(0);
  });
});
