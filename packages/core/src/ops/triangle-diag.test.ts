import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, arange, array, complex, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { diag, diagonal, trace, tril, triu } from "./triangle-diag.js";

const matrices = floatViews({ minAxes: 2, maxAxes: 3, maxLength: 4 });
const offsets = fc.integer({ min: -5, max: 5 });

/** The matrices of `x` as lists, leading axes joined. */
function listed(x: NDArray): number[][][] {
  const [rows, cols] = x.shape.slice(-2);
  return rows * cols === 0 ? [] : (x.reshape([-1, rows, cols]).toArray() as number[][][]);
}

describe("tril and triu", () => {
  it("keep one side of a diagonal, and zero the other, NaN too", () => {
    fc.assert(
      fc.property(matrices, offsets, (x, k) => {
        const [lower, upper, whole] = [tril(x, { k }), triu(x, { k }), x].map(listed);
        whole.forEach((matrix, m) =>
          matrix.forEach((row, i) =>
            row.forEach((value, j) => {
              expect(lower[m][i][j]).toBe(j <= i + k ? value : 0);
              expect(upper[m][i][j]).toBe(j >= i + k ? value : 0);
            }),
          ),
        );
      }),
    );
    expect(
      tril(
        array([
          [1, NaN],
          [3, 4],
        ]),
      ).toArray(),
    ).toEqual([
      [1, 0],
      [3, 4],
    ]);
    expect(
      triu(
        array([
          [true, true],
          [true, true],
        ]),
      ).toArray(),
    ).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it("have derivatives that are triangles too", () => {
    checkVjp((x) => tril(x, { k: -1 }), arange(12).reshape([3, 4]));
    checkJvp((x) => triu(x), arange(12).reshape([2, 3, 2]));
  });

  it("refuse vectors and fractions", () => {
    expect(() => tril(zeros([3]) as NDArray)).toThrow(ShapeError);
    expect(() => tril(zeros([3]) as NDArray)).toThrow("tril: x must have at least two axes; got x [3].");
    expect(() => triu(zeros([3]) as NDArray)).toThrow("triu: x must have at least two axes; got x [3].");
    expect(() => tril(zeros([2, 2]), { k: 0.5 })).toThrow(ValueError);
    expect(() => tril(zeros([2, 2]), { k: 0.5 })).toThrow("tril: k must be an integer; got 0.5.");
  });
});

describe("diag, diagonal and trace", () => {
  it("diagonal reads what diag wrote, and nothing else was written", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 2, maxLength: 4 }), offsets, (x, offset) => {
        const y: NDArray = diag(x, { offset });
        const n = x.shape.at(-1) + Math.abs(offset);
        expect(y.shape).toEqual([...x.shape.slice(0, -1), n, n]);
        expect(diagonal(y, { offset }).toArray()).toEqual(x.toArray());
        expect(y.toTypedArray().filter((v) => v !== 0).length).toBe(x.toTypedArray().filter((v) => v !== 0).length);
      }),
    );
  });

  it("diagonal is a view of x[…, i, i + offset]", () => {
    fc.assert(
      fc.property(matrices, offsets, (x, offset) => {
        const [rows, cols] = x.shape.slice(-2);
        const y: NDArray = diagonal(x, { offset });
        const places = Array.from({ length: rows }, (_, i) => [i, i + offset]).filter(([, j]) => j >= 0 && j < cols);
        expect(y.shape).toEqual([...x.shape.slice(0, -2), places.length]);
        expect(y.storage).toBe(x.storage);
        places.forEach(([i, j], at) => expect(y.slice("...", at).toArray()).toEqual(x.slice("...", i, j).toArray()));
      }),
    );
  });

  it("trace of complex matrices adds real and imaginary parts, with derivatives", () => {
    const z = complex(
      array([
        [1, 2],
        [3, -4],
      ]),
      array([
        [5, 0],
        [1, 2],
      ]),
    ) as NDArray;
    expect(String(trace(z))).toBe("-3.+7.j");
    checkVjp((x) => trace(x), z);
    checkJvp((x) => trace(x), z);
  });

  it("trace adds a diagonal up", () => {
    const x = arange(9).reshape([3, 3]);
    expect(trace(x).item()).toBe(12);
    expect(trace(x, { offset: 1 }).item()).toBe(6);
    expect(trace(x, { offset: 9 }).item()).toBe(0);
    expect(trace(arange(8).reshape([2, 2, 2])).toArray()).toEqual([3, 11]);
    expect(trace(x.astype("int8")).dtype).toBe("int32");
  });

  it("have derivatives", () => {
    const x = arange(12).reshape([3, 4]);
    checkVjp((y) => diagonal(y, { offset: -1 }), x);
    checkJvp((y) => diagonal(y, { offset: 2 }), x);
    checkVjp((y) => diag(y, { offset: 1 }), arange(6).reshape([2, 3]));
    checkJvp((y) => diag(y), arange(3));
    checkVjp((y) => trace(y), x);
  });

  it("refuse too few axes", () => {
    expect(() => diag(zeros([]) as NDArray)).toThrow(ShapeError);
    expect(() => diag(zeros([]) as NDArray)).toThrow("diag: x must have at least one axis; got x [].");
    expect(() => diagonal(zeros([2]) as NDArray)).toThrow("diagonal: x must have at least two axes; got x [2].");
    expect(() => trace(zeros([2]) as NDArray)).toThrow("trace: x must have at least two axes; got x [2].");
    expect(() => diag(zeros([2]), { offset: 1.5 })).toThrow("diag: offset must be an integer; got 1.5.");
  });
});
