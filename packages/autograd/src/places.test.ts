import { array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Places } from "./places.js";

describe("Places", () => {
  it("counts from 1; 0 is nobody's", () => {
    const places = new Places();
    const [x, y, constant] = [array(1), array(2), array(3)];
    expect([places.add(x), places.add(y)]).toEqual([1, 2]);
    expect([x, y, constant].map((z) => places.of(z))).toEqual([1, 2, 0]);
    expect(places.end).toBe(3);
  });

  it("keeps an array apart in each record that follows it, whichever was the first", () => {
    const [outer, inner] = [new Places(), new Places()];
    const [x, y] = [array(1), array(2)];
    expect([outer.add(x), outer.add(y)]).toEqual([1, 2]);
    expect(inner.of(x)).toBe(0);
    expect([inner.add(y), inner.add(x)]).toEqual([1, 2]);
    expect([x, y].map((z) => outer.of(z))).toEqual([1, 2]);
    expect([x, y].map((z) => inner.of(z))).toEqual([2, 1]);
  });

  it("knows nothing of what it has forgotten, nor of what others had followed", () => {
    const [first, second] = [new Places(), new Places()];
    const [x, y] = [array(1), array(2)];
    first.add(x);
    second.add(x);
    first.clear();
    expect(first.of(x)).toBe(0);
    expect(first.add(y)).toBe(1);
    expect(first.of(x)).toBe(0);
    expect(second.of(x)).toBe(1);
    second.clear();
    expect(second.of(x)).toBe(0);
    expect(second.add(x)).toBe(1);
    expect(second.of(x)).toBe(1);
  });
});
