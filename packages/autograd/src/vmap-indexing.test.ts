import {
  type NDArray,
  array,
  gather,
  mul,
  neg,
  putAlongAxis,
  reshape,
  scatterAdd,
  sin,
  slice,
  square,
  stack,
  sum,
  take,
  takeAlongAxis,
  withValue,
} from "@linnet/core";
import { toBeCloseToArray } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { grad } from "./grad.js";
import { type Each, batch, close, index, loop, matrices, w } from "./testing/batches.js";
import { vmap } from "./vmap.js";

expect.extend({ toBeCloseToArray });

describe("indexing that differs over the batch", () => {
  const both = index as NDArray;
  it.each<[string, Each]>([
    ["take of what differs", (x, i) => take(x, i as never)],
    ["take of what is the same", (_x, i) => take(w, i as never, { axis: 1 })],
    ["take along a later axis", (x, i) => take(mul(w, x), i as never, { axis: 1 })],
    ["gather", (x, i) => gather(mul(w, x), i as never, { axis: 0 })],
    ["scatterAdd", (x, i) => scatterAdd(w, i as never, stack([x, square(x)], { axis: 1 }), { axis: 1 })],
    ["takeAlongAxis", (x, i) => takeAlongAxis(x, i as never)],
    ["putAlongAxis", (x, i) => putAlongAxis(x, i as never, neg(i.astype("float64")), { axis: 0 })],
    ["slice by positions", (x, i) => slice(mul(w, x), ":", i as never)],
    [
      "slice by positions in two places",
      (x, i) => slice(mul(matrices, x), i as never, ":", array([0, 2], { dtype: "int32" })),
    ],
    ["slice by positions that broadcast", (x, i) => slice(mul(w, x), reshape(i, [2, 1]) as never, i as never)],
    ["with at positions", (x, i) => withValue(mul(w, x), [":", i as never], 7)],
  ])("%s", (_name, f) => {
    expect(vmap(f)(batch, both).toArray()).toEqual(loop(f, batch, both).toArray());
    const slope: Each = (x, i) => grad((a: NDArray) => sum(sin(f(a, i))))(x);
    expect(vmap(slope)(batch, both)).toBeCloseToArray(loop(slope, batch, both), close);
    const alone = (i: NDArray): NDArray => f(batch.at(0), i); // positions only
    expect(vmap(alone)(both).toArray()).toEqual(loop(alone, both).toArray());
  });

  it.each<[string, Each]>([
    ["with at positions, of an array", (x, i) => withValue(w, [i as never, ":"], stack([x, neg(x)]))],
    ["with at positions, of a row", (x, i) => withValue(w, [":", i as never], stack([sum(x), x.at(0)]))],
  ])("%s", (_name, f) => {
    expect(vmap(f)(batch, both).toArray()).toEqual(loop(f, batch, both).toArray());
    const slope: Each = (x, i) => grad((a: NDArray) => sum(sin(f(a, i))))(x);
    expect(() => vmap(slope)(batch, both)).toThrow("vmap: f must not read elements"); // which of equal positions is last
    expect(vmap(slope, { inAxes: [0, null] })(batch, both.at(0))).toBeCloseToArray(
      loop((x) => slope(x, both.at(0)), batch),
      close,
    );
  });

  it("still refuses positions outside of a member", () => {
    for (const wrong of [3, -4]) {
      const positions = withValue(index, [1, 0], wrong);
      expect(() => vmap((x: NDArray, i: NDArray) => take(x, i as never))(batch, positions)).toThrow(/^take: /);
      expect(() => vmap((x: NDArray, i: NDArray) => slice(x, i as never))(batch, positions)).toThrow(/^slice: /);
    }
  });

  it("has a gradient by tables: an embedding with indices for each example", () => {
    const loss = (table: NDArray, i: NDArray): NDArray => sum(square(take(table, i as never, { axis: 0 })));
    const slopes = vmap(grad(loss), { inAxes: [null, 0] })(w, index);
    expect(slopes.toArray()).toEqual(loop((i) => grad(loss)(w, i), index).toArray());
  });
});
