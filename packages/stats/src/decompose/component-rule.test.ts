import { describe, expect, it } from "vitest";
import { type NDArray, array, matmul, ones, random, sub } from "@linnet/core";
import { qr } from "@linnet/linalg";
import { PCA } from "./pca.js";
import { profileDimension } from "./minka-dimension.js";

/** Columns of three directions well above noise. */
function planted(n: number, p: number, seed: number): NDArray {
  const rng = random(seed);
  return matmul(rng.normal([n, 3]).mul(array([9, 8, 7])), qr(rng.normal([p, 3])).Q.T as NDArray).add(
    rng.normal([n, p]),
  ) as NDArray;
}

describe("the rules for how many components", () => {
  it("variance: as few as explain the share", () => {
    const x = planted(100, 8, 1);
    const ratio = Array.from(PCA.fit(x).explainedVarianceRatio.toTypedArray());
    for (const share of [0.1, 0.5, 0.8, 0.9, 0.99, 1]) {
      const k = PCA.fit(x, { components: { variance: share } }).components.shape[0];
      const explained = (count: number): number => ratio.slice(0, count).reduce((a, b) => a + b, 0);
      expect(explained(k)).toBeGreaterThanOrEqual(share * (1 - 1e-14));
      if (k > 1) expect(explained(k - 1)).toBeLessThan(share);
    }
  });

  it("kaiser: those of more variance than the average column", () => {
    const x = planted(100, 8, 2);
    const variances = Array.from(PCA.fit(x).explainedVariance.toTypedArray());
    const average = variances.reduce((a, b) => a + b, 0) / 8;
    const kept = PCA.fit(x, { components: "kaiser" });
    expect(kept.components.shape[0]).toBe(variances.filter((v) => v > average).length);
    expect(kept.explainedVariance.at(-1).item()).toBeGreaterThan(average);
  });

  it("parallel and mle find the planted dimension; parallel keeps one of noise", () => {
    for (const seed of [1, 2, 3]) {
      const x = planted(200, 10, seed);
      expect(PCA.fit(x, { components: { parallel: { rng: random(7) } } }).components.shape).toEqual([3, 10]);
      expect(PCA.fit(x, { components: "mle" }).components.shape).toEqual([3, 10]);
    }
    expect(PCA.fit(random(1).normal([100, 6]), { components: { parallel: {} } }).components.shape[0]).toBe(1);
    expect(PCA.fit(random(1).normal([10, 30]), { components: { parallel: { rounds: 5 } } }).solver).toBe("full");
  });

  it("mle is the largest of Minka's evidence, summed as it is written", () => {
    for (const [seed, n] of [
      [1, 12],
      [2, 40],
      [3, 400],
    ]) {
      const spectrum = Array.from(PCA.fit(planted(n, 7, seed)).explainedVariance.toTypedArray());
      const evidence = Array.from({ length: 6 }, (_, i) => evidenceOf(spectrum, i + 1, n));
      expect(profileDimension(spectrum, n)).toBe(1 + evidence.indexOf(Math.max(...evidence)));
    }
  });

  it("mle of data without variance keeps one", () => {
    expect(PCA.fit(ones([5, 4]), { components: "mle" }).components.shape).toEqual([1, 4]);
  });

  it("keeps at least one component of data without variance", () => {
    for (const components of ["kaiser", { variance: 0.9 }, { parallel: { rounds: 2 } }] as const) {
      expect(PCA.fit(sub(ones([5, 3]), 1) as NDArray, { components }).components.shape[0]).toBe(1);
    }
  });

  it("refuses rules that there are not", () => {
    const x: NDArray = random(0).normal([5, 8]);
    const refused =
      (components: unknown): (() => unknown) =>
      () =>
        PCA.fit(x, { components } as object);
    expect(refused("all")).toThrow(
      'PCA.fit: components must be a number, "kaiser", "mle", { variance: share } or { parallel: {} }; got "all".',
    );
    expect(refused({ variance: 1.5 })).toThrow("PCA.fit: the share of components must be in (0, 1]; got 1.5.");
    expect(refused("mle")).toThrow(
      'PCA.fit: components "mle" need two columns, and as many rows; got 5 rows and 8 columns. Use "kaiser", or { parallel: {} }.',
    );
    expect(refused({ parallel: { rounds: 0 } })).toThrow("PCA.fit: rounds must be an integer of at least 1; got 0.");
    expect(refused({ parallel: { quantile: 2 } })).toThrow("PCA.fit: quantile must be in [0, 1]; got 2.");
    expect(refused({ parallel: { rng: 3 } })).toThrow(
      "PCA.fit: rng must be a stream; got 3. Make one with random(seed).",
    );
  });
});

/** Equation 77 of Minka 2000, term by term; ln Γ of halves by their product. */
function evidenceOf(spectrum: readonly number[], k: number, n: number): number {
  const d = spectrum.length;
  const v = spectrum.slice(k).reduce((a, b) => a + b, 0) / (d - k);
  const smooth = spectrum.map((value, i) => (i < k ? value : v));
  const m = d * k - (k * (k + 1)) / 2;
  let result = -k * Math.LN2 + ((m + k) / 2) * Math.log(2 * Math.PI) - (k / 2) * Math.log(n);
  for (let i = 0; i < k; i++) {
    const half = (d - i) / 2;
    result += logGammaOfHalves(half) - half * Math.log(Math.PI) - (n / 2) * Math.log(spectrum[i]);
    for (let j = i + 1; j < d; j++) {
      result -= Math.log((spectrum[i] - spectrum[j]) * (1 / smooth[j] - 1 / smooth[i]) * n) / 2;
    }
  }
  return result - ((n * (d - k)) / 2) * Math.log(v);
}

function logGammaOfHalves(x: number): number {
  if (x === 1) return 0;
  if (x === 0.5) return Math.log(Math.PI) / 2;
  return Math.log(x - 1) + logGammaOfHalves(x - 1);
}
