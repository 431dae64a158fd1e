import { type NDArray, arange, array, complex, random } from "@linnet/core";
import { nextTask } from "@linnet/core/extend";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Batchable, type StreamBatchOptions, batches } from "../batches.js";
import { Table } from "../table.js";
import { refusal, rejection } from "../testing.js";

const rowsOf = (x: NDArray): number[] => x.toArray() as number[];

/** Rows 0 … n − 1 as a stream of chunks of these sizes, in turn; `seen` counts what was asked for and how it ended. */
class Rows implements AsyncIterable<{ x: NDArray; y: NDArray }> {
  asked = 0;
  closed = 0;
  constructor(
    readonly n: number,
    readonly sizes: readonly number[],
    readonly fail?: (i: number) => void,
  ) {}
  async *[Symbol.asyncIterator](): AsyncGenerator<{ x: NDArray; y: NDArray }> {
    try {
      for (let start = 0, i = 0; start < this.n; i++) {
        this.asked++;
        await nextTask();
        this.fail?.(i);
        const stop = Math.min(this.n, start + this.sizes[i % this.sizes.length]);
        const y = arange(start, stop, 1, { dtype: "int32" });
        yield {
          x: y
            .astype("float32")
            .reshape([-1, 1])
            .add(array([[0, 0.5, 0.25]], { dtype: "float32" })),
          y,
        };
        start = stop;
      }
    } finally {
      this.closed++;
    }
  }
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of stream) list.push(item);
  return list;
}

async function* of<T>(...items: readonly T[]): AsyncGenerator<T> {
  await nextTask();
  yield* items;
}

const cases = fc.record({
  n: fc.nat(60),
  sizes: fc.array(fc.integer({ min: 1, max: 23 }), { minLength: 1, maxLength: 4 }),
  size: fc.integer({ min: 1, max: 17 }),
  prefetch: fc.nat(3),
  window: fc.integer({ min: 1, max: 70 }),
  seed: fc.nat(),
});
const runs = { numRuns: 25 };

describe("batches of a stream", () => {
  it("are its rows in order, size of them at a time, wherever chunks end", async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.boolean(), async ({ n, sizes, size, prefetch }, dropLast) => {
        const list = await all(batches(new Rows(n, sizes), { size, prefetch, dropLast }));
        const kept = dropLast ? n - (n % size) : n;
        expect(list.flatMap(({ y }) => rowsOf(y))).toEqual(Array.from({ length: kept }, (_, i) => i));
        expect(list.slice(0, -1).every(({ y }) => y.size === size)).toBe(true);
        for (const { x, y } of list) {
          expect([x.dtype, y.dtype]).toEqual(["float32", "int32"]);
          expect(x.toArray()).toEqual(rowsOf(y).map((i) => [i, i + 0.5, i + 0.25]));
        }
      }),
      runs,
    );
  });

  it("with shuffle hold each row once, none before its window has come", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ n, sizes, size, prefetch, window, seed }) => {
        const options = { size, prefetch, shuffle: true, window, rng: random(seed) } as const;
        const list = await all(batches(new Rows(n, sizes), options));
        for (const { x, y } of list) expect(x.toArray()).toEqual(rowsOf(y).map((i) => [i, i + 0.5, i + 0.25]));
        const order = list.flatMap(({ y }) => rowsOf(y));
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
        expect(order.every((row, place) => row < place + window)).toBe(true);
        if (window === 1) expect(order).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
      runs,
    );
  });

  it("have an order that the seed decides, and not the chunks; another in each epoch", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ n, sizes, size, window, seed }) => {
        const epochs = async (chunks: readonly number[]): Promise<number[][]> => {
          const stream = batches(new Rows(n, chunks), { size, shuffle: true, window, rng: random(seed) });
          const orders: number[][] = [];
          for (let epoch = 0; epoch < 2; epoch++) orders.push((await all(stream)).flatMap(({ y }) => rowsOf(y)));
          return orders;
        };
        const [first, second] = await epochs(sizes);
        expect(await epochs([7])).toEqual([first, second]);
      }),
      runs,
    );
    const stream = batches(new Rows(100, [30]), { size: 10, shuffle: true, window: 50, rng: random(1) });
    const order = async (): Promise<number[]> => (await all(stream)).flatMap(({ y }) => rowsOf(y));
    expect(await order()).not.toEqual(await order());
  });

  it("with a window of all rows are in any order equally often", async () => {
    const counts = new Map<string, number>();
    const rng = random(7);
    const draws = 600;
    for (let k = 0; k < draws; k++) {
      const [{ y }] = await all(batches(of({ y: arange(3) }), { size: 3, shuffle: true, window: 3, rng }));
      const order = rowsOf(y).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const expected = draws / 6;
    const chi2 = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(6);
    expect(chi2).toBeLessThan(20.5); // the 0.999 quantile of χ² with 5 degrees of freedom
  });

  it("may be in more rows than a window draws numbers for at once", async () => {
    const options = { size: 500, shuffle: true, window: 100, rng: random(3) } as const;
    const order = (await all(batches(new Rows(3000, [999]), options))).flatMap(({ y }) => rowsOf(y));
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 3000 }, (_, i) => i));
  });

  it("keep the chunks' structure: tables with texts, arrays, lists; all dtypes; no rows", async () => {
    const table = new Table({ "2": array([1, 2, 3]), ok: array([true, false, true]), a: ["x", "y", "z"] }, [
      "a",
      "2",
      "ok",
    ]);
    const tables = await all(batches(of(table.slice(0, 2), table.slice(2)), { size: 3 }));
    expect(tables.map((one) => [one.names, ...one.rows()])).toEqual([[["a", "2", "ok"], ...table.rows()]]);
    const wide = array([
      [1, 2],
      [3, 4],
    ]);
    expect((await all(batches(of(wide, wide.T), { size: 3 }))).map((x) => x.toArray())).toEqual([
      [
        [1, 2],
        [3, 4],
        [1, 3],
      ],
      [[2, 4]],
    ]);
    const z = complex(array([1, 2, 3]), array([4, 5, 6]));
    const pairs = await all(batches(of([z, array([true, false, true])]), { size: 2 }));
    expect(pairs.map(([a, b]) => [a.dtype, a.toArray(), b.toArray()])).toEqual([
      [
        "complex128",
        [
          [1, 4],
          [2, 5],
        ],
        [true, false],
      ],
      ["complex128", [[3, 6]], [true]],
    ]);
    expect(await all(batches(of<NDArray>(), { size: 3 }))).toEqual([]);
    expect(await all(batches(of(arange(0), arange(0)), { size: 3 }))).toEqual([]);
    expect(await all(batches(of(arange(0), arange(2)), { size: 3 }))).toHaveLength(1);
  });

  it("are arrays of their own: chunks may be given back", async () => {
    const chunk = arange(4);
    const stream = batches(of(chunk), { size: 2 })[Symbol.asyncIterator]();
    const first = (await stream.next()).value as NDArray;
    chunk.dispose();
    expect(first.toArray()).toEqual([0, 1]);
    expect((await stream.next()).value.toArray()).toEqual([2, 3]);
  });
});

describe("prefetch", () => {
  const askedAfterFirst = async (prefetch: number): Promise<number> => {
    const rows = new Rows(100, [10]);
    const iterator = batches(rows, { size: 10, prefetch })[Symbol.asyncIterator]();
    await iterator.next();
    for (let i = 0; i < 30; i++) await nextTask(); // the reader works
    const { asked } = rows;
    await iterator.return?.();
    return asked;
  };

  it("makes so many batches while the reader works, and no more", async () => {
    expect([await askedAfterFirst(0), await askedAfterFirst(1), await askedAfterFirst(3)]).toEqual([1, 2, 4]);
  });

  it("is 1 by default", async () => {
    const rows = new Rows(100, [10]);
    for await (const _ of batches(rows, { size: 10 })) {
      for (let i = 0; i < 10; i++) await nextTask();
      break;
    }
    expect(rows.asked).toBe(2);
  });

  it("tells an error in its turn, after the batches before it, and rejects nothing else", async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): unknown => unhandled.push(error);
    process.on("unhandledRejection", note);
    try {
      const rows = new Rows(100, [10], (i) => {
        if (i === 3) throw new RangeError("the line is cut");
      });
      const seen: number[] = [];
      const read = async (): Promise<void> => {
        for await (const { y } of batches(rows, { size: 10, prefetch: 5 })) {
          seen.push(y.at(0).item());
          for (let i = 0; i < 10; i++) await nextTask();
        }
      };
      expect(await rejection(read())).toBe("RangeError: the line is cut");
      expect(seen).toEqual([0, 10, 20]);
      // Nobody waits for the error that was made ahead here:
      const left = batches(new Rows(9, [3], rows.fail), { size: 1, prefetch: 20 })[Symbol.asyncIterator]();
      await left.next();
      for (let i = 0; i < 20; i++) await nextTask();
    } finally {
      process.off("unhandledRejection", note);
    }
    expect(unhandled).toEqual([]);
  });
});

describe("the end of a stream of batches", () => {
  it("closes the source once, whoever ends: the source, the reader, an error of the reader", async () => {
    const whole = new Rows(30, [7]);
    await all(batches(whole, { size: 10 }));
    const left = new Rows(1000, [7]);
    for await (const { y } of batches(left, { size: 10, prefetch: 3 })) if (y.at(0).item() >= 20) break;
    const thrown = new Rows(1000, [7]);
    const read = async (): Promise<void> => {
      for await (const _ of batches(thrown, { size: 10 })) throw new RangeError("enough");
    };
    expect(await rejection(read())).toBe("RangeError: enough");
    expect([whole.closed, left.closed, thrown.closed]).toEqual([1, 1, 1]);
    expect(left.asked).toBeLessThanOrEqual(5 + 6); // of three batches, and of those made ahead
    const before = left.asked;
    await nextTask();
    expect(left.asked).toBe(before);
  });

  it("comes with an abort at once, even where a chunk never comes, and closes the source", async () => {
    const controller = new AbortController();
    let closed = 0;
    const source: AsyncIterable<NDArray> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: () => Promise.resolve({ done: true, value: (closed++, undefined) }),
      }),
    };
    const reading = all(batches(source, { size: 10, signal: controller.signal }));
    await nextTask();
    controller.abort(new RangeError("no more"));
    expect(await rejection(reading)).toBe("RangeError: no more");
    expect(closed).toBe(1);
  });

  it("comes with an abort between batches, although others are ready", async () => {
    const controller = new AbortController();
    const rows = new Rows(100, [50]);
    const seen: number[] = [];
    const read = async (): Promise<void> => {
      for await (const { y } of batches(rows, { size: 10, prefetch: 3, signal: controller.signal })) {
        seen.push(y.at(0).item());
        for (let i = 0; i < 5; i++) await nextTask();
        if (seen.length === 2) controller.abort(new RangeError("no more"));
      }
    };
    expect(await rejection(read())).toBe("RangeError: no more");
    expect(seen).toEqual([0, 10]);
    await nextTask();
    expect(rows.closed).toBe(1);
    const late = new Rows(10, [1]);
    expect(await rejection(all(batches(late, { size: 1, signal: controller.signal })))).toBe("RangeError: no more");
    expect(late.asked).toBe(0);
  });

  it("tells what closing the source throws", async () => {
    const source: AsyncIterable<NDArray> = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.resolve({ done: false, value: arange(3) }),
        return: () => Promise.reject(new RangeError("stuck")),
      }),
    };
    const read = async (): Promise<void> => {
      for await (const _ of batches(source, { size: 2 })) break;
    };
    expect(await rejection(read())).toBe("RangeError: stuck");
  });
});

describe("batches of a stream refuse", () => {
  const any = (value: unknown): never => value as never;
  const x = arange(2);
  it.each([
    [{ size: 0 }, "size must be a positive integer; got 0."],
    [{ size: 1, prefetch: -1 }, "prefetch must be a number of batches; got -1."],
    [{ size: 1, prefetch: 1.5 }, "prefetch must be a number of batches; got 1.5."],
    [{ size: 1, shuffle: true }, "shuffle must have a source of randomness; got no rng. Pass rng: random(seed)."],
    [
      { size: 1, shuffle: true, rng: random(1) },
      "a stream that is shuffled must have a window of rows; got undefined. Rows are shuffled within it: as many as memory has room for.",
    ],
    [
      { size: 1, shuffle: true, rng: random(1), window: 0 },
      "a stream that is shuffled must have a window of rows; got 0. Rows are shuffled within it: as many as memory has room for.",
    ],
  ])("%j", (options, message) => {
    expect(refusal(() => batches(of(x), options as StreamBatchOptions))).toBe(`ValueError: batches: ${message}`);
  });

  it.each<[string, readonly unknown[], string]>([
    ["no arrays", [3], "ValueError: batches: data must hold arrays; got 3."],
    [
      "arrays that differ in length",
      [{ x, y: arange(3) }],
      "ShapeError: batches: arrays must share their first dimension; got x [2] and y [3].",
    ],
    ["other names", [{ x }, { y: x }], "ValueError: batches: chunks must all hold x; got y in chunk 1."],
    ["more names", [{ x }, { x, y: x }], "ValueError: batches: chunks must all hold x; got x, y in chunk 1."],
    [
      "another dtype",
      [{ x }, { x }, { x: x.astype("float32") }],
      "DTypeError: batches: x must have one dtype in all chunks; got the first chunk float64 and chunk 2 float32.",
    ],
    [
      "texts in place of numbers",
      [new Table({ x }), new Table({ x: ["a", "b"] })],
      "DTypeError: batches: x must have one dtype in all chunks; got the first chunk float64 and chunk 1 text.",
    ],
    [
      "rows of another shape",
      [x.reshape([1, 2]), x.reshape([2, 1])],
      "ShapeError: batches: rows of data must have one shape in all chunks; got the first chunk [2] and chunk 1 [1].",
    ],
  ])("chunks with %s", async (_, chunks, message) => {
    expect(await rejection(all(batches(of(...chunks) as AsyncIterable<Batchable>, { size: 9 })))).toBe(message);
  });

  it.each(["window", "prefetch", "signal"])("%s for data in memory, which is there at once", (name) => {
    const got = name === "signal" ? "an object" : "2";
    const value = name === "signal" ? new AbortController().signal : 2;
    expect(refusal(() => batches(x, any({ size: 1, [name]: value })))).toBe(
      `ValueError: batches: ${name} must be left out where data is in memory; got ${got}. It is for streams.`,
    );
  });
});
