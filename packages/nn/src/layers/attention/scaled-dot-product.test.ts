import { checkGradients, grad, vmap } from "@linnet/autograd";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  allClose,
  array,
  full,
  matmul,
  matrixTranspose,
  mul,
  random,
  softmax,
  square,
  sum,
  where,
  zeros,
} from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attentionWeights, scaledDotProductAttention } from "./scaled-dot-product.js";

const rng = random(5);
const shapes = fc.record({
  batch: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  queries: fc.integer({ min: 1, max: 6 }),
  keys: fc.integer({ min: 1, max: 18 }),
  d: fc.integer({ min: 1, max: 5 }),
  e: fc.integer({ min: 1, max: 5 }),
});

/** Queries, keys, values and a mask of each kind for them. */
function drawn(shape: { batch: number[]; queries: number; keys: number; d: number; e: number }) {
  const { batch, queries, keys, d, e } = shape;
  const [q, k, v]: NDArray[] = [
    rng.normal([...batch, queries, d]),
    rng.normal([...batch, keys, d]),
    rng.normal([...batch, keys, e]),
  ];
  return {
    q,
    k,
    v,
    chosen: rng.bernoulli(0.7, [queries, keys]) as NDArray,
    added: rng.normal([queries, keys]) as NDArray,
  };
}

/** Weights by the formula, a row at a time; rows in which nothing counts are 0. */
function byFormula(q: NDArray, k: NDArray, v: NDArray, counts: NDArray, added: NDArray): NDArray {
  const scores: NDArray = mul(matmul(q, matrixTranspose(k)), 1 / Math.sqrt(q.shape[q.ndim - 1])).add(added);
  const weights: NDArray = softmax(where(counts, scores, -1e300));
  return matmul(where(counts, weights, 0), v);
}

const lower = (n: number, m: number): NDArray =>
  array(Array.from({ length: n }, (_, t) => Array.from({ length: m }, (_s, s) => s <= t)));

describe("scaledDotProductAttention", () => {
  it("is softmax(Q·Kᵀ/√d + mask)·V, whatever the mask, to 1e-12", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { q, k, v, chosen, added } = drawn(shape);
        const [all, none] = [full([1], 1).astype("bool") as NDArray, zeros([1]) as NDArray];
        const close = (y: NDArray, z: NDArray): void => expect(allClose(y, z, { rtol: 1e-12, atol: 1e-12 })).toBe(true);
        close(scaledDotProductAttention(q, k, v), byFormula(q, k, v, all, none));
        close(scaledDotProductAttention(q, k, v, { mask: chosen }), byFormula(q, k, v, chosen, none));
        close(scaledDotProductAttention(q, k, v, { mask: added }), byFormula(q, k, v, all, added));
        const causal = scaledDotProductAttention(q, k, v, { mask: added, causal: true });
        close(causal, byFormula(q, k, v, lower(shape.queries, shape.keys), added));
      }),
      { numRuns: 25 },
    );
  });

  it("has right gradients of first and second order, for every kind of mask", () => {
    const { q, k, v, chosen, added } = drawn({ batch: [2], queries: 3, keys: 4, d: 2, e: 2 });
    const loss = (options: object) => (a: NDArray, b: NDArray, c: NDArray) =>
      sum(square(scaledDotProductAttention(a, b, c, options))) as NDArray;
    for (const options of [{}, { mask: chosen }, { causal: true, scale: 2 }, { mask: added.astype("float32") }]) {
      checkGradients(loss(options), [q, k, v]);
      const [u] = [rng.normal(q.shape) as NDArray];
      const slope = (a: NDArray, b: NDArray, c: NDArray): NDArray =>
        sum(mul(u, grad(loss(options) as (a: NDArray, b: NDArray, c: NDArray) => NDArray<any, readonly []>)(a, b, c)));
      checkGradients(slope, [q, k, v], { elements: 12 });
    }
    checkGradients((m: NDArray) => sum(square(scaledDotProductAttention(q, k, v, { mask: m }))), [added]);
  });

  it("gives a query that may look at no key zeros, and gradients of zeros", () => {
    const { q, k, v } = drawn({ batch: [], queries: 2, keys: 3, d: 4, e: 2 });
    const mask = array([
      [false, false, false],
      [true, false, true],
    ]);
    const y = scaledDotProductAttention(q, k, v, { mask });
    expect(y.toArray()[0]).toEqual([0, 0]);
    const gradient = grad((a: NDArray) => sum(square(scaledDotProductAttention(a, k, v, { mask }))))(q);
    expect(gradient.toArray()[0]).toEqual([0, 0, 0, 0]);
    const infinite = where(mask, zeros([2, 3]), -Infinity);
    expect(scaledDotProductAttention(q, k, v, { mask: infinite }).toArray()).toEqual(y.toArray());
  });

  it("does not look at later keys where it is causal: whatever they are, the bits are the same", () => {
    const { q, k, v } = drawn({ batch: [], queries: 5, keys: 5, d: 3, e: 2 });
    const other = k.with(["3:"], full([2, 3], 1e3));
    const [y, z] = [k, other].map((keys) => scaledDotProductAttention(q, keys, v, { causal: true }).slice("0:3"));
    expect(z.toArray()).toEqual(y.toArray());
  });

  it("stays finite for scores of ±1e4, and its weights add up to 1", () => {
    const q = array(
      [
        [1e4, 0],
        [-1e4, 1],
      ],
      { dtype: "float32" },
    );
    const k = array(
      [
        [1, 2],
        [-1, 3],
        [1, 0],
      ],
      { dtype: "float32" },
    );
    const weights = attentionWeights(q, k, { scale: 1 });
    expect(weights.toArray()).toEqual([
      [0.5, 0, 0.5],
      [0, 1, 0],
    ]);
    const gradient = grad((a: NDArray) => sum(square(scaledDotProductAttention(a, k, k, { scale: 1 }))))(q);
    expect(gradient.toTypedArray().every(Number.isFinite)).toBe(true);
  });

  it("drops weights in runs that train only, and divides the others", () => {
    const { q, k, v } = drawn({ batch: [20], queries: 10, keys: 10, d: 2, e: 2 });
    const run = { training: true, rng: random(1), update() {} };
    const ones = zeros([20, 10, 10]);
    const weights = attentionWeights(ones, zeros([20, 10, 10]), { dropout: 0.25, run });
    const kept = weights.toTypedArray().filter((w) => w !== 0);
    expect(kept.every((w) => Math.abs(w - 0.1 / 0.75) < 1e-15)).toBe(true);
    // 2000 draws deviate by √(2000·0.25·0.75) = 19; 100 is more than five times that
    expect(Math.abs(kept.length - 1500)).toBeLessThan(100);
    const plain = scaledDotProductAttention(q, k, v);
    expect(scaledDotProductAttention(q, k, v, { dropout: 0.25 }).toArray()).toEqual(plain.toArray());
    const still = { ...run, training: false };
    expect(scaledDotProductAttention(q, k, v, { dropout: 0.25, run: still }).toArray()).toEqual(plain.toArray());
  });

  it("is mapped over batches", () => {
    const { q, k, v, added } = drawn({ batch: [3], queries: 2, keys: 4, d: 3, e: 2 });
    const each = vmap((a: NDArray, b: NDArray, c: NDArray) => scaledDotProductAttention(a, b, c, { mask: added }));
    const whole = scaledDotProductAttention(q, k, v, { mask: added });
    expect(each(q, k, v).toArray()).toEqual(whole.toArray());
    const slopes = vmap((a: NDArray, m: NDArray) =>
      grad((x: NDArray) => sum(square(scaledDotProductAttention(x, k.at(0), v.at(0), { mask: m }))))(a),
    )(q, rng.normal([3, 2, 4]));
    expect(slopes.shape).toEqual([3, 2, 3]);
  });

  it("works on views, empty matrices and integers", () => {
    const { q, k, v } = drawn({ batch: [2], queries: 3, keys: 4, d: 5, e: 2 });
    const turned = matrixTranspose(matrixTranspose(k).add(0));
    expect(scaledDotProductAttention(q, turned, v).toArray()).toEqual(scaledDotProductAttention(q, k, v).toArray());
    expect(scaledDotProductAttention(zeros([0, 3]), zeros([2, 3]), zeros([2, 4])).shape).toEqual([0, 4]);
    expect(scaledDotProductAttention(zeros([2, 3]), zeros([0, 3]), zeros([0, 4])).toArray()).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    const ints = array([[1, 2]], { dtype: "int32" });
    expect(scaledDotProductAttention(ints, ints, ints).toArray()).toEqual([[1, 2]]);
  });

  it("refuses what does not fit", () => {
    const [q, k, v]: NDArray[] = [zeros([2, 3]), zeros([4, 3]), zeros([4, 5])];
    const attend =
      (...args: unknown[]) =>
      () =>
        (scaledDotProductAttention as (...args: unknown[]) => NDArray)(...args);
    expect(attend(q, zeros([4, 2]), v)).toThrow(ShapeError);
    expect(attend(q, zeros([4, 2]), v)).toThrow(
      "scaledDotProductAttention: queries and keys must have as many features; got q [2, 3] and k [4, 2] and v [4, 5].",
    );
    expect(attend(q, k, zeros([3, 5]))).toThrow(
      "scaledDotProductAttention: there must be as many values as keys; got q [2, 3] and k [4, 3] and v [3, 5].",
    );
    expect(attend(zeros([3]), k, v)).toThrow("scaledDotProductAttention: q must have at least two axes; got q [3].");
    expect(attend(q, k, v, { mask: zeros([3, 4]) })).toThrow(
      "scaledDotProductAttention: mask must broadcast to the scores; got mask [3, 4] and scores [2, 4].",
    );
    expect(attend(q, k, v, { mask: zeros([2, 4], { dtype: "int32" }) })).toThrow(DTypeError);
    expect(attend(q, k, v, { mask: zeros([2, 4], { dtype: "int32" }) })).toThrow(
      'scaledDotProductAttention: mask must be bools or floats; got mask int32. Convert it: mask.astype("bool") chooses, mask.astype("float32") is added.',
    );
    expect(attend(q, k, v, { scale: NaN })).toThrow(
      "scaledDotProductAttention: scale must be a finite number; got NaN.",
    );
    expect(attend(q, k, v, { causal: 1 })).toThrow("scaledDotProductAttention: causal must be true or false; got 1.");
    expect(attend(q, k, v, { dropout: 1 })).toThrow(ValueError);
    expect(attend(q, k, v, { dropout: 1 })).toThrow("scaledDotProductAttention: dropout must lie in [0, 1); got 1.");
    expect(attend(q.astype("complex64"), k, v)).toThrow(DTypeError);
  });
});
