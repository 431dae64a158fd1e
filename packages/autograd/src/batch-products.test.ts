import { type NDArray, matmul, random, stack, sum, tanh } from "@linnet/core";
import { type Interpreter, bind, bindMany, interpretWith } from "@linnet/core/extend";
import { toBeCloseToArray } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { grad } from "./grad.js";
import { hessian } from "./hessian.js";
import { vmap } from "./vmap.js";

expect.extend({ toBeCloseToArray });

const rng = random(11);
const size = 5;
/** Sums of at most 7 products of normal numbers, in another order. */
const close = { rtol: 64 * Number.EPSILON, atol: 64 * Number.EPSILON };

/** Shapes of the members of products that may or may not be batched: vectors, rows, columns, numbers, matrices, batches. */
const shapes: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[7], [7]],
  [[3, 7], [7]],
  [[7], [7, 4]],
  [
    [1, 7],
    [7, 1],
  ],
  [
    [3, 1],
    [1, 4],
  ],
  [
    [3, 1],
    [1, 1],
  ],
  [
    [1, 1],
    [1, 4],
  ],
  [
    [3, 7],
    [7, 4],
  ],
  [
    [2, 1, 7],
    [7, 4],
  ],
  [
    [2, 3, 7],
    [7, 1],
  ],
  [
    [3, 7],
    [2, 7, 1],
  ],
  [
    [0, 7],
    [7, 1],
  ],
  [
    [3, 0],
    [0, 1],
  ],
];

describe("a batch of products", () => {
  it.each(shapes)("of %j and %j is a loop over it, whichever factor is the same for all", (left, right) => {
    for (const dtype of ["float64", "complex128"] as const) {
      for (const [isLeft, isRight] of [
        [true, true],
        [true, false],
        [false, true],
      ]) {
        const a = rng.normal(isLeft ? [size, ...left] : left).astype(dtype);
        const b = rng.normal(isRight ? [size, ...right] : right).astype(dtype);
        const inAxes = [isLeft ? 0 : null, isRight ? 0 : null];
        const one = Array.from({ length: size }, (_, i): NDArray =>
          matmul(isLeft ? a.at(i) : a, isRight ? b.at(i) : b),
        );
        const batched = vmap((x: NDArray, y: NDArray): NDArray => matmul(x, y), { inAxes })(a as never, b as never);
        expect(batched as NDArray).toBeCloseToArray(stack(one), close);
      }
    }
  });

  it("reads transposed members and batches of no member as they are", () => {
    const a = rng.normal([7, size]);
    const b = rng.normal([7, 3]);
    const f = (x: NDArray): NDArray => matmul(b.T, x);
    expect(vmap(f, { inAxes: 1 })(a as never)).toBeCloseToArray(matmul(a.T, b), close);
    expect(vmap(f)(rng.normal([0, 7]) as never).shape).toEqual([0, 3]);
  });

  it("of one matrix with a vector for each member is one product of matrices, forward and in derivatives", () => {
    const x = rng.normal([8, 3]);
    const w = rng.normal([3]);
    const f = (v: NDArray): NDArray => sum(tanh(matmul(x, v)));
    const ndims = new Set<number>();
    const outside: Interpreter = {
      process(p, inputs, params) {
        if (p.name === "matmul") for (const input of inputs) ndims.add(input.ndim);
        return interpretWith(null, () => bind(p, inputs, params));
      },
      processMany: (p, inputs, params) => interpretWith(null, () => bindMany(p, inputs, params)),
    };
    interpretWith(outside, () => {
      vmap(f)(rng.normal([size, 3]) as never);
      vmap(grad(f))(rng.normal([size, 3]) as never);
      hessian(f)(w);
    });
    expect([...ndims]).toEqual([2]);
  });
});
