import { checkGradients, grad, jvp, vjp, vmap } from "@linnet/autograd";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  State,
  ValueError,
  allClose,
  array,
  mean,
  mul,
  ones,
  random,
  square,
  std,
  sub,
  sum,
  variance,
  zeros,
} from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Layer } from "../../layer.js";
import { standardize } from "../../ops/standardize.js";
import { type Run, inference } from "../../run.js";
import { BatchNorm } from "./batch-norm.js";
import { GroupNorm, InstanceNorm } from "./group-norm.js";
import { LayerNorm, RMSNorm } from "./layer-norm.js";
import { Linear } from "../linear.js";
import { sequential } from "../sequential.js";

const draw = (seed: number, shape: readonly number[], mean = 0): NDArray => random(seed).normal(shape, { mean });
/** Σ y·w with fixed w: a loss that is not constant where Σ y or Σ y² is. */
const weighed = (y: NDArray): NDArray => sum(mul(y, draw(99, y.shape)));
const training = (update: Run["update"] = () => {}): Run => ({ ...inference(), training: true, update });

describe("standardize", () => {
  it("answers the moments, and derivatives of them all, first and second", () => {
    const law = fc.property(
      fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 6 }), fc.boolean(), fc.nat(99)),
      ([count, n, centred, seed]) => {
        const x = draw(seed, [count, n], 1);
        const f = (z: NDArray): NDArray => {
          const { rows, means, variances, factors } = standardize(z, { centred, epsilon: 0.1 });
          return weighed(rows).add(weighed(means)).add(weighed(variances)).add(weighed(factors));
        };
        if (count > 0) {
          checkGradients(f, [x]);
          checkGradients((z: NDArray) => sum(square(grad(f)(z))), [x]);
        }
        const [t, c] = [draw(seed + 1, [count, n]), array(2) as NDArray];
        const [[, along], [, pull]] = [jvp(f, [x], [t]), vjp(f, x)];
        const [back] = [pull(c)].flat() as NDArray[];
        // ⟨c, J·t⟩ = ⟨Jᵀ·c, t⟩, of a few dozen terms below 100
        expect(Math.abs(2 * along.item() - sum(mul(back, t)).item())).toBeLessThanOrEqual(1e4 * Number.EPSILON);
      },
    );
    fc.assert(law, { numRuns: 12 });
  });

  it("has forward over reverse derivatives that agree with reverse over reverse", () => {
    const [x, t] = [draw(1, [2, 5]), draw(2, [2, 5])];
    const f = (z: NDArray): NDArray => weighed(square(standardize(z, { centred: true, epsilon: 1e-3 }).rows));
    const [, forward] = jvp(grad(f), [x], [t]);
    const reverse = grad((z: NDArray) => sum(mul(grad(f)(z), t)))(x) as NDArray;
    expect(allClose(forward, reverse, { rtol: 1e-12, atol: 1e-12 })).toBe(true);
  });
});

describe("LayerNorm", () => {
  it("brings each example to mean 0 and variance 1, then scales and shifts", () => {
    const x = draw(3, [4, 3, 50], 7);
    const y = LayerNorm.init(50, { dtype: "float64", epsilon: 1e-12 }).forward(x) as NDArray;
    expect(allClose(mean(y, { axis: -1 }), zeros([4, 3]), { atol: 1e-15 * 50 })).toBe(true);
    expect(allClose(std(y, { axis: -1 }), ones([4, 3]), { atol: 1e-11 })).toBe(true);
    const [w, b] = [draw(4, [50]), draw(5, [50])];
    expect(new LayerNorm(w, b, 1e-12).forward(x).toArray()).toEqual(y.mul(w).add(b).toArray());
  });

  it("takes several last axes together", () => {
    const x = draw(6, [2, 3, 4]);
    const y = LayerNorm.init([3, 4], { dtype: "float64" }).forward(x) as NDArray;
    const flat = LayerNorm.init(12, { dtype: "float64" }).forward(x.reshape([2, 12])) as NDArray;
    expect(y.toArray()).toEqual(flat.reshape([2, 3, 4]).toArray());
  });

  it("has gradients of input, weight and bias, at rows that do not vary too, and second ones", () => {
    const layer = new LayerNorm(draw(7, [4]), draw(8, [4]), 0.01);
    const x = array([[1, 1, 1, 1], [1, -2, 3, 0.5], [1e4, -1e4, 3, 0]]); // prettier-ignore
    checkGradients((l: LayerNorm<number, "float64">, z: NDArray) => weighed(l.forward(z)), [layer as any, x]);
    checkGradients(
      (z: NDArray) => weighed(grad((v: NDArray) => weighed(layer.forward(v as any)))(z)),
      [x.slice("0:2")],
    );
    const still = grad((z: NDArray) => weighed(LayerNorm.init(3, { dtype: "float64" }).forward(z as any)))(
      ones([1, 3]).mul(1e4),
    );
    expect(still.toTypedArray().every(Number.isFinite)).toBe(true);
  });

  it("stays accurate in float32 at a large mean", () => {
    const x = draw(9, [64], 1e4).astype("float32") as NDArray;
    const expected = LayerNorm.init(64, { dtype: "float64" }).forward(x.astype("float64")) as NDArray;
    const gap = sub(LayerNorm.init(64).forward(x).astype("float64") as NDArray, expected);
    // Moments are of float64: only the result is rounded, |y| < 4.
    expect(Math.max(...gap.toTypedArray().map(Math.abs))).toBeLessThanOrEqual(4 * 2 ** -24);
  });

  it("stands between layers, whose lengths the compiler compares", () => {
    const rng = random(1);
    const model = sequential(Linear.init(rng, 3, 4), LayerNorm.init(4), RMSNorm.init(4), Linear.init(rng, 4, 2));
    expect(model.forward(zeros([5, 3], { dtype: "float32" })).shape).toEqual([5, 2]);
    // @ts-expect-error sequential: layer 1 takes 5 features and is given 4
    sequential(Linear.init(rng, 3, 4), LayerNorm.init(5));
  });

  it("refuses other last axes, nothing to average, and what is no length", () => {
    const layer: Layer = LayerNorm.init(4);
    expect(() => layer.forward(zeros([2, 3]))).toThrow(ShapeError);
    expect(() => layer.forward(zeros([2, 3]))).toThrow("LayerNorm.forward: x must have last axes [4]; got x [2, 3].");
    expect(() => (LayerNorm.init([2, 4]) as Layer).forward(zeros([4]))).toThrow(
      "x must have last axes [2, 4]; got x [4].",
    );
    expect(() => (new LayerNorm(null, null) as Layer).forward(zeros([2, 0]))).toThrow(
      "LayerNorm.forward: x must have 1 last axes, none empty; got x [2, 0].",
    );
    expect(() => layer.forward(zeros([2, 4], { dtype: "complex64" }))).toThrow(DTypeError);
    expect(() => LayerNorm.init(0)).toThrow("LayerNorm.init: features must be a positive integer; got 0.");
    expect(() => LayerNorm.init(2, { epsilon: 0 })).toThrow(ValueError);
    expect(() => LayerNorm.init(2, { epsilon: 0 })).toThrow(
      "LayerNorm.init: epsilon must be a positive number; got 0.",
    );
    expect(() => RMSNorm.init(-1)).toThrow("RMSNorm.init: features must be a positive integer; got -1.");
    expect(() => (RMSNorm.init(4) as Layer).forward(zeros([3]))).toThrow(
      "RMSNorm.forward: x must have last axes [4]; got x [3].",
    );
    expect(LayerNorm.init(4).forward(zeros([0, 4], { dtype: "float32" })).shape).toEqual([0, 4]);
  });
});

describe("RMSNorm", () => {
  it("divides by the root of the mean square, without a mean", () => {
    const x = array([[3, -3, 3, -3], [0, 0, 0, 0]]); // prettier-ignore
    const y = new RMSNorm(array([1, 1, 1, 2]), 1e-300).forward(x as any);
    expect(y.toArray()).toEqual([[1, -1, 1, -2], [0, 0, 0, 0]]); // prettier-ignore
  });

  it("has gradients of input and weight, first and second", () => {
    const layer = new RMSNorm(draw(1, [5]), 0.1);
    const x = draw(2, [3, 5]);
    checkGradients((l: RMSNorm<number, "float64">, z: NDArray) => weighed(l.forward(z)), [layer as any, x]);
    checkGradients((z: NDArray) => weighed(grad((v: NDArray) => weighed(layer.forward(v as any)))(z)), [x]);
    expect(
      grad((z: NDArray) => weighed(RMSNorm.init(3, { dtype: "float64" }).forward(z as any)))(zeros([1, 3]))
        .toTypedArray()
        .every(Number.isFinite),
    ).toBe(true);
  });
});

describe("GroupNorm and InstanceNorm", () => {
  it("one group is LayerNorm over all, as many as channels are InstanceNorm", () => {
    const x = draw(3, [2, 6, 4, 3], 2);
    const whole = LayerNorm.init([6, 4, 3], { dtype: "float64" }).forward(x as any);
    expect(new GroupNorm<"float64">(1, null, null).forward(x).toArray()).toEqual(whole.toArray());
    const instances = new InstanceNorm<"float64">().forward(x) as NDArray;
    expect(new GroupNorm<"float64">(6, null, null).forward(x).toArray()).toEqual(instances.toArray());
    const spread = variance(instances, { axis: [2, 3] }) as NDArray;
    expect(allClose(spread, ones([2, 6]), { atol: 1e-3 })).toBe(true);
  });

  it("have gradients of input, weight and bias, first and second", () => {
    const x = draw(4, [2, 4, 3]);
    const layers = [
      new GroupNorm<"float64">(2, draw(5, [4]), draw(6, [4]), 0.1),
      new InstanceNorm<"float64">(draw(5, [4]), draw(6, [4]), 0.1),
    ];
    for (const layer of layers) {
      checkGradients((l: Layer, z: NDArray) => weighed(l.forward(z)), [layer as Layer, x]);
      checkGradients((z: NDArray) => weighed(grad((v: NDArray) => weighed(layer.forward(v)))(z)), [x]);
    }
  });

  it("refuse channels that the groups do not divide, and a single number", () => {
    expect(() => GroupNorm.init(4, 6)).toThrow(ValueError);
    expect(() => GroupNorm.init(4, 6)).toThrow(
      "GroupNorm.init: groups must divide the channels; got 6 channels in 4 groups.",
    );
    const layer: Layer = GroupNorm.init(2, 6);
    expect(() => layer.forward(zeros([1, 4, 2]))).toThrow(ShapeError);
    expect(() => layer.forward(zeros([1, 4, 2]))).toThrow(
      "GroupNorm.forward: x must have 6 channels along axis 1; got x [1, 4, 2].",
    );
    expect(() => (new GroupNorm(4, null, null) as Layer).forward(zeros([1, 6]))).toThrow(
      "GroupNorm.forward: x must have channels that 4 groups divide along axis 1, and none empty; got x [1, 6].",
    );
    expect(() => layer.forward(zeros([6]))).toThrow("GroupNorm.forward: x must have at least two axes; got x [6].");
    expect(() => (InstanceNorm.init(3) as Layer).forward(zeros([2, 3, 1]))).toThrow(
      "InstanceNorm.forward: there must be more than one number for each channel; got x [2, 3, 1].",
    );
    expect(() => GroupNorm.init(0, 6)).toThrow("GroupNorm.init: groups must be a positive integer; got 0.");
    expect(() => InstanceNorm.init(0)).toThrow("InstanceNorm.init: channels must be a positive integer; got 0.");
  });
});

describe("BatchNorm", () => {
  it("takes the moments of the batch in training, and moves the running ones", () => {
    const layer = BatchNorm.init(3, { dtype: "float64", momentum: 0.25, epsilon: 1e-12 });
    const x = draw(7, [5, 3, 4], 3);
    let noted: Record<string, State | null | undefined> = {};
    const run = training((who, fields) => {
      expect(who).toBe(layer);
      noted = fields as unknown as typeof noted;
    });
    const y = layer.forward(x, run) as NDArray;
    expect(allClose(mean(y, { axis: [0, 2] }), zeros([3]), { atol: 1e-14 })).toBe(true);
    expect(allClose(variance(y, { axis: [0, 2] }), ones([3]), { rtol: 1e-11 })).toBe(true);
    const [m, v] = [noted["runningMean"], noted["runningVariance"]].map((s) => s?.value as NDArray);
    expect(allClose(m, mean(x, { axis: [0, 2] }).mul(0.25), { rtol: 1e-14 })).toBe(true);
    const unbiased = variance(x, { axis: [0, 2], ddof: 1 }) as NDArray;
    expect(allClose(v, unbiased.mul(0.25).add(0.75), { rtol: 1e-14 })).toBe(true);
  });

  it("uses the running moments in inference, where each example stands alone", () => {
    const [m, v] = [array([1, -2]), array([4, 0.25])];
    const layer = new BatchNorm<"float64">(array([3, 2]), array([0.5, 0]), new State(m), new State(v), 0.1, 1e-300);
    expect(layer.forward(array([[3, -1.5]])).toArray()).toEqual([[3.5, 2]]);
    const updates: unknown[] = [];
    layer.forward(array([[3, -1.5]]), { ...inference(), update: (l) => updates.push(l) });
    expect(updates).toEqual([]);
    expect(layer.forward(zeros([2, 2, 0, 3])).shape).toEqual([2, 2, 0, 3]);
  });

  it("has gradients in training and inference, first and second; none through the running moments", () => {
    const layer = new BatchNorm<"float64">(
      draw(1, [3]),
      draw(2, [3]),
      new State(draw(3, [3])),
      new State(ones([3])),
      0.1,
      0.1,
    );
    for (const shape of [
      [4, 3],
      [2, 3, 2, 2],
    ]) {
      const x = draw(4, shape);
      for (const run of [training(), inference()]) {
        checkGradients((l: BatchNorm<"float64">, z: NDArray) => weighed(l.forward(z, run)), [layer, x]);
        checkGradients((z: NDArray) => weighed(grad((w: NDArray) => weighed(square(layer.forward(w, run))))(z)), [x]);
      }
    }
    const throughMoments = grad((z: NDArray) => {
      let moved: NDArray = zeros([]);
      layer.forward(z, training((_, fields) => { moved = sum((fields as unknown as { runningMean: State }).runningMean.value); })); // prettier-ignore
      return sum(z).add(moved);
    });
    expect(throughMoments(draw(5, [2, 3])).toArray()).toEqual([[1, 1, 1], [1, 1, 1]]); // prettier-ignore
  });

  it("keeps a channel that does not vary at its bias", () => {
    const layer = BatchNorm.init(2, { dtype: "float64" });
    expect(layer.forward(array([[1e4, 1], [1e4, 3]]), training()).slice(":", 0).toArray()).toEqual([0, 0]); // prettier-ignore
  });

  it("refuses other channels, a batch of one number, and what is no momentum", () => {
    const layer: Layer = BatchNorm.init(3);
    expect(() => layer.forward(zeros([2, 4]))).toThrow(ShapeError);
    expect(() => layer.forward(zeros([2, 4]))).toThrow(
      "BatchNorm.forward: x must have 3 channels along axis 1; got x [2, 4].",
    );
    expect(() => layer.forward(zeros([1, 3]), training())).toThrow(ShapeError);
    expect(() => layer.forward(zeros([1, 3]), training())).toThrow(
      "BatchNorm.forward: in training there must be more than one number for each channel; got x [1, 3].",
    );
    expect(() => BatchNorm.init(3, { momentum: 2 })).toThrow(ValueError);
    expect(() => BatchNorm.init(3, { momentum: 2 })).toThrow("BatchNorm.init: momentum must be in [0, 1]; got 2.");
    expect(() => BatchNorm.init(3, { epsilon: Number.NaN })).toThrow(
      "BatchNorm.init: epsilon must be a positive number; got NaN.",
    );
  });
});

describe("norms over batches of functions", () => {
  it("are what each member gives", () => {
    const x = draw(8, [3, 2, 4]);
    const layer = LayerNorm.init(4, { dtype: "float64" });
    const slope = grad((z: NDArray) => weighed(square(layer.forward(z as any))));
    expect(vmap((z: NDArray) => layer.forward(z as any))(x).toArray()).toEqual(layer.forward(x as any).toArray());
    const each = vmap(slope)(x) as NDArray;
    for (const i of [0, 1, 2]) {
      expect(allClose(each.at(i) as NDArray, slope(x.at(i) as NDArray), { rtol: 1e-13, atol: 1e-13 })).toBe(true);
    }
  });
});
