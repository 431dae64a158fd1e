import { describe, expect, it } from "vitest";
import { DTypeError, type NDArray, ShapeError, array, mean, random, std, zeros } from "@linnet/core";
import { Standardizer } from "./standardizer.js";

describe("Standardizer", () => {
  it("gives columns mean 0 and deviation 1, and back", () => {
    const x: NDArray = random(1).normal([50, 4], { mean: 10, std: 3 });
    const scaler = Standardizer.fit(x);
    const z: NDArray = scaler.transform(x);
    // A mean of n rounded terms around 0: n·ε of their size, which is a few; 100·ε leaves room for x's own magnitude.
    for (const m of mean(z, { axis: 0 }).toArray() as number[])
      expect(Math.abs(m)).toBeLessThanOrEqual(100 * Number.EPSILON);
    for (const s of std(z, { axis: 0 }).toArray() as number[])
      expect(Math.abs(s - 1)).toBeLessThanOrEqual(100 * Number.EPSILON);
    const back = scaler.inverseTransform(z).toTypedArray();
    x.toTypedArray().forEach((v, i) =>
      expect(Math.abs(back[i] - v)).toBeLessThanOrEqual(8 * Number.EPSILON * (10 + Math.abs(v))),
    );
  });

  it("only shifts a constant column", () => {
    expect(
      Standardizer.fit(
        array([
          [1, 5],
          [3, 5],
        ]),
      )
        .transform(
          array([
            [1, 5],
            [3, 6],
          ]),
        )
        .toArray(),
    ).toEqual([
      [-1, 0],
      [1, 1],
    ]);
  });

  it("refuses vectors, bools and other columns", () => {
    expect(() => Standardizer.fit(zeros([3]) as NDArray)).toThrow(ShapeError);
    expect(() => Standardizer.fit(zeros([3]) as NDArray)).toThrow(
      "Standardizer.fit: x must be a matrix with at least one row and one column; got x [3].",
    );
    expect(() => Standardizer.fit(array([[true]]))).toThrow(DTypeError);
    expect(() => Standardizer.fit(zeros([2, 2])).transform(zeros([2, 3]) as NDArray)).toThrow(
      "Standardizer.transform: x must have the columns that were fitted; got x [2, 3] and mean [2].",
    );
  });
});
