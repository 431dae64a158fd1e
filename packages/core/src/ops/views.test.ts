import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  ValueError,
  arange,
  array,
  broadcastTo,
  matrixTranspose,
  permuteDims,
  reshape,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

const dims = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 });
const counted = (shape: readonly number[]): NDArray =>
  arange(shape.reduce((n, d) => n * d, 1)).reshape(shape as number[]);

describe("views", () => {
  it("reshape keeps the row-major order of any view", () => {
    fc.assert(
      fc.property(dims, (shape) => {
        const x = permuteDims(
          counted(shape),
          shape.map((_, i) => shape.length - 1 - i),
        );
        const flat = Array.from(x.toTypedArray());
        expect(
          Array.from(reshape(x, [-1].slice(0, x.size > 0 ? 1 : 0).concat(x.size > 0 ? [] : [0])).toTypedArray()),
        ).toEqual(flat);
      }),
    );
  });

  it("a permutation and its inverse are the identity, and share memory", () => {
    fc.assert(
      fc.property(
        dims.chain((shape) =>
          fc.tuple(
            fc.constant(shape),
            fc.shuffledSubarray(
              shape.map((_, i) => i),
              { minLength: shape.length },
            ),
          ),
        ),
        ([shape, order]) => {
          const x = counted(shape);
          const y: NDArray = permuteDims(x, order);
          expect(y.shape).toEqual(order.map((a) => shape[a]));
          expect(y.storage).toBe(x.storage);
          const inverse = order.map((_, i) => order.indexOf(i));
          expect(permuteDims(y, inverse).toArray()).toEqual(x.toArray());
        },
      ),
    );
  });

  it("never answers with its own operand", () => {
    const x = zeros([2, 3]);
    for (const y of [reshape(x, [2, 3]), permuteDims(x, [0, 1]), broadcastTo(x, [2, 3]), matrixTranspose(zeros([3]))]) {
      expect(y).not.toBe(x);
    }
  });

  it("broadcastTo repeats without copying", () => {
    const y = broadcastTo(array([[1], [2]]), [3, 2, 2]);
    expect(y.toArray()).toEqual([
      [
        [1, 1],
        [2, 2],
      ],
      [
        [1, 1],
        [2, 2],
      ],
      [
        [1, 1],
        [2, 2],
      ],
    ]);
    expect(() => broadcastTo(zeros([2]) as NDArray, [3])).toThrow(
      "broadcastTo: x must broadcast to the shape; got x [2] and shape [3].",
    );
  });

  it("differentiate to the view that leads back", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 2, maxAxes: 3, maxLength: 3 }), (x) => {
        const order = (x.shape as readonly number[]).map((_, i) => (i + 1) % x.ndim);
        checkVjp((y) => permuteDims(y, order), x);
        checkJvp((y) => permuteDims(y, order), x);
        checkVjp((y) => reshape(y, [-1]), x);
        checkJvp((y) => matrixTranspose(reshape(y, [x.size, 1])), x);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses to change the number of elements, two −1, and axes that are no permutation", () => {
    const x: NDArray = zeros([2, 3]);
    expect(() => reshape(x, [4])).toThrow(ShapeError);
    expect(() => reshape(x, [4])).toThrow(
      "reshape: the number of elements must stay the same; got x [2, 3] and shape [4].",
    );
    expect(() => reshape(x, [4, -1])).toThrow("reshape: the number of elements must stay the same");
    expect(() => reshape(x, [-1, -1])).toThrow(ValueError);
    expect(() => reshape(x, [-1, -1])).toThrow("reshape: only one length may be −1; got [-1, -1].");
    expect(() => permuteDims(x, [0, 0])).toThrow("permuteDims: axes must be a permutation of the 2 axes; got [0, 0].");
  });
});
