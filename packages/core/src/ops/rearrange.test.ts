import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, arange, permuteDims, zeros } from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";
import { rearrange } from "./rearrange.js";

const ramp = (...shape: number[]): NDArray => arange(shape.reduce((n, d) => n * d, 1)).reshape(shape);
const plain = rearrange as (x: NDArray, pattern: string, lengths?: Record<string, number>) => NDArray;

describe("rearrange", () => {
  it("permutes as permuteDims does", () => {
    const orders = fc.shuffledSubarray(["a", "b", "c", "d"], { minLength: 4 });
    fc.assert(
      fc.property(orders, (order) => {
        const x = ramp(2, 3, 1, 2);
        const y = plain(x, `a b c d -> ${order.join(" ")}`);
        const axes = order.map((name) => "abcd".indexOf(name));
        expect(y.toArray()).toEqual(permuteDims(x, axes).toArray());
      }),
    );
  });

  it("splits and merges, the last axis of a group running fastest, and back again", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        (h, w, c) => {
          const x = ramp(2, h * w, c);
          const y = plain(x, "b (h w) c -> (c w) b h", { h });
          expect(y.shape).toEqual([c * w, 2, h]);
          for (let i = 0; i < c * w; i++) {
            for (let j = 0; j < h; j++) {
              expect(y.at(i, 1, j).item()).toBe(x.at(1, j * w + (i % w), Math.floor(i / w)).item());
            }
          }
          expect(plain(y, "(c w) b h->b (h w) c", { c }).toArray()).toEqual(x.toArray());
        },
      ),
    );
  });

  it("knows ellipses, axes of length 1, and groups of everything and nothing", () => {
    expect(plain(ramp(2, 3, 4, 5), "a ... d -> d ... a").shape).toEqual([5, 3, 4, 2]);
    expect(plain(ramp(2, 3), "... -> ... 1").shape).toEqual([2, 3, 1]);
    expect(plain(ramp(2, 1, 3), "a 1 b -> (a b)").toArray()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(plain(ramp(2), "a -> () a 1").shape).toEqual([1, 2, 1]);
    expect(plain(zeros([]), "->").item()).toBe(0);
    expect(plain(zeros([0, 2]), "a b -> (a b)").shape).toEqual([0]);
    const x = ramp(2, 3);
    expect(plain(x, "a b -> a b")).not.toBe(x);
  });

  it("repeats along axes that only the right side has", () => {
    const lengths = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(lengths, lengths, lengths, lengths, (m, n, r, q) => {
        const x = ramp(m, n);
        const y = plain(x, "a b -> r b (a q)", { r, q });
        expect(y.shape).toEqual([r, n, m * q]);
        const naive = Array.from({ length: r * n * m * q }, (_, i) => {
          const [row, place] = [Math.floor(i / (m * q)) % n, Math.floor((i % (m * q)) / q)];
          return place * n + row;
        });
        expect([...y.toTypedArray()]).toEqual(naive);
      }),
    );
    expect(plain(zeros([]), "-> a 1 b", { a: 2, b: 3 }).shape).toEqual([2, 1, 3]);
    expect(plain(ramp(3), "... -> 1 ... r", { r: 2 }).toArray()).toEqual([
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
    ]);
  });

  it("has derivatives", () => {
    const repeated = (x: NDArray): NDArray => plain(x, "a b -> (b r) a", { r: 3 });
    checkVjp(repeated, ramp(2, 3));
    checkJvp(repeated, ramp(2, 3));
    const f = (x: NDArray): NDArray => plain(x, "(a b) c -> b (c a)", { a: 2 });
    checkVjp(f, ramp(4, 3));
    checkJvp(f, ramp(4, 3));
  });

  it.each<[string, NDArray, Record<string, number>, new (...args: never[]) => Error, string]>([
    [
      "a b",
      zeros([2, 2]),
      {},
      ValueError,
      'rearrange: pattern must have names, 1, "..." and groups in parentheses on both sides of "->"; got "a b".',
    ],
    [
      "(a b -> a b",
      zeros([2]),
      {},
      ValueError,
      'rearrange: pattern must have names, 1, "..." and groups in parentheses on both sides of "->"; got "(a b -> a b".',
    ],
    [
      "a b -> a",
      zeros([2, 2]),
      {},
      ValueError,
      'rearrange: the right side must have every axis of the left; got "a b -> a". Reduce over an axis with reduceAxes.',
    ],
    ["a a -> a a", zeros([2, 2]), {}, ValueError, 'rearrange: an axis must stand once on a side; got "a a -> a a".'],
    ["a -> a", zeros([2, 2]), {}, ShapeError, "rearrange: x must have 1 axes, as the pattern names; got x [2, 2]."],
    [
      "a b c ... -> ... a b c",
      zeros([2, 2]),
      {},
      ShapeError,
      "rearrange: x must have at least 3 axes, as the pattern names; got x [2, 2].",
    ],
    [
      "(a b) -> a b",
      zeros([4]),
      {},
      ValueError,
      "rearrange: all but one length of (a b) must be known; got a and b. Give them: { a: … }.",
    ],
    ["(a b) -> a b", zeros([4]), { a: 3 }, ShapeError, "rearrange: axis 0 must split into (a b) by 3; got x [4]."],
    ["(a b) -> a b", zeros([4]), { a: 1.5 }, ValueError, "rearrange: lengths must be integers ≥ 0; got a: 1.5."],
    [
      "a -> a b",
      zeros([2]),
      {},
      ValueError,
      "rearrange: the length of a new axis must be known; got b. Give it: { b: … }.",
    ],
    ["a -> a b", zeros([2]), { b: -1 }, ValueError, "rearrange: lengths must be integers ≥ 0; got b: -1."],
    ["a -> a b b", zeros([2]), { b: 2 }, ValueError, 'rearrange: an axis must stand once on a side; got "a -> a b b".'],
    ["a -> a", zeros([2]), { b: 2 }, ValueError, 'rearrange: lengths must be of axes in the pattern; got "b".'],
    ["a 1 -> a", zeros([2, 2]), {}, ShapeError, "rearrange: axis 1 must split into (1) by 1; got x [2, 2]."],
    ["a -> a", [1] as never, {}, ValueError, "rearrange: x must be an NDArray; got a list. Make one with array(…)."],
  ])("refuses %s", (pattern, x, lengths, kind, message) => {
    const call = (): NDArray => plain(x, pattern, lengths);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
