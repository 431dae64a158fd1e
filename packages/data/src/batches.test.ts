import { type NDArray, ShapeError, arange, array, random, scope } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batches } from "./batches.js";
import { Table } from "./table.js";
import { refusal } from "./testing.js";

const sizes = fc.record({ n: fc.nat(40), size: fc.integer({ min: 1, max: 12 }) });
const rowsOf = (x: NDArray): number[] => x.toArray() as number[];

describe("batches", () => {
  it("of n are the indices 0 to n − 1, each once and in order, in batches of size, the last one perhaps smaller", () => {
    fc.assert(
      fc.property(sizes, ({ n, size }) => {
        const all = [...batches(n, { size })].map(rowsOf);
        expect(all.flat()).toEqual(Array.from({ length: n }, (_, i) => i));
        expect(all.slice(0, -1).every((batch) => batch.length === size)).toBe(true);
        expect(batches(n, { size }).length).toBe(all.length);
      }),
    );
  });

  it("with dropLast are all of one size: n mod size rows are left out", () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), ({ n, size }, shuffled) => {
        const options = shuffled ? ({ shuffle: true, rng: random(1) } as const) : {};
        const all = [...batches(n, { size, dropLast: true, ...options })].map(rowsOf);
        expect(all.every((batch) => batch.length === size)).toBe(true);
        expect(all.flat()).toHaveLength(n - (n % size));
      }),
    );
  });

  it("with shuffle hold each row once, the same rows of all arrays", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), ({ n, size }, seed) => {
        const x = arange(3 * n).reshape([n, 3]);
        const y = arange(n, undefined, undefined, { dtype: "int32" });
        const seen: number[] = [];
        for (const batch of batches({ x, y }, { size, shuffle: true, rng: random(seed) })) {
          const rows = rowsOf(batch.y);
          expect(batch.x.toArray()).toEqual(rows.map((i) => [3 * i, 3 * i + 1, 3 * i + 2]));
          expect(batch.y.dtype).toBe("int32");
          seen.push(...rows);
        }
        expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
    );
  });

  it("are the same for the same seed, and differ from epoch to epoch", () => {
    const epochs = (): number[][] => {
      const all = batches(100, { size: 7, shuffle: true, rng: random(5) });
      return [1, 2, 3].map(() => [...all].flatMap(rowsOf));
    };
    const [first, second, third] = epochs();
    expect(epochs()).toEqual([first, second, third]);
    expect(second).not.toEqual(first);
    expect(third).not.toEqual(second);
  });

  it("may be asked for inside of scopes that end before the next is", () => {
    const iterator = batches(arange(100), { size: 30, shuffle: true, rng: random(5) })[Symbol.iterator]();
    const next = (): number[] => scope(() => rowsOf(iterator.next().value as NDArray));
    const rows = [next(), next(), next(), next()].flat();
    expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it("keep the data's structure: an array, a list, a record", () => {
    const x = array([[1], [2], [3]]);
    const y = array([4, 5, 6]);
    expect([...batches(x, { size: 2 })].map(rowsOf)).toEqual([[[1], [2]], [[3]]]);
    expect([...batches([x, y] as const, { size: 3 })].map(([a, b]) => [a.toArray(), b.toArray()])).toEqual([
      [
        [[1], [2], [3]],
        [4, 5, 6],
      ],
    ]);
    const [{ x: first }] = batches({ x, y }, { size: 2 });
    const shape: readonly [number, 1] = first.shape;
    expect(shape).toEqual([2, 1]);
  });

  it("of a table are tables of its rows", () => {
    const table = new Table({ "2": arange(5), name: [..."abcde"] }, ["name", "2"]);
    const inOrder = [...batches(table, { size: 2 })];
    expect(inOrder.map((batch) => [batch.names, batch.column("name"), batch.column("2").toArray()])).toEqual([
      [
        ["name", "2"],
        ["a", "b"],
        [0, 1],
      ],
      [
        ["name", "2"],
        ["c", "d"],
        [2, 3],
      ],
      [["name", "2"], ["e"], [4]],
    ]);
    const shuffled = [...batches(table, { size: 3, shuffle: true, rng: random(2) })].flatMap((batch) => [
      ...batch.rows(),
    ]);
    expect(shuffled.map((row) => row.name)).not.toEqual([..."abcde"]);
    expect(shuffled.toSorted((a, b) => Number(a["2"]) - Number(b["2"]))).toEqual([...table.rows()]);
  });

  it("in order are views: they cost no copy", () => {
    const x = arange(6);
    const [first] = batches(x, { size: 4 });
    x.dispose();
    expect(refusal(() => first.toArray())).toMatch(/^DisposedError: /);
  });

  it.each([0, -1, 2.5, NaN, Infinity])("refuse size %d", (size) => {
    expect(refusal(() => batches(10, { size }))).toBe(
      `ValueError: batches: size must be a positive integer; got ${size}.`,
    );
  });

  it.each([-1, 2.5, NaN, 2 ** 31])("refuse n = %d", (n) => {
    expect(refusal(() => batches(n, { size: 1 }))).toBe(`ValueError: batches: n must be a number of rows; got ${n}.`);
  });

  it("refuse to shuffle without a source of randomness: the order would not be reproducible", () => {
    const options = { size: 1, shuffle: true } as unknown as { size: number };
    expect(refusal(() => batches(10, options))).toBe(
      "ValueError: batches: shuffle must have a source of randomness; got no rng. Pass rng: random(seed).",
    );
  });

  it("refuse arrays that do not share their first dimension, or have none", () => {
    const data = { x: arange(3).reshape([3, 1]), y: arange(4) };
    expect(() => batches(data, { size: 1 })).toThrow(ShapeError);
    expect(refusal(() => batches(data, { size: 1 }))).toBe(
      "ShapeError: batches: arrays must share their first dimension; got x [3, 1] and y [4].",
    );
    expect(refusal(() => batches(array(1), { size: 1 }))).toBe(
      "ShapeError: batches: arrays must have a first axis to cut; got data [].",
    );
    expect(refusal(() => batches({}, { size: 1 }))).toBe("ValueError: batches: data must hold arrays; got none.");
    const wrong = { x: [1, 2] } as unknown as { x: NDArray };
    expect(refusal(() => batches(wrong, { size: 1 }))).toBe(
      "ValueError: batches: x must be an array; got a list. Make one with array(…).",
    );
  });
});
