import { memoryStats, threadCount } from "@linnet/kernels";
import { afterEach, describe, expect, it } from "vitest";
import { LinnetError, configure, ones } from "./index.js";

describe("configure", () => {
  const { limit } = memoryStats();
  const threads = threadCount();
  afterEach(() => configure({ memoryLimit: limit, threads }));

  it("bounds the heap; results beyond live elsewhere", () => {
    configure({ memoryLimit: 0 });
    expect(memoryStats().limit).toBe(0);
    const x = ones([4096]);
    expect([x.storage.owner, x.sum().item()]).toEqual([null, 4096]);
  });

  it("leaves alone what it is not told", () => {
    configure({ memoryLimit: 2 ** 28 });
    configure({});
    configure({ threads: 1 });
    expect([memoryStats().limit, threadCount()]).toEqual([2 ** 28, 1]);
  });

  it("gives the same bits on any number of threads", () => {
    const x = ones([200, 300]).mul(0.1);
    configure({ threads: 1 });
    const once = x.matmul(x.T).toTypedArray();
    configure({ threads: 2 });
    expect(x.matmul(x.T).toTypedArray()).toEqual(once);
  });

  it("refuses sizes and counts that are none", () => {
    expect(() => configure({ memoryLimit: -1 })).toThrow(LinnetError);
    expect(() => configure({ memoryLimit: -1 })).toThrow(
      "configureMemory: limit must be a number of bytes ≥ 0; got -1. Infinity sets no bound.",
    );
    expect(() => configure({ threads: 0 })).toThrow(
      "configureThreads: count must be a positive integer; got 0. Use 1 for one thread.",
    );
  });
});
