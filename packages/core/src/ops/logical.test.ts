import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  array,
  arrayEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  zeros,
} from "../index.js";

describe("logic", () => {
  const [p, q] = [array([true, true, false, false]), array([true, false, true, false])];

  it("follows its truth tables", () => {
    expect(logicalAnd(p, q).toArray()).toEqual([true, false, false, false]);
    expect(logicalOr(p, q).toArray()).toEqual([true, true, true, false]);
    expect(logicalXor(p, q).toArray()).toEqual([false, true, true, false]);
    expect(logicalNot(p).toArray()).toEqual([false, false, true, true]);
  });

  it("obeys De Morgan over broadcast shapes", () => {
    const column = p.reshape([4, 1]);
    expect(arrayEqual(logicalNot(logicalAnd(column, q)), logicalOr(logicalNot(column), logicalNot(q)))).toBe(true);
  });

  it("is for bools alone", () => {
    const x = zeros([4]) as NDArray<any>;
    expect(() => logicalAnd(x, q)).toThrow(DTypeError);
    expect(() => logicalAnd(x, q)).toThrow(
      "logicalAnd: operands must be bool; got a float64 and b bool. Compare first: x.notEqual(0).",
    );
    expect(() => logicalOr(q, 1 as unknown as NDArray<"bool", [4]>)).toThrow(
      "logicalOr: operands must be bool; got a bool and b number.",
    );
    expect(() => logicalNot(x)).toThrow("logicalNot: x must be bool; got x float64. Compare first: x.notEqual(0).");
  });
});
