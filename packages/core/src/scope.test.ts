import { describe, expect, it } from "vitest";
import { memoryStats } from "@linnet/kernels";
import { DisposedError, type NDArray, array, exp, ones, scope, zeros } from "./index.js";

describe("scope", () => {
  it("keeps what it returns, however deep, and releases the rest", () => {
    let inner = zeros([3]);
    const { y, list } = scope(() => {
      inner = ones([3]);
      return { y: inner.add(1), list: [exp(inner)] };
    });
    expect(y.toArray()).toEqual([2, 2, 2]);
    expect(list[0].size).toBe(3);
    expect(() => inner.add(1)).toThrow(DisposedError);
  });

  it("keeps the memory of returned views", () => {
    const view = scope(
      () =>
        array([
          [1, 2],
          [3, 4],
        ]).T,
    );
    expect(view.toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it("hands what an inner scope returns to the outer one", () => {
    let escaped: NDArray = zeros([1]);
    scope(() => {
      escaped = scope(() => ones([5]));
      expect(escaped.toArray()).toEqual([1, 1, 1, 1, 1]);
    });
    expect(() => escaped.toArray()).toThrow(DisposedError);
  });

  it("releases everything when the function throws, and refuses asynchronous ones", () => {
    let inner: NDArray = zeros([1]);
    expect(() =>
      scope(() => {
        inner = ones([2]);
        throw new RangeError("stop");
      }),
    ).toThrow(RangeError);
    expect(() => inner.toArray()).toThrow(DisposedError);
    expect(() => scope(async () => ones([2]))).toThrow(
      "scope: the function must be synchronous; got one that returns a promise. Await outside of it.",
    );
  });

  it("a loop of 10,000 steps in a scope takes no new memory", () => {
    const x = ones([64, 64]);
    const step = (): number => scope(() => x.mul(2).add(x).matmul(x).sum().item());
    step();
    const before = memoryStats().blocks;
    for (let i = 0; i < 10_000 / 50; i++) step();
    expect(memoryStats().blocks).toBe(before);
  });
});
