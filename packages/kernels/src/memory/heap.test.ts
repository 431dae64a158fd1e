import * as fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { bool, complex64, float32, float64, int32 } from "../element-type.js";
import { DisposedError, MemoryError } from "../errors.js";
import { MAX_ARRAY_BYTES, allocate, release, reserve } from "./heap.js";
import { scratch } from "./scratch.js";
import { type Storage, elements, inHeap, released, requireLive } from "./storage.js";

type Modules = typeof import("./heap.js") &
  typeof import("./memory.js") &
  typeof import("./stats.js") &
  typeof import("./storage.js");

describe("allocate", () => {
  it.each([0, 1, 64, 65, 512, 513, 8192, 8193, 20_000, 1_000_000])(
    "gives %i bytes that keep what is written",
    (bytes) => {
      const a = allocate(bytes);
      const b = allocate(bytes);
      expect(a.bytes).toBe(bytes);
      expect(a.address % 64).toBe(0);
      elements(a, bool).fill(1);
      elements(b, bool).fill(2);
      expect(elements(a, bool).length).toBe(bytes);
      expect(elements(a, bool).every((x) => x === 1)).toBe(true);
      release(a);
      release(b);
    },
  );

  it.each([0, 100, 8192, 8193, 1_000_000])("uses %i released bytes again", (bytes) => {
    const first = allocate(bytes);
    release(first);
    const second = allocate(bytes);
    expect(second.address).toBe(first.address);
    expect(second.owner).not.toBe(released);
    release(second);
  });

  it.each([-1, NaN, MAX_ARRAY_BYTES + 1, Infinity])("refuses %d bytes with a MemoryError", (bytes) => {
    expect(() => allocate(bytes)).toThrow(MemoryError);
    expect(() => allocate(bytes)).toThrow(
      `allocate: an array must fit in 4294901760 bytes; got ${bytes} bytes. Work in smaller batches.`,
    );
  });

  it("refuses to reserve more than there are addresses", () => {
    expect(() => reserve(2 ** 32)).toThrow(MemoryError);
    expect(() => reserve(2 ** 32)).toThrow(
      "reserve: an array must fit in 1073741824 bytes; got 4294967296 bytes. Work in smaller batches.",
    );
  });
});

describe("elements", () => {
  it("is the whole storage in the type asked for, and one object while that stays the same", () => {
    const s = allocate(48);
    expect(elements(s, float64)).toBeInstanceOf(Float64Array);
    expect(elements(s, float64).length).toBe(6);
    expect(elements(s, float64)).toBe(elements(s, float64));
    expect(elements(s, complex64)).toBeInstanceOf(Float32Array);
    expect(elements(s, complex64)).toBe(elements(s, float32));
    expect(elements(s, int32).length).toBe(12);
    release(s);
  });

  it("throws DisposedError once the storage is released, although its view was kept", () => {
    const s = allocate(48);
    elements(s, float64);
    release(s);
    expect(s.owner).toBe(released);
    for (const use of [() => elements(s, float64), () => inHeap(s, "elements"), () => requireLive(s, "elements")]) {
      expect(use).toThrow(DisposedError);
      expect(use).toThrow(
        "elements: the array must be live; got one that was disposed or left its scope. " +
          "Return it from the scope, or copy it first.",
      );
    }
  });
});

describe("release", () => {
  it("does nothing the second time: memory is never handed out twice", () => {
    const s = allocate(100);
    release(s);
    release(s);
    const [a, b] = [allocate(100), allocate(100)];
    expect(a.address).not.toBe(b.address);
  });
});

describe("scratch and reserve", () => {
  it("never overlap with each other or with results, also when scratch grows", () => {
    const spans = [{ start: reserve(1000), bytes: 1000 }];
    for (const bytes of [1000, 100_000, 1_000_000]) {
      scratch(bytes);
      const s = allocate(bytes);
      spans.push({ start: s.address, bytes });
    }
    spans.push({ start: scratch(1_000_000), bytes: 1_000_000 });
    expectDisjoint(spans);
    expect(scratch(10)).toBe(scratch(1_000_000));
  });
});

describe("the heap under random use", () => {
  let m: Modules;
  beforeEach(async () => {
    vi.resetModules();
    m = {
      ...(await import("./heap.js")),
      ...(await import("./memory.js")),
      ...(await import("./stats.js")),
      ...(await import("./storage.js")),
    };
    m.configureMemory({ limit: 5 * 2 ** 20 });
  });

  const size = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 8192 }) },
    { weight: 2, arbitrary: fc.integer({ min: 8193, max: 100_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 100_000, max: 3_000_000 }) },
  );
  const step = fc.record({ size, drop: fc.nat(), keep: fc.boolean() });

  it("never lets two live storages overlap, within the limit", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        const live: Storage[] = [];
        for (const { size: bytes, drop, keep } of steps) {
          live.push(m.allocate(bytes));
          if (!keep)
            for (let i = 0; i < 3 && live.length > 0; i++) m.release(live.splice((drop + i) % live.length, 1)[0]);
        }
        const inside = live.filter((s) => m.inHeap(s)).map((s) => ({ start: s.address, bytes: Math.max(s.bytes, 1) }));
        expectDisjoint(inside);
        for (const { start, bytes } of inside) expect(start + bytes).toBeLessThanOrEqual(m.HEAP_BASE + 5 * 2 ** 20);
        for (const s of live) m.release(s);
      }),
    );
    const { used, free } = m.memoryStats();
    // 24 classes keep a slab they cut cells from; two cells of 6 KiB leave a quarter of their slab
    expect(used - free).toBeLessThanOrEqual(24 * 16384 + used / 4);
  });

  it("counts reserved memory apart from the limit", () => {
    m.reserve(2 ** 23);
    expect(m.inHeap(m.allocate(2 ** 22))).toBe(true);
    expect(m.inHeap(m.allocate(2 ** 22))).toBe(false);
  });

  it("gives cells back to blocks and blocks back to cells", () => {
    for (let round = 0; round < 3; round++) {
      const cells = Array.from({ length: 4000 }, () => m.allocate(1000));
      expect(cells.every((s) => m.inHeap(s))).toBe(true);
      for (const s of cells) m.release(s);
      const block = m.allocate(4_000_000);
      expect(m.inHeap(block)).toBe(true);
      m.release(block);
    }
    expect(m.memoryStats().spills).toBe(0);
  });
});

function expectDisjoint(spans: { start: number; bytes: number }[]): void {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  for (let i = 1; i < sorted.length; i++) {
    expect(sorted[i].start).toBeGreaterThanOrEqual(sorted[i - 1].start + sorted[i - 1].bytes);
  }
}
