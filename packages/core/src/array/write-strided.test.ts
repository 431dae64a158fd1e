import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, arange, array, zeros } from "../index.js";
import { slice } from "../ops/slice-pad.js";
import { floatViews } from "../testing.js";
import { writeElements } from "./write-strided.js";

describe("writeElements", () => {
  it("copies any view into any view of the same shape", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 4 }), fc.nat(), (x, axis) => {
        const twice = x.shape.map((n: number, i: number) => (i === axis % x.ndim ? 2 * n : n));
        const whole: NDArray = zeros(twice);
        const target = slice(whole, ...twice.map((_: number, i: number) => (i === axis % x.ndim ? "::-2" : ":")));
        writeElements(x, target);
        expect(target.toArray()).toEqual(x.toArray());
        expect(whole.toTypedArray().filter((v) => v !== 0).length).toBeLessThanOrEqual(x.size);
      }),
    );
  });

  it("moves long runs as a block", () => {
    const target = zeros([2, 100]);
    writeElements(arange(200).reshape([2, 100]), target);
    expect(Array.from(target.toTypedArray())).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  it("moves both parts of complex numbers", () => {
    const x = array([0, 1, 2], { dtype: "complex64" });
    const target = zeros([3], { dtype: "complex64" });
    writeElements(slice(x, "::-1"), target);
    expect(Array.from(target.toTypedArray())).toEqual([2, 0, 1, 0, 0, 0]);
  });
});
