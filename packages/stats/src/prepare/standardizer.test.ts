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

  it("takes a constant for one where rounding leaves its mean beside it", () => {
    const x = array([[0.1], [0.1], [0.1]]);
    expect(mean(x, { axis: 0 }).toArray()).not.toEqual([0.1]);
    const scaler = Standardizer.fit(x);
    expect([scaler.mean.toArray(), scaler.scale.toArray()]).toEqual([[0.1], [1]]);
    expect(scaler.transform(x).toArray()).toEqual([[0], [0], [0]]);
    expect(
      Standardizer.fit(array([[7, -1]]))
        .transform(array([[7, 0]]))
        .toArray(),
    ).toEqual([[0, 1]]);
  });

  it("refuses NaN, a divisor that is not positive, and what is no array", () => {
    expect(() => Standardizer.fit(array([[1], [Infinity]]))).toThrow(
      "Standardizer.fit: x must be finite; got Infinity at index [1, 0]. Remove or impute such entries.",
    );
    expect(() => Standardizer.fit(array([[1, 2]]), { ddof: 1 })).toThrow(
      "n − ddof must be positive; got n 1 and ddof 1.",
    );
    const untyped = Standardizer as unknown as { fit(x: unknown): Standardizer };
    expect(() => untyped.fit([[1, 2]])).toThrow(
      "Standardizer.fit: x must be an NDArray; got a list. Make one with array(…).",
    );
    expect(() => Standardizer.fit(zeros([1, 1])).transform(3 as unknown as NDArray)).toThrow(
      "Standardizer.transform: x must be an NDArray; got 3. Make one with array(…).",
    );
  });

  it("refuses vectors, bools and other columns", () => {
    expect(() => Standardizer.fit(zeros([3]) as NDArray)).toThrow(ShapeError);
    expect(() => Standardizer.fit(zeros([3]) as NDArray)).toThrow(
      "Standardizer.fit: x must be a matrix with at least one row and one column; got x [3].",
    );
    expect(() => Standardizer.fit(array([[true]]))).toThrow(DTypeError);
    expect(() => Standardizer.fit(zeros([2, 2])).transform(zeros([2, 3]) as NDArray)).toThrow(
      "Standardizer.transform: x must have the 2 columns that were fitted; got x [2, 3].",
    );
  });

  it("is the same from its JSON, to the last bit", () => {
    const x: NDArray = random(1).normal([9, 3], { dtype: "float32" });
    const scaler = Standardizer.fit(x);
    const back = Standardizer.fromJSON(JSON.stringify(scaler));
    expect(back.transform(x).toArray()).toEqual(scaler.transform(x).toArray());
    expect(back.mean.dtype).toBe("float32");
    expect(() => Standardizer.fromJSON({ ...scaler.toJSON(), scale: scaler.mean.slice(":2") })).toThrow(
      "Standardizer.fromJSON: scale must be an array { dtype, shape, data }; got an array [2].",
    );
  });
});
