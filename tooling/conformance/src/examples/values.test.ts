import { describe, expect, it } from "vitest";
import { isPromised, promisedIn } from "./values.js";

const keeps = (got: unknown, comment: string): boolean =>
  promisedIn(comment).every((promised) => isPromised(got, promised));

describe("promisedIn", () => {
  it.each<[string, readonly unknown[]]>([
    ["[1, 4, 9]", [[1, 4, 9]]],
    ["[1, 1], up to rounding", [[1, 1]]],
    ["about [0.8, 1.4] and 5", [[0.8, 1.4], 5]],
    ['"float32"', ["float32"]],
    ["{ loss: 0.08, accuracy: 0.98 }", [{ loss: 0.08, accuracy: 0.98 }]],
    ["true", [true]],
    ["[0, -0.666…]", [[0, -0.666]]],
    ["the same numbers on every platform", []],
    ["[n, k]", []],
    ["2·x", []],
  ])("reads %j", (comment, values) => expect(promisedIn(comment).map(({ value }) => value)).toEqual(values));
});

describe("isPromised", () => {
  it("takes roundings for nothing, and cut numbers by the digits that are there", () => {
    expect(keeps(0.1 + 0.2, "0.3")).toBe(true);
    expect(keeps(0.31, "0.3")).toBe(false);
    expect(keeps(-2 / 3, "-0.666…")).toBe(true);
    expect(keeps([1.3819, 3.6], "about [1.382, 3.6]")).toBe(true);
    expect(keeps(Number.NaN, "0.3")).toBe(false);
  });

  it("compares lists and records as a whole, and cut texts by their beginning", () => {
    expect(keeps([[1, 2]], "[[1, 2], [3]]")).toBe(false);
    expect(keeps({ a: 1, b: 2 }, "{ a: 1 }")).toBe(false);
    expect(keeps("a long sentence", '"a long…"')).toBe(true);
    expect(keeps("1", "1")).toBe(false);
  });
});
