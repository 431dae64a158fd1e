import { DisposedError, type NDArray, ones } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Turnover } from "./turnover.js";

const isLive = (x: NDArray): boolean => {
  try {
    return x.toArray() !== undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DisposedError);
    return false;
  }
};

describe("Turnover", () => {
  it("gives back what a later step no longer has, and never what it was given", () => {
    const [given, first, second] = [ones([2]), ones([2]), ones([2])];
    const turnover = new Turnover([given]);
    turnover.replace([first, given]);
    turnover.replace({ second, given });
    expect([given, first, second].map(isLive)).toEqual([true, false, true]);
    turnover.replace([second]);
    expect([given, second].map(isLive)).toEqual([true, true]);
  });

  it("leaves alone what was shown, also when it stays for steps to come", () => {
    const [model, state, next] = [ones([2]), ones([2]), ones([2])];
    const turnover = new Turnover([]);
    turnover.replace([model, state]);
    turnover.share(model);
    turnover.replace([model, next]);
    turnover.replace([next]);
    expect([model, state, next].map(isLive)).toEqual([true, false, true]);
    turnover.end();
    expect([model, next].map(isLive)).toEqual([true, false]);
  });

  it("tells arrays apart by their memory: a view keeps it", () => {
    const matrix = ones([2, 2]);
    const turnover = new Turnover([]);
    turnover.replace([matrix]);
    turnover.replace([matrix.T]);
    expect(isLive(matrix)).toBe(true);
    turnover.replace([]);
    expect(isLive(matrix)).toBe(false);
  });
});
