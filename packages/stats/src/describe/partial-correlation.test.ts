import { describe, expect, it } from "vitest";
import { type NDArray, array, concat, matmul, mean, ones, random, slice, sub, zeros } from "@linnet/core";
import { lstsq } from "@linnet/linalg";
import { correlation } from "./covariance.js";
import { partialCorrelation } from "./partial-correlation.js";

describe("partialCorrelation", () => {
  it("is the correlation of what is left when the other columns are regressed out", () => {
    const rng = random(1);
    const x: NDArray = matmul(rng.normal([60, 4]), rng.normal([4, 4])).add(5) as NDArray;
    const others = concat([ones([60, 1]), slice(x, ":", "2:") as NDArray], { axis: 1 }) as NDArray;
    const pair = slice(x, ":", ":2") as NDArray;
    const left: NDArray = sub(pair, matmul(others, lstsq(others, pair).x as NDArray) as NDArray);
    const expected: number = correlation(sub(left, mean(left, { axis: 0 }) as NDArray) as NDArray)
      .at(0, 1)
      .item();
    const got: NDArray = partialCorrelation(x);
    // Condition of x some hundreds: 60·ε·cond.
    expect(Math.abs(got.at(0, 1).item() - expected)).toBeLessThanOrEqual(60 * Number.EPSILON * 500);
    expect(got.toArray()).toEqual((got.T as NDArray).toArray());
  });

  it("of two columns is their correlation", () => {
    const x = random(2).normal([20, 2]);
    const [a, b] = [partialCorrelation(x), correlation(x)].map((r) => r.at(0, 1).item());
    expect(Math.abs(a - b)).toBeLessThanOrEqual(22 * Number.EPSILON);
  });

  it("refuses too few rows, constants, and columns that depend on others", () => {
    expect(() => partialCorrelation(zeros([3, 3]))).toThrow(
      "partialCorrelation: x must have more rows than columns; got x [3, 3].",
    );
    const x: NDArray = random(3).normal([10, 2]);
    expect(() => partialCorrelation(concat([x, ones([10, 1])], { axis: 1 }) as NDArray)).toThrow(
      "partialCorrelation: no column may be constant; got column 2. Drop it first.",
    );
    const both = slice(x, ":", "0:1")
      .add(slice(x, ":", "1:2").mul(2))
      .add(7);
    expect(() => partialCorrelation(concat([x, both as NDArray], { axis: 1 }) as NDArray)).toThrow(
      "partialCorrelation: no column may depend on those before it; got column 2. Drop it first.",
    );
    expect(() => partialCorrelation(array([[NaN]]))).toThrow("partialCorrelation: x must have no missing values");
  });
});
