import { type NDArray, ShapeError, ValueError, abs, array, convolve, correlate, matmul } from "@linnet/core";
import { floatArrays } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MatrixInput, VectorInput } from "../story/read.js";
import { assertWithin, gamma, integers, result } from "../testing.js";
import { type ConvolutionOptions, convolution } from "./convolution.js";

const lengths = fc.integer({ min: 1, max: 7 });
const vectors = lengths.chain((n) => integers(1, n).map(([row]) => row));
const modes = fc.constantFrom("full" as const, "same" as const, "valid" as const);
const op = "explain.convolution";

describe("convolution of vectors", () => {
  it("ends with core's convolve, whole numbers exactly", () => {
    fc.assert(
      fc.property(vectors, vectors, modes, (x, v, mode) => {
        const expected = convolve(array(x), array(v), { mode }).toArray() as number[];
        const y = convolution(x, v, { mode }).result("y").reshape([-1]).toArray() as number[];
        expect(y).toEqual(expected.map((entry) => entry + 0));
      }),
    );
  });

  it("ends with it in floats to 2·γₘ·|T|·|x|", () => {
    const pairs = fc
      .tuple(lengths, lengths)
      .chain(([n, m]) => fc.tuple(floatArrays({ shape: [n] }), floatArrays({ shape: [m] })));
    fc.assert(
      fc.property(pairs, modes, ([x, v], mode) => {
        const story = convolution(x as NDArray, v as NDArray, { mode });
        const bound = matmul(abs(result(story, "T")), abs(result(story, "x"))).mul(2 * gamma(7));
        const expected: NDArray = convolve(x as NDArray, v as NDArray, { mode });
        const least = 7 * Number.MIN_VALUE; // products that are not normal
        assertWithin(result(story, "y"), expected.reshape([-1, 1]), bound.add(least));
      }),
    );
  });

  it("is a product with a matrix that is constant along its diagonals", () => {
    fc.assert(
      fc.property(vectors, vectors, modes, (x, v, mode) => {
        const story = convolution(x, v, { mode });
        const T = story.result("T").toArray();
        T.slice(1).forEach((row, k) => row.slice(1).forEach((entry, i) => expect(entry).toBe(T[k][i])));
        expect(matmul(result(story, "T"), result(story, "x")).toArray()).toEqual(story.result("y").toArray());
      }),
    );
  });

  it("tells each row", () => {
    const story = convolution([1, 2, 3], [1, "-1/2"], { mode: "valid" });
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Write the kernel into the columns of a matrix, each a row lower",
      "Row 1 of T times x",
      "Row 2 of T times x",
      "The convolution is T·x",
    ]);
    expect(story.steps[1].latex).toBe("y_{1} = (-\\frac{1}{2}) \\cdot 1 + 1 \\cdot 2 = \\frac{3}{2}");
    expect(story.steps[1].why).toBe(
      "The kernel lies on x backwards here: its products with what it covers add up to 3/2.",
    );
  });
});

describe("convolution of images", () => {
  const sides = fc.integer({ min: 1, max: 5 });

  it("of one row ends with core's correlate: the kernel is not flipped", () => {
    fc.assert(
      fc.property(vectors, vectors, (x, v) => {
        fc.pre(x.length >= v.length);
        const expected = correlate(array(x), array(v)).toArray() as number[];
        expect(convolution([x], [v]).result("Y").toArray()).toEqual([expected.map((entry) => entry + 0)]);
      }),
    );
  });

  it("has the sums of windows, wherever they begin and whatever lies about x", () => {
    const images = fc.tuple(sides, sides).chain(([h, w]) => integers(h, w));
    const kernels = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
      .chain(([h, w]) => integers(h, w));
    fc.assert(
      fc.property(
        images,
        kernels,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 2 }),
        (x, w, stride, padding) => {
          fc.pre(w.length <= x.length + 2 * padding && w[0].length <= x[0].length + 2 * padding);
          const story = convolution(x, w, { stride, padding });
          const Y = story.result("Y").toArray();
          expect([Y.length, Y[0].length]).toEqual(
            [0, 1].map((axis) => {
              const [size, window] = axis === 0 ? [x.length, w.length] : [x[0].length, w[0].length];
              return Math.floor((size + 2 * padding - window) / stride) + 1;
            }),
          );
          Y.forEach((row, i) =>
            row.forEach((entry, j) => {
              let sum = 0;
              w.forEach((weights, r) =>
                weights.forEach((weight, s) => {
                  sum += weight * (x[i * stride + r - padding]?.[j * stride + s - padding] ?? 0);
                }),
              );
              expect(entry).toBe(sum + 0);
            }),
          );
          expect(matmul(result(story, "P"), result(story, "w")).toArray()).toEqual(story.result("y").toArray());
        },
      ),
    );
  });

  it("tells each window, and what it points at", () => {
    const story = convolution(
      [
        [1, 2],
        [3, 4],
      ],
      [[1, 1]],
      { padding: 1, stride: 2 },
    );
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Put a border of zeros about x",
      "Write the kernel into a column",
      "Window (1, 1) becomes row 1 of P",
      "Window (1, 2) becomes row 2 of P",
      "Window (2, 1) becomes row 3 of P",
      "Window (2, 2) becomes row 4 of P",
      "Multiply: all sums at once",
      "Write the sums where their windows are",
    ]);
    expect(
      story.steps[5].highlighted.filter(({ matrix }) => matrix === "X").map(({ row, column }) => [row, column]),
    ).toEqual([
      [2, 2],
      [2, 3],
    ]);
    expect(story.result("Y").toArray()).toEqual([
      [0, 0],
      [3, 4],
    ]);
  });
});

describe("convolution", () => {
  it.each<[string, VectorInput | MatrixInput, VectorInput | MatrixInput, ConvolutionOptions, Error]>([
    [
      "a kernel that does not fit",
      [[1]],
      [[1, 2]],
      {},
      new ShapeError(op, "kernel must fit on x with 0 borders", { x: [1, 1], kernel: [1, 2] }, "Raise padding."),
    ],
    [
      "a mode for images",
      [[1]],
      [[1]],
      { mode: "full" },
      new ValueError(op, "mode is no option for images", "full", "Leave it out."),
    ],
    [
      "a stride for vectors",
      [1],
      [1],
      { stride: 2 },
      new ValueError(op, "stride is no option for vectors", "2", "Leave it out."),
    ],
    [
      "another mode",
      [1],
      [1],
      { mode: "half" as "full" },
      new ValueError(op, 'mode must be "full" or "same" or "valid"', "half"),
    ],
    ["a stride of 0", [[1]], [[1]], { stride: 0 }, new ValueError(op, "stride must be an integer in [1, 8]", 0)],
    ["padding beyond 2", [[1]], [[1]], { padding: 3 }, new ValueError(op, "padding must be an integer in [0, 2]", 3)],
    [
      "a vector with an image",
      [1, 2],
      [[1]],
      {},
      new ShapeError(op, "the rows of x must be lists of one length", { x: [2] }),
    ],
  ])("refuses %s", (_name, x, kernel, options, error) => {
    expect(() => convolution(x, kernel, options)).toThrow(error);
  });
});
