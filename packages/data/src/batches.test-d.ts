import { type NDArray, random } from "@linnet/core";
import { describe, expectTypeOf, it } from "vitest";
import { batches } from "./batches.js";
import type { Digits } from "./datasets/digits.js";
import type { Table } from "./table.js";

declare const digits: Digits;
declare const pair: readonly [NDArray<"float32", readonly [number, 3]>, NDArray<"int32", readonly [number]>];
declare const unknownRank: { x: NDArray };
declare const table: Table<{ x: NDArray<"float64", readonly [9]>; name: readonly string[] }>;
declare const stream: AsyncGenerator<{ x: NDArray<"float32", readonly [7, 3]>; y: NDArray<"int32", readonly [7]> }>;
declare const tables: AsyncIterable<typeof table>;

describe("the type of a batch", () => {
  it("is the data's, with a first dimension that only the run time knows", () => {
    for (const batch of batches(digits, { size: 64 })) {
      expectTypeOf(batch.images).toEqualTypeOf<NDArray<"float64", readonly [number, 8, 8]>>();
      expectTypeOf(batch.data).toEqualTypeOf<NDArray<"float64", readonly [number, 64]>>();
      expectTypeOf(batch.target).toEqualTypeOf<NDArray<"int32", readonly [number]>>();
    }
    for (const [x, y] of batches(pair, { size: 64 })) {
      expectTypeOf(x).toEqualTypeOf<NDArray<"float32", readonly [number, 3]>>();
      expectTypeOf(y).toEqualTypeOf<NDArray<"int32", readonly [number]>>();
    }
    for (const indices of batches(10, { size: 3 }))
      expectTypeOf(indices).toEqualTypeOf<NDArray<"int32", readonly [number]>>();
    for (const { x } of batches(unknownRank, { size: 3 })) expectTypeOf(x).toEqualTypeOf<NDArray>();
  });

  it("shuffle asks for rng", () => {
    expectTypeOf(batches).toBeFunction();
    // @ts-expect-error Property 'rng' is missing
    batches(10, { size: 3, shuffle: true });
    // @ts-expect-error an array of numbers is not an NDArray
    batches({ x: [1, 2, 3] }, { size: 3 });
  });

  it("of a table is a table of other rows", () => {
    type Cut = { readonly x: NDArray<"float64", readonly [number]>; readonly name: readonly string[] };
    for (const batch of batches(table, { size: 2 })) expectTypeOf(batch).toEqualTypeOf<Table<Cut>>();
  });

  it("of a stream is that of its chunks, and waited for", async () => {
    for await (const { x, y } of batches(stream, { size: 64 })) {
      expectTypeOf(x).toEqualTypeOf<NDArray<"float32", readonly [number, 3]>>();
      expectTypeOf(y).toEqualTypeOf<NDArray<"int32", readonly [number]>>();
    }
    for await (const batch of batches(tables, { size: 2, prefetch: 3 })) {
      expectTypeOf(batch.columns.x).toEqualTypeOf<NDArray<"float64", readonly [number]>>();
    }
    // @ts-expect-error a window is missing
    batches(stream, { size: 2, shuffle: true, rng: random(1) });
    // @ts-expect-error prefetch is for streams
    batches(table, { size: 2, prefetch: 3 });
  });
});
