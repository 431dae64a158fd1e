import { NDArray, ShapeError, ValueError, array, matmul as product } from "@linnet/core";
import { floatArrays } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrayOf, assertWithin, gamma, integers, result, sizes } from "../testing.js";
import { matmul } from "./matmul.js";

const ways = ["entries", "columns", "outer"] as const;
const shapes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }));

describe("matmul", () => {
  it("ends with what core computes, whichever way it is told: integers are exact", () => {
    const pairs = shapes.chain(([m, k, n]) => fc.tuple(integers(m, k, 1000), integers(k, n, 1000)));
    fc.assert(
      fc.property(pairs, fc.constantFrom(...ways), ([a, b], by) => {
        expect(matmul(a, b, { by }).result("C").toArray()).toEqual(product(arrayOf(a), arrayOf(b)).toArray());
      }),
    );
  });

  it("ends within 2·γₖ·|A|·|B| of it in floats", () => {
    const pairs = shapes.chain(([m, k, n]) => fc.tuple(floatArrays({ shape: [m, k] }), floatArrays({ shape: [k, n] })));
    fc.assert(
      fc.property(pairs, fc.constantFrom(...ways), ([a, b], by) => {
        const story = matmul(a, b, { by, arithmetic: "float64" });
        assertWithin(result(story, "C"), product(a, b), sizes(a, b).mul(2 * gamma(a.shape[1])));
      }),
    );
  });

  it("takes a step an entry, a column, or a column times a row", () => {
    const [a, b] = [
      [[1, 2, 3]],
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ];
    expect(ways.map((by) => matmul(a, b, { by }).steps.length)).toEqual([2, 2, 3]);
  });

  it("shows what is used and what is written", () => {
    const [, step] = matmul(
      [[1, 2]],
      [
        [3, 4],
        [5, -6],
      ],
    ).steps;
    expect(step.highlighted.map(({ side, matrix, row, column, role }) => [side, matrix, row, column, role])).toEqual([
      ["before", "A", 0, 0, "used"],
      ["before", "A", 0, 1, "used"],
      ["before", "B", 0, 1, "used"],
      ["before", "B", 1, 1, "used"],
      ["after", "C", 0, 1, "written"],
    ]);
    expect(step.before.C[0].map(({ text }) => text)).toEqual(["13", "·"]);
    expect(step.after.C[0].map(({ text }) => text)).toEqual(["13", "-8"]);
    expect(step.latex).toBe("c_{12} = 1 \\cdot 4 + 2 \\cdot (-6) = -8");
  });

  it("tells fractions exactly, and rounds where it is told to", () => {
    const third = matmul([["1/3"]], [["1/7"]]);
    expect(third.results.C[0][0]).toEqual({ value: 1 / 21, text: "1/21", latex: "\\frac{1}{21}" });
    expect(matmul([[0.1]], [[0.1]], { arithmetic: "exact" }).results.C[0][0].text).toBe("1/100");
    expect(matmul([[0.1, 0.2]], [[1], [1]], { precision: 17 }).results.C[0][0].text).toBe("0.30000000000000004");
    expect(matmul([[0.1]], [[0.1]], { arithmetic: "float32", precision: 9 }).results.C[0][0].text).toBe("0.0100000007");
    expect(matmul([[1.25]], [[1.25]], { arithmetic: { digits: 3 } }).results.C[0][0].text).toBe("1.56");
  });
});

describe("what cannot be told", () => {
  const message = (f: () => unknown): readonly [string, string] => {
    try {
      f();
    } catch (error) {
      return [(error as Error).constructor.name, (error as Error).message];
    }
    return ["nothing", "was thrown"];
  };

  it.each<[string, () => unknown, string, string]>([
    [
      "shapes",
      () => matmul([[1, 2]], [[1, 2]]),
      ShapeError.name,
      "explain.matmul: inner dimensions 2 and 1 differ; got a [1, 2] and b [1, 2].",
    ],
    [
      "ragged rows",
      () => matmul([[1, 2], [3]], [[1]]),
      ShapeError.name,
      "explain.matmul: the rows of a must be lists of one length; got a [2, 2].",
    ],
    [
      "no rows",
      () => matmul([], [[1]]),
      ShapeError.name,
      "explain.matmul: a must be a matrix of 1 to 16 rows and columns; got a [0].",
    ],
    [
      "a vector",
      () => matmul(array([1, 2]) as NDArray, [[1]]),
      ShapeError.name,
      "explain.matmul: a must be a matrix; got a [2].",
    ],
    [
      "what is too large",
      () => matmul(array(new Float64Array(17), { shape: [17, 1] }), [[1]]),
      ShapeError.name,
      'explain.matmul: a must be a matrix of 1 to 16 rows and columns; got a [17, 1]. Explain a part of it: a.slice(":4", ":4").',
    ],
    [
      "nothing",
      () => matmul(undefined as unknown as number[][], [[1]]),
      ValueError.name,
      "explain.matmul: a must be an NDArray or lists of numbers; got undefined. Wrap it: array(…).",
    ],
    [
      "a typed array",
      () => matmul([[1]], new Float64Array(1) as unknown as number[][]),
      ValueError.name,
      "explain.matmul: b must be an NDArray or lists of numbers; got Float64Array. Wrap it: array(…).",
    ],
    [
      "NaN",
      () => matmul([[1, Number.NaN]], [[1], [2]]),
      ValueError.name,
      'explain.matmul: entries of a must be finite numbers or numerals such as "1/3"; got NaN at index [0, 1].',
    ],
    [
      "words",
      () => matmul([[1]], [["one"]]),
      ValueError.name,
      'explain.matmul: entries of b must be finite numbers or numerals such as "1/3"; got "one" at index [0, 0].',
    ],
    [
      "complex numbers",
      () => matmul(array([[1]], { dtype: "complex128" }), [[1]]),
      ValueError.name,
      "explain.matmul: a must be real; got complex128.",
    ],
    [
      "an unknown way",
      () => matmul([[1]], [[1]], { by: "rows" as "entries" }),
      ValueError.name,
      'explain.matmul: by must be "entries" or "columns" or "outer"; got rows.',
    ],
    [
      "an unknown arithmetic",
      () => matmul([[1]], [[1]], { arithmetic: "float16" as "float32" }),
      ValueError.name,
      'explain.matmul: arithmetic must be "exact", "float64", "float32" or { digits }; got float16.',
    ],
    [
      "no digits",
      () => matmul([[1]], [[1]], { arithmetic: { digits: 0 } }),
      ValueError.name,
      "explain.matmul: arithmetic.digits must be an integer in [1, 15]; got 0.",
    ],
    [
      "too much precision",
      () => matmul([[1]], [[1]], { precision: 18 }),
      ValueError.name,
      "explain.matmul: precision must be an integer in [1, 17]; got 18.",
    ],
  ])("%s", (_name, f, type, text) => expect(message(f)).toEqual([type, text]));
});
