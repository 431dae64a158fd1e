import { describe, expect, it } from "vitest";
import {
  type NDArray,
  add,
  allClose,
  array,
  matmul,
  matrixTranspose,
  mul,
  permuteDims,
  random,
  sum,
  tanh,
  zeros,
} from "@linnet/core";
import { checkGradients, grad, hvp, jvp, vmap } from "@linnet/autograd";
import { affine } from "./affine.js";

const rng = random(7);
const normal = (...shape: number[]): NDArray => rng.normal(shape);

/** Sums of at most 20 products of numbers of the order of 1, in another order: 1e-12 is thousands of their ulps. */
const isClose = (a: NDArray, b: NDArray): boolean => allClose(a, b, { rtol: 1e-12, atol: 1e-12 });

/** The same in three operations. */
function composed(x: NDArray, weight: NDArray, bias: NDArray | null): NDArray {
  const product = matmul(x, matrixTranspose(weight));
  return bias === null ? product : add(product, bias);
}

/** A scalar function of all three with second derivatives in every pair. */
const energy =
  (f: typeof affine, factor: NDArray) =>
  (x: NDArray, weight: NDArray, bias: NDArray): NDArray =>
    sum(mul(tanh(f(x, weight, bias)), factor));

describe("affine", () => {
  it("errs by at most γₙ₊₁·(|x|·|W|ᵀ + |b|), element by element, in float32", () => {
    const [x, weight, bias] = [normal(9, 500), normal(11, 500), normal(11)].map((a) => a.astype("float32"));
    const y = affine(x, weight, bias).toArray() as number[][];
    const [xs, ws, bs] = [x.toArray(), weight.toArray(), bias.toArray()] as [number[][], number[][], number[]];
    const gamma = (501 * 2 ** -24) / (1 - 501 * 2 ** -24);
    for (let i = 0; i < 9; i++) {
      for (let j = 0; j < 11; j++) {
        const exact = xs[i].reduce((s, v, k) => s + v * ws[j][k], bs[j]); // float64: its error is 2⁻²⁹ of the bound
        const size = xs[i].reduce((s, v, k) => s + Math.abs(v * ws[j][k]), Math.abs(bs[j]));
        expect(Math.abs(y[i][j] - exact)).toBeLessThanOrEqual(gamma * size);
      }
    }
  });

  it("takes any leading axes, views and a vector", () => {
    const [weight, bias] = [normal(4, 3).T as NDArray, normal(3)];
    const x = permuteDims(normal(4, 5, 2), [2, 1, 0]) as NDArray;
    expect(isClose(affine(x, weight, bias), composed(x, weight, bias))).toBe(true);
    expect(affine(x.at(0).at(0) as NDArray, weight, null).shape).toEqual([3]);
  });

  it("of nothing is nothing, and of no features the bias", () => {
    expect(affine(zeros([0, 3]), normal(2, 3), normal(2)).shape).toEqual([0, 2]);
    expect(affine(zeros([2, 0, 3]), normal(2, 3), null).shape).toEqual([2, 0, 2]);
    expect(affine(zeros([2, 2, 0]), zeros([1, 0]), array([5])).toArray()).toEqual([
      [[5], [5]],
      [[5], [5]],
    ]);
    expect(affine(zeros([1, 0]), zeros([1, 0]), null).toArray()).toEqual([[0]]);
  });

  it("promotes dtypes, and maps complex numbers", () => {
    expect(affine(array([[1, 2]], { dtype: "int32" }), normal(3, 2).astype("float32"), null).dtype).toBe("float32");
    expect(affine(normal(1, 2).astype("float32"), normal(3, 2), normal(3)).dtype).toBe("float64");
    const [x, weight, bias] = [normal(2, 3), normal(4, 3), normal(4)].map((a) => a.astype("complex128"));
    expect(isClose(affine(x, weight, bias), composed(x, weight, bias))).toBe(true);
  });
});

describe("derivatives of affine", () => {
  const point = (): [NDArray, NDArray, NDArray] => [normal(3, 2, 4), normal(5, 4), normal(5)];

  it("are those of differences", () => {
    const factor = normal(3, 2, 5);
    checkGradients(energy(affine, factor), point());
    checkGradients((x: NDArray, w: NDArray) => sum(mul(affine(x, w, null), factor)), point().slice(0, 2) as never);
  });

  it("are those of its parts, of first and second order, forwards and backwards", () => {
    const factor = normal(3, 2, 5);
    const [at, along] = [point(), point()];
    const of = (f: typeof affine): readonly NDArray[] => [
      ...(hvp(energy(f, factor), at, along) as readonly NDArray[]),
      jvp(energy(f, factor), at, along)[1],
    ];
    const theirs = of(composed);
    of(affine).forEach((mine, i) => expect(isClose(mine, theirs[i])).toBe(true));
  });

  it("by the weight lie as the weight does", () => {
    const slope = grad((w: NDArray) => sum(affine(normal(6, 4), w, null)))(normal(5, 4));
    expect([slope.shape, slope.layout.contiguous]).toEqual([[5, 4], true]);
  });

  it("vmap is a loop, whichever operands have a batch", () => {
    const [many, one] = [
      [normal(6, 3, 4), normal(6, 5, 4), normal(6, 5)],
      [normal(3, 4), normal(5, 4), normal(5)],
    ];
    for (let mask = 1; mask < 8; mask++) {
      const inAxes = [0, 1, 2].map((i) => ((mask >> i) & 1 ? 0 : null));
      const given = inAxes.map((axis, i) => (axis === 0 ? many[i] : one[i])) as [NDArray, NDArray, NDArray];
      const all = vmap(affine as (x: NDArray, w: NDArray, b: NDArray) => NDArray, { inAxes })(...given);
      for (let i = 0; i < 6; i++) {
        const member = given.map((a, k) => (inAxes[k] === 0 ? (a.at(i) as NDArray) : a)) as [NDArray, NDArray, NDArray];
        expect(isClose(all.at(i) as NDArray, composed(...member))).toBe(true);
      }
    }
    const bare = vmap((w: NDArray) => affine(one[0], w, null))(many[1]);
    expect(isClose(bare.at(2) as NDArray, composed(one[0], many[1].at(2) as NDArray, null))).toBe(true);
  });
});
