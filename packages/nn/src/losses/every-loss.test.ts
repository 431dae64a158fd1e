import { readFileSync } from "node:fs";
import { checkGradients, grad, vmap } from "@linnet/autograd";
import {
  type NDArray,
  type Random,
  add,
  array,
  isFinite,
  logSoftmax,
  mul,
  random,
  sigmoid,
  sign,
  softmax,
  square,
  stack,
  sum,
  take,
  where,
} from "@linnet/core";
import { describe, expect, it } from "vitest";
import * as nn from "../index.js";
import type { LossOptions } from "./reduction.js";

type Loss = (points: readonly NDArray[], options?: LossOptions) => NDArray;

/** A loss of n examples: what it is differentiated by, and the loss as a function of that. */
interface Case {
  readonly points: readonly NDArray[];
  readonly loss: Loss;
  /** The axis of the examples in the points. Default 0. */
  readonly axis?: number;
  /** Whether the mean is over something else than examples. */
  readonly ownMean?: boolean;
}

const signsOf = (rng: Random, shape: readonly number[]): NDArray => sign(rng.normal(shape) as NDArray);
const probabilities = (rng: Random, shape: readonly number[]): NDArray => sigmoid(rng.normal(shape) as NDArray);

/** A loss of predictions and targets, element by element. */
function elementwise(
  loss: (x: NDArray, t: NDArray, options?: LossOptions) => NDArray,
  target: (rng: Random, shape: readonly number[]) => NDArray,
  prediction = (rng: Random, shape: readonly number[]): NDArray => rng.normal(shape),
) {
  return (rng: Random, n: number): Case => {
    const shape = [n, 3];
    const t = target(rng, shape);
    return { points: [prediction(rng, shape)], loss: ([x], options) => loss(x, t, options) };
  };
}

function ofClasses(
  loss: (x: NDArray, t: NDArray, options?: LossOptions) => NDArray,
  scores = (x: NDArray): NDArray => x,
) {
  return (rng: Random, n: number): Case => {
    const labels = rng.integers(0, 4, [n]) as NDArray;
    return { points: [scores(rng.normal([n, 4], { std: 2 }))], loss: ([x], options) => loss(x, labels, options) };
  };
}

/** A loss of two batches of vectors, or numbers, and whether they belong together. */
function paired(
  loss: (a: NDArray, b: NDArray, t: NDArray, options?: LossOptions) => NDArray,
  inner: readonly number[],
) {
  return (rng: Random, n: number): Case => {
    const shape = [n, ...inner];
    const t = signsOf(rng, [n]);
    return { points: [rng.normal(shape), rng.normal(shape)], loss: ([a, b], options) => loss(a, b, t, options) };
  };
}

const counts = (rng: Random, shape: readonly number[]): NDArray => rng.integers(0, 6, shape) as NDArray;
const normals = (rng: Random, shape: readonly number[]): NDArray => rng.normal(shape);

/** Every loss of the package: a new one has to be listed here, and so is held to all that follows. */
const cases: Readonly<Record<string, (rng: Random, n: number) => Case>> = {
  bce: elementwise(nn.bce, probabilities, probabilities),
  bceWithLogits: elementwise(nn.bceWithLogits, probabilities),
  contrastive: paired(nn.contrastive, [3]),
  cosineEmbedding: paired(nn.cosineEmbedding, [3]),
  crossEntropy: ofClasses(nn.crossEntropy),
  ctc(rng, n) {
    const targets = rng.integers(1, 4, [n, 2]) as NDArray;
    const [ran, told] = [new Array<number>(n).fill(5), Array.from({ length: n }, (_, i) => i % 3)];
    const loss: Loss = ([x], options) => nn.ctc(x, targets, ran, told, options);
    return { points: [logSoftmax(rng.normal([5, n, 4]) as NDArray)], loss, axis: 1, ownMean: true };
  },
  gaussianNll(rng, n) {
    const t = rng.normal([n]) as NDArray;
    const loss: Loss = ([x, v], options) => nn.gaussianNll(x, t, v, options);
    return { points: [rng.normal([n]), add(probabilities(rng, [n]), 0.5)], loss };
  },
  hinge: elementwise(nn.hinge, signsOf),
  hingeEmbedding: elementwise(nn.hingeEmbedding, signsOf),
  huber: elementwise((x, t, options) => nn.huber(x, t, { delta: 0.7, ...options }), normals),
  klDivergence: elementwise(
    nn.klDivergence,
    (rng, shape) => softmax(rng.normal(shape) as NDArray),
    (rng, shape) => logSoftmax(rng.normal(shape) as NDArray),
  ),
  mae: elementwise(nn.mae, normals),
  marginRanking: paired(nn.marginRanking, []),
  mse: elementwise(nn.mse, normals),
  multiMargin: ofClasses((x, t, options) => nn.multiMargin(x, t, { power: 2, ...options })),
  nll: ofClasses(nn.nll, (x) => logSoftmax(x)),
  poissonNll: elementwise(nn.poissonNll, counts),
  smoothL1: elementwise((x, t, options) => nn.smoothL1(x, t, { beta: 0.4, ...options }), normals),
  softMargin: elementwise(nn.softMargin, signsOf),
  tripletMargin(rng, n) {
    const points = [0, 1, 2].map((): NDArray => rng.normal([n, 3]));
    return { points, loss: ([a, p, q], options) => nn.tripletMargin(a, p, q, options) };
  },
};

const expectClose = (actual: NDArray, expected: NDArray | number, relative = 1e-13): void => {
  const [a, e] = [actual, typeof expected === "number" ? array(expected) : expected].map((x) =>
    Array.from(x.toTypedArray() as Float64Array),
  );
  expect(a).toHaveLength(e.length);
  const size = Math.max(...e.map(Math.abs), 2 ** -1000);
  expect(a.filter((v, i) => !(Math.abs(v - e[i]) <= relative * size))).toEqual([]);
};

describe("the table of losses", () => {
  it("has every function that the package takes from losses/", () => {
    const index = readFileSync(new URL("../index.ts", import.meta.url), "utf8");
    const lists = index.matchAll(/export \{([^}]*)\} from "\.\/losses\//g);
    const names = Array.from(lists, ([, list]) => list.split(",").map((name) => name.trim())).flat();
    expect(names.filter((name) => name !== "").sort()).toEqual(Object.keys(cases).sort());
  });
});

describe.each(Object.entries(cases))("%s", (name, draw) => {
  it("agrees with central differences, and its second derivatives with those of the first", () => {
    const { points, loss } = draw(random(6), 3);
    checkGradients((...xs: NDArray[]) => loss(xs), [...points]);
    const steepness = (...xs: NDArray[]): NDArray => {
      const slopes = xs.map((_x, i) =>
        grad((moved: NDArray) => sum(mul(loss(xs.with(i, moved), { reduction: "none" }), 0.7)))(xs[i]),
      );
      return slopes.reduce((total: NDArray, g) => add(total, sum(square(g as NDArray))), array(0) as NDArray);
    };
    checkGradients(steepness, [...points], { elements: 12 });
  });

  it("adds up, or averages, what it answers for each element, weighted and masked", () => {
    const { points, loss, ownMean = false } = draw(random(7), 5);
    const each = loss(points, { reduction: "none" });
    expect(each.shape[0]).toBe(5);
    expectClose(loss(points, { reduction: "sum" }), sum(each));
    if (!ownMean) expectClose(loss(points), sum(each).div(each.size));
    const further = new Array<number>(each.ndim - 1).fill(1);
    const weights = array([1, 2, 0, 0.5, 3]).reshape([5, ...further]) as NDArray;
    expectClose(loss(points, { reduction: "none", weights }), each.mul(weights));
    const mask = array([true, false, true, true, false]).reshape([5, ...further]) as NDArray;
    const kept = where(mask, each, 0) as NDArray;
    expectClose(loss(points, { reduction: "sum", mask }), sum(kept));
    if (!ownMean) expectClose(loss(points, { mask }), sum(kept).div((each.size * 3) / 5));
    if (!ownMean) expectClose(loss(points, { mask, weights }), sum(mul(kept, weights)).div((each.size * 3) / 5));
  });

  it("counts nothing that is masked out, NaN included: its gradient is 0 there", () => {
    const { points, loss, axis = 0 } = draw(random(8), 4);
    const mask = array([true, false, true, false]);
    const each = loss(points, { reduction: "none" });
    const spread = mask.reshape([4, ...new Array<number>(each.ndim - 1).fill(1)]) as NDArray;
    const along = (x: NDArray): NDArray =>
      mask.reshape(x.shape.map((_: number, i: number) => (i === axis ? 4 : 1))) as NDArray;
    const poisoned = points.map((x) => where(along(x), x, Number.NaN) as NDArray);
    expectClose(loss(poisoned, { mask: spread, reduction: "sum" }), sum(where(spread, each, 0) as NDArray));
    points.forEach((_x, i) => {
      const slope: NDArray = grad((moved: NDArray) => loss(poisoned.with(i, moved), { mask: spread }))(poisoned[i]);
      expect(isFinite(slope).toTypedArray()).not.toContain(0);
      expect(Array.from(take(slope, [1, 3], { axis }).toTypedArray()).every((v) => v === 0)).toBe(true);
    });
  });

  it("of a batch under vmap is that of each member, and so is its gradient", () => {
    const { points, loss } = draw(random(12), 3);
    const moved = points.map((x) => x.mul(0.75) as NDArray);
    const both = points.map((x, i): NDArray => stack([x, moved[i]]));
    const f = (...xs: NDArray[]): NDArray => loss(xs);
    expectClose(vmap(f)(...both), stack([f(...points), f(...moved)]));
    const g = (...xs: NDArray[]): NDArray => grad(f)(...(xs as [NDArray])) as NDArray;
    expectClose(vmap(g)(...both), stack([g(...points), g(...moved)]));
  });

  it("keeps float32, and reads views", () => {
    const { points, loss } = draw(random(9), 3);
    const single = points.map((x) => x.astype("float32") as NDArray);
    expect(loss(single, { reduction: "none" }).shape).toEqual(loss(points, { reduction: "none" }).shape);
    expectClose(loss(single), loss(points), 1e-4);
    const backwards = points.map((x) => x.slice("::-1").slice("::-1") as NDArray);
    expectClose(loss(backwards), loss(points), 1e-14);
  });

  it("refuses another reduction, masks that are none, weights that are none, and what keeps nothing", () => {
    const { points, loss } = draw(random(10), 3);
    const each = loss(points, { reduction: "none" });
    const losses = `[${each.shape.join(", ")}]`;
    expect(() => loss(points, { reduction: "max" as "mean" })).toThrow(`${name}: reduction must be `);
    expect(() => loss(points, { mask: array([1, 0, 1]) as NDArray })).toThrow(
      `${name}: mask must be bool; got mask float64. Compare first: mask.notEqual(0).`,
    );
    expect(() => loss(points, { mask: array([true, false, true, true, true, true, true]) as NDArray })).toThrow(
      `${name}: mask must broadcast to the losses; got mask [7] and losses ${losses}.`,
    );
    expect(() => loss(points, { weights: array([1, 2, 3, 4, 5, 6, 7]) as NDArray })).toThrow(
      `${name}: weights must broadcast to the losses; got weights [7] and losses ${losses}.`,
    );
    expect(() => loss(points, { weights: array([true]) as NDArray })).toThrow(`${name}: weights must be real numbers`);
    expect(() => loss(points, { mask: array(false) as NDArray })).toThrow(
      `${name}: a mean must be over at least one element that is kept; got none of ${each.size}. Leave such batches out, or reduce by "sum".`,
    );
    expect(loss(points, { mask: array(false) as NDArray, reduction: "sum" }).item()).toBe(0);
  });

  it("has nothing to average in an empty batch, and a sum of 0", () => {
    const { points, loss } = draw(random(11), 0);
    expect(() => loss(points)).toThrow(`${name}: there must be at least one element; got `);
    expect(loss(points, { reduction: "sum" }).item()).toBe(0);
  });
});
