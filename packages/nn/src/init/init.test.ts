import {
  type NDArray,
  ShapeError,
  ValueError,
  allClose,
  array,
  eye,
  matmul,
  mean,
  random,
  sub,
  zeros,
} from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Linear } from "../layers/linear.js";
import { type Nonlinearity, gainOf } from "./fans.js";
import type { Initializer } from "./initializer.js";
import { orthogonal } from "./orthogonal.js";
import { constant, truncatedNormal } from "./truncated-normal.js";
import { glorotNormal, glorotUniform, heNormal, heUniform, lecunNormal, lecunUniform } from "./variance-scaling.js";
import { pcaWhitening, zcaWhitening } from "./whitening.js";

function moments(values: ArrayLike<number>): { mean: number; variance: number; kurtosis: number; largest: number } {
  const x = Array.from(values);
  const at = (k: number): number => x.reduce((s, v) => s + v ** k, 0) / x.length;
  return { mean: at(1), variance: at(2), kurtosis: at(4) / at(2) ** 2, largest: Math.max(...x.map(Math.abs)) };
}

/** [weights 100×(40·3·3)]: fan-in 360, fan-out 900. */
const shape = [100, 40, 3, 3];
const n = 36000;
const rules: readonly (readonly [string, Initializer, variance: number, isUniform: boolean])[] = [
  ["lecunUniform", lecunUniform(), 1 / 360, true],
  ["lecunNormal", lecunNormal(), 1 / 360, false],
  ["glorotUniform", glorotUniform(), 2 / 1260, true],
  ["glorotNormal", glorotNormal({ gain: 3 }), 18 / 1260, false],
  ["heUniform", heUniform(), 2 / 360, true],
  ["heNormal", heNormal({ fan: "out", nonlinearity: "tanh" }), 25 / 9 / 900, false],
  ["heNormal of leaky units", heNormal({ nonlinearity: "leakyRelu", negativeSlope: 0.5 }), 1.6 / 360, false],
];

describe.each(rules)("%s", (_name, init, variance, isUniform) => {
  it("has mean 0, its variance, and the tails of its distribution", () => {
    const got = moments(init(random(1), shape, "float64").toTypedArray());
    // Five standard deviations of each estimate, from the fourth (and eighth) moments of the distribution.
    expect(Math.abs(got.mean)).toBeLessThan(5 * Math.sqrt(variance / n));
    expect(Math.abs(got.variance / variance - 1)).toBeLessThan(5 * Math.sqrt((isUniform ? 0.8 : 2) / n));
    expect(Math.abs(got.kurtosis - (isUniform ? 1.8 : 3))).toBeLessThan(5 * Math.sqrt(24 / n));
    if (isUniform) expect(got.largest).toBeLessThanOrEqual(Math.sqrt(3 * variance));
    expect(init(random(1), [2, 3], "float32").dtype).toBe("float32");
  });
});

describe("truncatedNormal", () => {
  it("stays within its bounds, with the variance of what is cut", () => {
    // 1 − 2bφ(b)/(2Φ(b) − 1)
    for (const [bound, variance] of [
      [2, 0.7737413035499232],
      [0.5, 0.080936516],
    ]) {
      // prettier-ignore
      const x = truncatedNormal({ mean: 3, std: 2, bound })(random(2), [n], "float64").toTypedArray();
      const got = moments(Array.from(x, (v) => (v - 3) / 2));
      expect(got.largest).toBeLessThanOrEqual(bound);
      expect(got.largest).toBeGreaterThan(0.99 * bound);
      expect(Math.abs(got.mean)).toBeLessThan(5 * Math.sqrt(variance / n));
      // The kurtosis is below 3: a variance is estimated to √(2/n) or better.
      expect(Math.abs(got.variance / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    }
    expect(truncatedNormal()(random(1), [0, 3], "float32").shape).toEqual([0, 3]);
  });

  it("constant is what it says", () => {
    expect(constant(3)(random(1), [2, 2], "float32").toArray()).toEqual([[3, 3], [3, 3]]); // prettier-ignore
  });
});

describe("orthogonal", () => {
  it("has orthonormal rows or columns, of kernels of convolutions too", () => {
    for (const dims of [
      [5, 5],
      [3, 7],
      [7, 3],
      [4, 2, 3, 3],
    ]) {
      const w = orthogonal({ gain: 2 })(random(3), dims, "float64").reshape([dims[0], -1]) as NDArray;
      const [rows, columns] = w.shape as readonly number[];
      const gram = rows < columns ? matmul(w, w.T) : matmul(w.T, w);
      const expected = eye(Math.min(rows, columns)).mul(4);
      expect(allClose(gram as NDArray, expected, { atol: 64 * Number.EPSILON })).toBe(true);
    }
  });

  it("is uniform among all: E wᵢⱼ = 0, E (tr W)² = 1 and E (tr W)⁴ = 3 in 4 dimensions, of both orientations", () => {
    // Diaconis & Shahshahani 1994: traces of Haar orthogonal matrices have the first moments of N(0, 1).
    const draws = 4000;
    const [rng, init] = [random(4), orthogonal()];
    const traces: number[] = [];
    let negative = 0;
    for (let i = 0; i < draws; i++) {
      const w = init(rng, [4, 4], "float64").toArray() as unknown as number[][];
      traces.push(w[0][0] + w[1][1] + w[2][2] + w[3][3]);
      negative += Number(w[3][3] < 0);
    }
    const got = moments(traces);
    expect(Math.abs(got.mean)).toBeLessThan(5 / Math.sqrt(draws));
    expect(Math.abs(got.variance - 1)).toBeLessThan(5 * Math.sqrt(2 / draws));
    expect(Math.abs(got.kurtosis * got.variance ** 2 - 3)).toBeLessThan(5 * Math.sqrt(96 / draws));
    // Householder's QR without the signs makes the last diagonal entry positive or negative in most draws.
    expect(Math.abs(negative / draws - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / draws));
  });
});

describe("whitening", () => {
  const mixed = (rows: number): NDArray => matmul(random(5).normal([rows, 3]), array([[3, 1, 0], [0, 0.1, 2], [1, 0, 1]])).add(5); // prettier-ignore
  const covariance = (y: NDArray): NDArray => {
    const d = sub(y, mean(y, { axis: 0, keepDims: true }) as NDArray) as NDArray;
    return matmul(d.T, d).div(y.shape[0] - 1) as NDArray;
  };

  it("gives uncorrelated outputs of mean 0 and variance 1", () => {
    const x = mixed(200);
    for (const layer of [pcaWhitening(x), zcaWhitening(x), pcaWhitening(x, { components: 2 })]) {
      const y = layer.forward(x) as NDArray;
      expect(allClose(covariance(y), eye(y.shape[1]), { atol: 1e-12 })).toBe(true);
      expect(allClose(mean(y, { axis: 0 }), zeros([y.shape[1]]), { atol: 1e-12 })).toBe(true);
    }
    expect(pcaWhitening(x.astype("float32")).weight.dtype).toBe("float32");
  });

  it("zca is symmetric and, of all whitening maps, moves data least; with a large ε it only scales", () => {
    const x = mixed(100);
    const w = zcaWhitening(x).weight as NDArray;
    expect(allClose(w, w.T, { rtol: 1e-12, atol: 1e-13 })).toBe(true);
    const scaled = zcaWhitening(x, { epsilon: 1e8 }).weight.mul(1e4) as NDArray;
    expect(allClose(scaled, eye(3), { atol: 1e-6 })).toBe(true);
  });

  it("whitens what varies in fewer directions with an ε, and refuses without", () => {
    const x = mixed(3); // two directions
    const w = zcaWhitening(x, { epsilon: 0.25 }).weight as NDArray;
    const flat = covariance(x).add(eye(3).mul(0.25)) as NDArray;
    expect(allClose(matmul(matmul(w, flat), w.T), eye(3), { atol: 1e-10 })).toBe(true);
    expect(() => pcaWhitening(x)).toThrow(ValueError);
    expect(() => pcaWhitening(x)).toThrow(
      "pcaWhitening: x must vary in 3 directions; got 2 in which it does. Take fewer components, or give an epsilon.",
    );
    expect(() => zcaWhitening(mixed(2).slice(":", "0:3") as NDArray)).toThrow(
      "zcaWhitening: x must vary in 2 directions; got 1",
    );
    expect(() => zcaWhitening(mixed(9), { epsilon: -1 })).toThrow(
      "zcaWhitening: epsilon must be finite and not negative; got -1.",
    );
    expect(() => pcaWhitening(zeros([1, 3]))).toThrow(ShapeError);
  });
});

describe("Linear.init", () => {
  it("draws by the initializer that it is given", () => {
    const layer = Linear.init(random(6), 4, 3, { weight: orthogonal(), dtype: "float64" });
    expect(layer.weight.toArray()).toEqual(orthogonal()(random(6), [3, 4], "float64").toArray());
  });
});

describe("bad input", () => {
  it("is refused by name", () => {
    expect(() => lecunNormal()(random(1), [3], "float64")).toThrow(ShapeError);
    expect(() => lecunNormal()(random(1), [3], "float64")).toThrow(
      "lecunNormal: the shape must have at least two axes, none empty; got shape [3].",
    );
    expect(() => orthogonal()(random(1), [3, 0], "float64")).toThrow(
      "orthogonal: the shape must have at least two axes",
    );
    expect(() => heNormal({ nonlinearity: "step" as Nonlinearity })).toThrow(ValueError);
    expect(() => gainOf("heNormal", "step" as Nonlinearity, 0)).toThrow(
      'heNormal: nonlinearity must be one of linear, sigmoid, tanh, relu, selu, leakyRelu; got "step".',
    );
    expect(() => heUniform({ fan: "both" as "in" })).toThrow('heUniform: fan must be "in" or "out"; got "both".');
    expect(() => glorotNormal({ gain: 0 })).toThrow("glorotNormal: gain must be a positive number; got 0.");
    expect(() => truncatedNormal({ bound: 0 })).toThrow("truncatedNormal: bound must be a positive number; got 0.");
    expect(() => constant(Number.NaN)).toThrow("constant: value must be a finite number; got NaN.");
  });
});
