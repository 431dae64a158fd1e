import { memoryStats, threadCount } from "@linnet/kernels";
import { afterEach, describe, expect, it } from "vitest";
import { ValueError, array, configure, ones, setThreads } from "./index.js";

describe("configure", () => {
  const { limit } = memoryStats();
  const threads = threadCount();
  afterEach(() => configure({ memory: limit, threads }));

  it("bounds the heap; results beyond live elsewhere", () => {
    configure({ memory: 0 });
    expect(memoryStats().limit).toBe(0);
    const x = ones([4096]);
    expect([x.storage.owner, x.sum().item()]).toEqual([null, 4096]);
  });

  it("leaves alone what it is not told", () => {
    configure({ memory: 2 ** 28 });
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

  it("setThreads is configure({ threads })", () => {
    setThreads(1);
    expect(threadCount()).toBe(1);
    expect(() => setThreads(1.5)).toThrow(ValueError);
    expect(() => setThreads(1.5)).toThrow(
      "setThreads: threads must be an integer in [1, 1024]; got 1.5. Use 1 for one thread.",
    );
  });

  it("sets how arrays are printed", () => {
    const x = array([1 / 3, 2 / 3]);
    configure({ print: { precision: 2 } });
    expect(`${x}`).toBe("[0.33 0.67]");
    configure({ print: { precision: 8 } });
    expect(`${x}`).toBe("[0.33333333 0.66666667]");
  });

  it.each<[string, object, string]>([
    ["a negative limit", { memory: -1 }, "memory must be a number of bytes ≥ 0; got -1. Infinity sets no bound."],
    [
      "a limit that is no number",
      { memory: NaN },
      "memory must be a number of bytes ≥ 0; got NaN. Infinity sets no bound.",
    ],
    ["no thread", { threads: 0 }, "threads must be an integer in [1, 1024]; got 0. Use 1 for one thread."],
    ["precision", { print: { precision: -1 } }, "precision must be an integer in [0, 100]; got -1."],
    ["threshold", { print: { threshold: "all" } }, 'threshold must be a number ≥ 0; got "all".'],
    ["edgeItems", { print: { edgeItems: 0 } }, "edgeItems must be a positive integer; got 0."],
    ["lineWidth", { print: { lineWidth: 0 } }, "lineWidth must be a number ≥ 1; got 0."],
    ["suppress", { print: { suppress: 1 } }, "suppress must be true or false; got 1."],
    [
      "an option that there is not",
      { print: { digits: 3 } },
      "print options are precision, threshold, edgeItems, lineWidth and suppress; got digits.",
    ],
    [
      "print options that are none",
      { print: 3 },
      "options must be an object; got 3. Give them by name: { name: value }.",
    ],
  ])("refuses %s, and changes nothing", (_, configuration, message) => {
    const before = `${array([1 / 3])}`;
    expect(() => configure({ threads: 1, ...configuration })).toThrow(ValueError);
    expect(() => configure(configuration)).toThrow(`configure: ${message}`);
    expect([memoryStats().limit, `${array([1 / 3])}`]).toEqual([limit, before]);
  });
});
