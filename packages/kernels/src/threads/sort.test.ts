import { afterAll, describe, expect, it, vi } from "vitest";
import { operand, tight } from "../conformance/operand.js";
import { type ElementType, bool, float32, float64, int16, int32 } from "../element-type.js";
import { release } from "../memory/heap.js";
import { elements } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { argsort } from "../wasm/argsort.js";
import { argpartition, argselect } from "../wasm/rank.js";
import { sort } from "../wasm/sort.js";
import { configureThreads, readyWorkers, threadCount } from "./pool.js";

afterAll(() => threads(1));

/** Sets the number of threads and waits for the workers, where there can be any. */
async function threads(count: number): Promise<void> {
  configureThreads({ count });
  await vi.waitFor(() => expect(readyWorkers()).toBe(threadCount() - 1), { timeout: 10_000, interval: 5 });
}

/** Numbers that look random, with signs of zero, NaN and many equal ones among them. */
function wild(i: number): number {
  const word = Math.imul(Math.imul(i + 1, 1664525) + 1013904223, 22695477) >> 4;
  if (word % 50 === 0) return [NaN, -0, 0, -Infinity, 7][Math.abs(word / 50) % 5];
  return word / 1000;
}

function input(type: ElementType, shape: readonly number[], value: (i: number) => number): Strided {
  const x = operand(type, shape, tight(shape), 0);
  const data = elements(x.storage, type);
  for (let i = 0; i < x.layout.size; i++) data[x.offset + i] = value(i);
  return x;
}

/** What a kernel writes must not depend on the number of threads. */
async function expectSameBits(type: ElementType, shape: readonly number[], run: (out: Strided) => void): Promise<void> {
  const results: Uint8Array[] = [];
  for (const count of [1, 2, 4]) {
    await threads(count);
    const out = operand(type, shape, tight(shape), 77);
    run(out);
    results.push(new Uint8Array(elements(out.storage, bool)));
    release(out.storage);
  }
  const [first, ...others] = results;
  for (const other of others) expect(other.findIndex((byte, i) => byte !== first[i])).toBe(-1);
}

describe("sorting and selecting on threads", () => {
  it.each([float32, float64])(
    "a long lane of $name is sorted in parts to the same bits",
    async (type) => {
      for (const value of [wild, () => 3, (i: number) => i % 2, (i: number) => -i]) {
        const x = input(type, [300_001], value);
        for (const descending of [false, true]) {
          await expectSameBits(type, [300_001], (out) => sort(x, 0, descending, out));
        }
      }
    },
    60_000,
  );

  it.each([float32, float64, int16])(
    "many lanes of $name, along any axis",
    async (type) => {
      for (const [shape, axis] of [
        [[400, 700], 1],
        [[700, 400], 0],
        [[30, 100, 90], 1],
      ] as const) {
        const x = input(type, shape, wild);
        await expectSameBits(type, shape, (out) => sort(x, axis, true, out));
        await expectSameBits(int32, shape, (out) => argsort(x, axis, false, out));
        await expectSameBits(int32, shape, (out) => argpartition(x, axis, 31, false, out));
      }
    },
    60_000,
  );

  it("ranks of many rows", async () => {
    const x = input(float64, [500, 600], wild);
    const ranks = input(int32, [500, 3], (i) => (i * 7919) % 600);
    await expectSameBits(int32, [500, 3], (out) => argselect(x, ranks, out));
  }, 60_000);
});
