import { describe, expect, it } from "vitest";
import { IndexError, type NDArray, ShapeError, arange, array, complex, imag, real, square, zeros } from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";
import { takeAlongAxis } from "./take-along-axis.js";

const x = arange(12).reshape([3, 4]);

describe("takeAlongAxis", () => {
  it("chooses in each lane", () => {
    const indices = array(
      [
        [0, 3],
        [1, -1],
        [2, 2],
      ],
      { dtype: "int32" },
    );
    expect(takeAlongAxis(x, indices).toArray()).toEqual([
      [0, 3],
      [5, 7],
      [10, 10],
    ]);
    expect(takeAlongAxis(x.T, indices.T, { axis: 0 }).toArray()).toEqual([
      [0, 5, 10],
      [3, 7, 10],
    ]);
  });

  it("broadcasts the other axes", () => {
    const row = array([[2, 0]], { dtype: "int32" });
    expect(takeAlongAxis(x, row).toArray()).toEqual([
      [2, 0],
      [6, 4],
      [10, 8],
    ]);
    const many = array([[2], [0]], { dtype: "int32" });
    expect(takeAlongAxis(arange(3).reshape([1, 3]), many).toArray()).toEqual([[2], [0]]);
  });

  it("takes complex numbers whole, and adds them up in its derivatives", () => {
    const indices = array([[0, 3, 3]], { dtype: "int32" });
    for (const dtype of ["complex64", "complex128"] as const) {
      const z = complex(x, x.mul(-2)).astype(dtype).slice("::-1", ":");
      const taken = takeAlongAxis(z, indices);
      expect(taken.dtype).toBe(dtype);
      expect(real(taken).toArray()).toEqual(takeAlongAxis(real(z), indices).toArray());
      expect(imag(taken).toArray()).toEqual(takeAlongAxis(imag(z), indices).toArray());
    }
    const f = (y: NDArray): NDArray => real(square(takeAlongAxis(complex(y, square(y)), indices)));
    checkVjp(f, x.mul(0.1));
    checkJvp(f, x.mul(0.1));
  });

  it("may choose nothing", () => {
    expect(takeAlongAxis(x, zeros([3, 0], { dtype: "int32" })).shape).toEqual([3, 0]);
  });

  it("has derivatives that add up where an index comes twice", () => {
    const indices = array([[0, 3, 3]], { dtype: "int32" });
    checkVjp((y) => takeAlongAxis(y, indices), x);
    checkJvp((y) => takeAlongAxis(y, indices), x);
    checkVjp((y) => takeAlongAxis(y, indices, { axis: 0 }), arange(24).reshape([4, 6]).slice(":", "::2"));
  });

  it("refuses indices that do not fit", () => {
    const flat: NDArray = zeros([4], { dtype: "int32" });
    expect(() => takeAlongAxis(x, flat)).toThrow(ShapeError);
    expect(() => takeAlongAxis(x, flat)).toThrow(
      "takeAlongAxis: indices must have as many axes as x; got x [3, 4] and indices [4].",
    );
    const far = array([[0], [4], [0]], { dtype: "int32" });
    expect(() => takeAlongAxis(x, far)).toThrow(IndexError);
    expect(() => takeAlongAxis(x, far)).toThrow(
      "takeAlongAxis: indices must lie in [-4, 3] for axis 1 of an array [3, 4]; got 4 at position [1, 0].",
    );
    expect(() => takeAlongAxis(x, zeros([2, 1], { dtype: "int32" }))).toThrow(
      "takeAlongAxis: dimensions 3 and 2 do not broadcast; got a [3, 1] and b [2, 1].",
    );
  });
});
