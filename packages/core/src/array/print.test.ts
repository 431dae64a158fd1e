import { describe, expect, it } from "vitest";
import { arange, array, reshape, zeros } from "../index.js";
import type { NDArray } from "./ndarray.js";
import { format } from "./print.js";

describe("format", () => {
  // What `str` of NumPy 1.24 gives for the same elements.
  it.each<[string, NDArray, string]>([
    ["integers as floats", array([1, 2, 3]), "[1. 2. 3.]"],
    ["digits that differ", array([1.5, 2.25, -3]), "[ 1.5   2.25 -3.  ]"],
    ["eight digits after the point", array([1 / 3, 2 / 3, 100.125]), "[  0.33333333   0.66666667 100.125     ]"],
    [
      "a matrix",
      array([
        [1, 2.5],
        [-3, 4],
      ]),
      ["[[ 1.   2.5]", " [-3.   4. ]]"].join("\n"),
    ],
    [
      "three axes",
      reshape(arange(12), [2, 3, 2]),
      ["[[[ 0.  1.]", "  [ 2.  3.]", "  [ 4.  5.]]", "", " [[ 6.  7.]", "  [ 8.  9.]", "  [10. 11.]]]"].join("\n"),
    ],
    [
      "four axes",
      reshape(arange(8), [2, 2, 1, 2]),
      ["[[[[0. 1.]]", "", "  [[2. 3.]]]", "", "", " [[[4. 5.]]", "", "  [[6. 7.]]]]"].join("\n"),
    ],
    ["small numbers", array([0.00001, 1]), "[1.e-05 1.e+00]"],
    ["large numbers", array([123456789, 1]), "[1.23456789e+08 1.00000000e+00]"],
    ["a ratio above 1000", array([0.5, 501]), "[5.00e-01 5.01e+02]"],
    ["a ratio of 1000", array([0.5, 500]), "[  0.5 500. ]"],
    ["zeros beside small numbers", array([0, 0.00001234]), "[0.000e+00 1.234e-05]"],
    ["three-digit exponents", array([1e-300, 1, -2.5e100]), "[ 1.0e-300  1.0e+000 -2.5e+100]"],
    ["the smallest and largest doubles", array([5e-324, 1.7976931348623157e308]), "[4.94065646e-324 1.79769313e+308]"],
    ["nan and infinities", array([NaN, -Infinity, 1.5, Infinity]), "[ nan -inf  1.5  inf]"],
    ["nan alone", array([NaN, NaN]), "[nan nan]"],
    ["infinities alone", array([Infinity, -Infinity]), "[ inf -inf]"],
    ["nan in scientific notation", array([NaN, 1e10]), "[   nan 1.e+10]"],
    ["negative zero", array([-0, 0]), "[-0.  0.]"],
    ["a half rounded down to an even digit", array([0.001953125]), "[0.00195312]"],
    ["a half rounded up to an even digit", array([0.005859375]), "[0.00585938]"],
    ["a half in scientific notation", array([1234567885, 1]), "[1.23456788e+09 1.00000000e+00]"],
    ["a carry to the left", array([0.999999999, 9.9999999999]), "[ 1. 10.]"],
    ["float32", array([0.1, 1 / 3, 16777216], { dtype: "float32" }), "[1.0000000e-01 3.3333334e-01 1.6777216e+07]"],
    [
      "float32 without a large one",
      array([0.1, 1 / 3, 2.5], { dtype: "float32" }),
      "[0.1        0.33333334 2.5       ]",
    ],
    [
      "float32 beyond its digits",
      array([1.1e10, 1.23456789e10], { dtype: "float32" }),
      "[1.1000001e+10 1.2345679e+10]",
    ],
    ["int32", array([1, -20, 300], { dtype: "int32" }), "[  1 -20 300]"],
    [
      "uint8 matrix",
      array(
        [
          [1, 200],
          [30, 4],
        ],
        { dtype: "uint8" },
      ),
      ["[[  1 200]", " [ 30   4]]"].join("\n"),
    ],
    ["uint32", array([4294967295, 0], { dtype: "uint32" }), "[4294967295          0]"],
    [
      "bools",
      array([
        [true, false],
        [false, true],
      ]),
      ["[[ True False]", " [False  True]]"].join("\n"),
    ],
    ["no elements", zeros([0]), "[]"],
    ["no elements, two axes", zeros([2, 0]), "[]"],
    ["0-d", array(1.5), "1.5"],
    ["0-d of many digits", array(1 / 3), "0.3333333333333333"],
    ["0-d whole", array(-2), "-2.0"],
    ["0-d large", array(1e16), "1e+16"],
    ["0-d below 1e16", array(123456789012345), "123456789012345.0"],
    ["0-d small", array(0.00001234), "1.234e-05"],
    ["0-d float32", array(0.1, { dtype: "float32" }), "0.1"],
    ["0-d nan", array(NaN), "nan"],
    ["0-d bool", array(true), "True"],
    ["0-d int", array(7, { dtype: "int8" }), "7"],
    [
      "lines of 75 characters",
      arange(40),
      [
        "[ 0.  1.  2.  3.  4.  5.  6.  7.  8.  9. 10. 11. 12. 13. 14. 15. 16. 17.",
        " 18. 19. 20. 21. 22. 23. 24. 25. 26. 27. 28. 29. 30. 31. 32. 33. 34. 35.",
        " 36. 37. 38. 39.]",
      ].join("\n"),
    ],
    [
      "long rows of a matrix",
      reshape(arange(60), [2, 30]),
      [
        "[[ 0.  1.  2.  3.  4.  5.  6.  7.  8.  9. 10. 11. 12. 13. 14. 15. 16. 17.",
        "  18. 19. 20. 21. 22. 23. 24. 25. 26. 27. 28. 29.]",
        " [30. 31. 32. 33. 34. 35. 36. 37. 38. 39. 40. 41. 42. 43. 44. 45. 46. 47.",
        "  48. 49. 50. 51. 52. 53. 54. 55. 56. 57. 58. 59.]]",
      ].join("\n"),
    ],
    ["1001 elements", arange(1001), "[   0.    1.    2. ...  998.  999. 1000.]"],
    [
      "a large matrix",
      reshape(arange(10000), [100, 100]),
      [
        "[[0.000e+00 1.000e+00 2.000e+00 ... 9.700e+01 9.800e+01 9.900e+01]",
        " [1.000e+02 1.010e+02 1.020e+02 ... 1.970e+02 1.980e+02 1.990e+02]",
        " [2.000e+02 2.010e+02 2.020e+02 ... 2.970e+02 2.980e+02 2.990e+02]",
        " ...",
        " [9.700e+03 9.701e+03 9.702e+03 ... 9.797e+03 9.798e+03 9.799e+03]",
        " [9.800e+03 9.801e+03 9.802e+03 ... 9.897e+03 9.898e+03 9.899e+03]",
        " [9.900e+03 9.901e+03 9.902e+03 ... 9.997e+03 9.998e+03 9.999e+03]]",
      ].join("\n"),
    ],
    [
      "a long matrix of few columns",
      reshape(arange(1200), [300, 4]),
      [
        "[[0.000e+00 1.000e+00 2.000e+00 3.000e+00]",
        " [4.000e+00 5.000e+00 6.000e+00 7.000e+00]",
        " [8.000e+00 9.000e+00 1.000e+01 1.100e+01]",
        " ...",
        " [1.188e+03 1.189e+03 1.190e+03 1.191e+03]",
        " [1.192e+03 1.193e+03 1.194e+03 1.195e+03]",
        " [1.196e+03 1.197e+03 1.198e+03 1.199e+03]]",
      ].join("\n"),
    ],
    [
      "a wide matrix of few rows",
      reshape(arange(1200), [4, 300]).astype("int32"),
      [
        "[[   0    1    2 ...  297  298  299]",
        " [ 300  301  302 ...  597  598  599]",
        " [ 600  601  602 ...  897  898  899]",
        " [ 900  901  902 ... 1197 1198 1199]]",
      ].join("\n"),
    ],
    ["a transposed view", reshape(arange(6), [2, 3]).T, ["[[0. 3.]", " [1. 4.]", " [2. 5.]]"].join("\n")],
    ["a reversed view", arange(5).slice("::-1"), "[4. 3. 2. 1. 0.]"],
  ])("prints as NumPy does: %s", (_, x, expected) => {
    expect(format(x)).toBe(expected);
  });

  it("shows 1000 elements in full and summarizes 1001", () => {
    expect(format(arange(1000))).not.toContain("...");
    expect(format(arange(1001))).toContain("...");
  });

  it("takes the format from the elements that are shown", () => {
    const hidden = zeros([2000]).with(["1000:1001"], 1e10);
    expect(format(hidden)).toBe("[0. 0. 0. ... 0. 0. 0.]");
  });

  it("keeps lines within 75 characters", () => {
    const lines = format(reshape(arange(900).div(7), [30, 30])).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75);
  });

  it("is what toString gives, and what the inspector of Node shows below dtype and shape", () => {
    const x = array([1.5, 2]);
    expect(`${x}`).toBe("[1.5 2. ]");
    const inspect = (x as unknown as Record<symbol, () => string>)[Symbol.for("nodejs.util.inspect.custom")];
    expect(inspect.call(x)).toBe("float64 [2]\n[1.5 2. ]");
  });
});
