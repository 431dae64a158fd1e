import { type NDArray, ShapeError, ValueError, array, max, median, min, quantile, random, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { MinMaxScaler } from "./min-max-scaler.js";
import { RobustScaler } from "./robust-scaler.js";

const x: NDArray = random(1).normal([41, 3], { mean: 4, std: 3 });

/** Of results of a few operations on numbers up to `size`. */
function expectNear(actual: NDArray, expected: NDArray, size: number): void {
  const e = expected.toTypedArray();
  actual.toTypedArray().forEach((v, i) => expect(Math.abs(v - e[i])).toBeLessThanOrEqual(8 * Number.EPSILON * size));
}

describe("MinMaxScaler", () => {
  it("maps the least number of a column to one end and the largest to the other, and back", () => {
    const scaler = MinMaxScaler.fit(x, { range: [-2, 5] });
    const z = scaler.transform(x);
    expect((min(z, { axis: 0 }) as NDArray).toArray()).toEqual([-2, -2, -2]);
    expectNear(max(z, { axis: 0 }), array([5, 5, 5]), 7);
    expectNear(scaler.inverseTransform(z), x, 20);
    const unit = MinMaxScaler.fit(x).transform(x);
    expect((max(unit, { axis: 0 }) as NDArray).toArray()).toEqual([1, 1, 1]);
  });

  it("takes constant columns to the lower end, and does not clip other rows", () => {
    const scaler = MinMaxScaler.fit(
      array([
        [1, 5],
        [3, 5],
      ]),
      { range: [1, 2] },
    );
    expect(scaler.transform(array([[5, 5]])).toArray()).toEqual([[3, 1]]);
    expect(scaler.inverseTransform(array([[3, 1]])).toArray()).toEqual([[5, 5]]);
  });

  it("refuses missing values, other ranges, and a spread that overflows", () => {
    expect(() => MinMaxScaler.fit(array([[1], [Number.NaN]]))).toThrow(ValueError);
    expect(() => MinMaxScaler.fit(array([[1], [Number.NaN]]))).toThrow(
      "MinMaxScaler.fit: x must have no missing values; got NaN in column 0, row 1. Fill them with Imputer, or drop such rows.",
    );
    expect(() => MinMaxScaler.fit(x, { range: [1, 1] })).toThrow(
      "MinMaxScaler.fit: range must be two finite numbers, ascending; got [1, 1].",
    );
    expect(() => MinMaxScaler.fit(array([[-1.5e308], [1.5e308]]))).toThrow(
      "MinMaxScaler.fit: the spread of a column must be finite; got column 0.",
    );
    expect(() => MinMaxScaler.fit(x).transform(zeros([2, 2]))).toThrow(ShapeError);
    expect(() => MinMaxScaler.fit(x).transform(zeros([2, 2]))).toThrow(
      "MinMaxScaler.transform: x must have the 3 columns that were fitted; got x [2, 2].",
    );
  });
});

describe("RobustScaler", () => {
  it("gives columns median 0 and an interquartile range of 1, and back", () => {
    const scaler = RobustScaler.fit(x);
    const z = scaler.transform(x) as NDArray;
    expect((median(z, { axis: 0 }) as NDArray).toArray()).toEqual([0, 0, 0]);
    const spread = (quantile(z, 0.75, { axis: 0 }) as NDArray).sub(quantile(z, 0.25, { axis: 0 }) as NDArray);
    expectNear(spread, array([1, 1, 1]), 2);
    expectNear(scaler.inverseTransform(z) as NDArray, x, 20);
  });

  it("is not moved by outliers, and only shifts a column whose quantiles are equal", () => {
    const wild = x.with([0, 0], 1e9);
    expect(RobustScaler.fit(wild).scale.toArray()[1]).toBe(RobustScaler.fit(x).scale.toArray()[1]);
    expect(RobustScaler.fit(wild).scale.at(0).item()).toBeLessThan(10);
    const mostly = array([[2], [2], [2], [2], [9]]);
    expect(RobustScaler.fit(mostly).transform(mostly).toArray()).toEqual([[0], [0], [0], [0], [7]]);
  });

  it("refuses other quantiles", () => {
    expect(() => RobustScaler.fit(x, { quantiles: [25, 75] })).toThrow(
      "RobustScaler.fit: quantiles must be two numbers of [0, 1], ascending; got [25, 75].",
    );
  });
});

it("both are the same from their JSON, of float32 too", () => {
  const single = x.astype("float32") as NDArray;
  const [a, b] = [MinMaxScaler.fit(single, { range: [-1, 1] }), RobustScaler.fit(single)];
  const back = [MinMaxScaler.fromJSON(JSON.stringify(a)), RobustScaler.fromJSON(JSON.stringify(b))];
  expect(back[0].transform(single).toArray()).toEqual(a.transform(single).toArray());
  expect(back[1].transform(single).toArray()).toEqual(b.transform(single).toArray());
  expect(a.transform(single).dtype).toBe("float32");
  expect(() => RobustScaler.fromJSON({ ...b.toJSON(), median: 3 })).toThrow(
    "RobustScaler.fromJSON: median must be an array { dtype, shape, data }; got 3.",
  );
});
