import * as fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { float64 } from "../element-type.js";
import type { Operand } from "./staging.js";
import type { Storage } from "./storage.js";

type Modules = typeof import("./heap.js") &
  typeof import("./memory.js") &
  typeof import("./staging.js") &
  typeof import("./stats.js") &
  typeof import("./storage.js");

let m: Modules;
beforeEach(async () => {
  vi.resetModules();
  m = {
    ...(await import("./heap.js")),
    ...(await import("./memory.js")),
    ...(await import("./staging.js")),
    ...(await import("./stats.js")),
    ...(await import("./storage.js")),
  };
});

/** A storage of float64, in the heap or spilled. */
function make(values: readonly number[], spilled: boolean): Storage {
  m.configureMemory({ limit: spilled ? 0 : 2 ** 30 });
  const s = m.allocate(Math.max(values.length * 8, spilled ? 8193 : 0));
  m.elements(s, float64).set(values);
  expect(m.inHeap(s)).toBe(!spilled);
  return s;
}

const whole = (storage: Storage, n: number, offset = 0): Operand => ({
  type: float64,
  storage,
  offset,
  reach: [0, n - 1],
});

describe("beyond the limit", () => {
  it("results live in ordinary buffers and hold their elements", () => {
    m.configureMemory({ limit: 2 * 2 ** 20 });
    const all = Array.from({ length: 40 }, (_, i) => {
      const s = m.allocate(100_000);
      m.elements(s, float64).fill(i);
      return s;
    });
    const { spills, spilledBytes, used } = m.memoryStats();
    expect(spills).toBe(all.filter((s) => !m.inHeap(s)).length);
    expect(spills).toBeGreaterThan(10);
    expect(spilledBytes).toBe(spills * 100_000);
    expect(used).toBeLessThanOrEqual(2 * 2 ** 20);
    all.forEach((s, i) => expect(m.elements(s, float64).every((x) => x === i)).toBe(true));
    for (const s of all) m.release(s);
    expect(m.inHeap(m.allocate(100_000))).toBe(true);
  });

  it("small results spill too, and come back once memory is released", () => {
    m.configureMemory({ limit: 65536 });
    const all = Array.from({ length: 200 }, () => m.allocate(1000));
    expect(all.filter((s) => !m.inHeap(s)).length).toBeGreaterThan(100);
    for (const s of all) m.release(s);
    expect(m.inHeap(m.allocate(8192))).toBe(true);
  });

  it("released buffers throw as released cells do", () => {
    const s = make([1], true);
    m.release(s);
    expect(s.buffer).toBe(null);
    expect(() => m.elements(s, float64)).toThrow("elements: the array must be live;");
  });
});

describe("withStaged", () => {
  it("gives a kernel right addresses wherever the operands are", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 20 }), (spillIn, spillOut, offset) => {
        const n = 2000;
        const x = make(
          Array.from({ length: n + offset }, (_, i) => i),
          spillIn,
        );
        const y = make(
          Array.from({ length: n + 3 }, () => -1),
          spillOut,
        );
        m.withStaged([whole(x, n, offset)], [whole(y, n, 2)], (from, to) => {
          const { f64 } = m.wholeMemory();
          for (let i = 0; i < n; i++) f64[to / 8 + i] = 2 * f64[from / 8 + i];
        });
        const got = Array.from(m.elements(y, float64).subarray(0, n + 3));
        expect(got).toEqual([-1, -1, ...Array.from({ length: n }, (_, i) => 2 * (i + offset)), -1]);
      }),
    );
  });

  it("lets operands that share a spilled storage share its copy", () => {
    const s = make([1, 2, 3, 4, 5, 6], true);
    const evens: Operand = { type: float64, storage: s, offset: 5, reach: [-4, 0] };
    const odds: Operand = { type: float64, storage: s, offset: 0, reach: [0, 4] };
    m.withStaged([evens], [odds], (from, to) => {
      const { f64 } = m.wholeMemory();
      for (let i = 0; i < 3; i++) f64[to / 8 + 2 * i] += 10 * f64[from / 8 - 2 * i];
    });
    expect(Array.from(m.elements(s, float64).subarray(0, 6))).toEqual([61, 2, 43, 4, 25, 6]);
  });

  it("stages nothing for operands without elements, and answers what the kernel answers", () => {
    const s = make([], true);
    expect(m.withStaged([{ ...whole(s, 0), reach: m.reachOf([0, 3], [3, 1]) }], [], () => 7)).toBe(7);
  });
});

describe("reachOf", () => {
  it("spans the elements that strides touch, negative ones included", () => {
    expect(m.reachOf([2, 3], [3, 1])).toEqual([0, 5]);
    expect(m.reachOf([2, 3], [-3, 1])).toEqual([-3, 2]);
    expect(m.reachOf([5], [0])).toEqual([0, 0]);
    expect(m.reachOf([], [])).toEqual([0, 0]);
    expect(m.reachOf([4, 0], [1, 1])).toEqual([0, -1]);
  });
});
