import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, abs, array, matmul, max, mul, random, slice, square, sub, sum, variance } from "@linnet/core";
import { IncrementalPCA } from "./incremental-pca.js";
import { PCA } from "./pca.js";

const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const numbers = (x: NDArray): number[] => Array.from(x.toTypedArray());

/** V·S²·Vᵀ: what singular values and components say of the data, whatever their order among equals. */
function scatter(model: { readonly components: NDArray; readonly singularValues: NDArray }): NDArray {
  const c = model.components;
  return matmul(mul(c.T as NDArray, square(model.singularValues) as NDArray) as NDArray, c);
}

describe("IncrementalPCA", () => {
  it("with all components is PCA, in whatever batches: |V·S²·Vᵀ − XᵀX| ≤ c·n·u·‖X‖² a batch", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), sizes, fc.nat(1000), (p, batches, seed) => {
        const rng = random(seed);
        const ends = batches.map((_, i) => p + 1 + batches.slice(0, i + 1).reduce((a, b) => a + b, 0));
        const n = ends[ends.length - 1];
        const x: NDArray = rng
          .normal([n, p])
          .mul(rng.uniform([p], { low: 0.1, high: 5 }))
          .add(rng.normal([p]));
        let model: IncrementalPCA = IncrementalPCA.fit(slice(x, `:${p + 1}`) as NDArray);
        ends.forEach((end, i) => {
          model = model.partialFit(slice(x, `${i === 0 ? p + 1 : ends[i - 1]}:${end}`) as NDArray);
        });
        const full = PCA.fit(x, { solver: "full" });
        const size = sum(square(x)).item();
        const bound = 30 * n * ends.length * Number.EPSILON * size;
        expect(largest(sub(scatter(model), scatter(full)))).toBeLessThanOrEqual(bound);
        expect(largest(sub(model.mean as NDArray, full.mean as NDArray))).toBeLessThanOrEqual(
          30 * ends.length * Number.EPSILON * Math.sqrt(size),
        );
        const columns = sub(model.variance as NDArray, variance(x, { axis: 0 }) as NDArray);
        expect(largest(columns)).toBeLessThanOrEqual(bound / n);
        expect([model.samples, model.noiseVariance]).toEqual([n, 0]);
      }),
      { numRuns: 30 },
    );
  });

  it("fit takes its batches in turn, and keeps the leading components nearly where noise is small", () => {
    const low = matmul(random(1).normal([200, 2]).mul(10), random(2).normal([2, 8])) as NDArray;
    const x = low.add(random(3).normal([200, 8], { std: 0.01 })).add(5) as NDArray;
    const model = IncrementalPCA.fit(x, { components: 2, batchSize: 30 });
    const full = PCA.fit(x, { components: 2 });
    // A batch drops parts of 10⁻³ of the size: their squares are lost to the next.
    const ratio = model.explainedVariance.div(full.explainedVariance as NDArray) as NDArray;
    expect(largest(ratio.sub(1) as NDArray)).toBeLessThanOrEqual(1e-5);
    expect(largest(sub(model.components as NDArray, full.components as NDArray))).toBeLessThanOrEqual(1e-3);
    expect(Math.abs(model.noiseVariance / full.noiseVariance - 1)).toBeLessThanOrEqual(0.1);
    expect(largest(sub(model.inverseTransform(model.transform(x)) as NDArray, x))).toBeLessThanOrEqual(0.1);
    const total = numbers(full.explainedVarianceRatio as NDArray);
    numbers(model.explainedVarianceRatio as NDArray).forEach((r, i) =>
      expect(Math.abs(r - total[i])).toBeLessThan(1e-5),
    );
  });

  it("partialFit leaves the model it is asked of as it is, and takes a single row", () => {
    const x: NDArray = random(4).normal([10, 3]);
    const before = IncrementalPCA.fit(x, { whiten: true });
    const text = JSON.stringify(before);
    const after = before.partialFit(random(5).normal([1, 3]));
    expect(JSON.stringify(before)).toBe(text);
    expect([after.samples, after.whiten]).toEqual([11, true]);
    expect(after.components.shape).toEqual([3, 3]);
  });

  it("keeps float32, and the same bits through JSON, from which learning goes on", () => {
    const x: NDArray = random(6).normal([30, 4], { dtype: "float32" });
    const model = IncrementalPCA.fit(x, { components: 2, batchSize: 10 });
    expect(model.components.dtype).toBe("float32");
    const next: NDArray = random(7).normal([9, 4]);
    const back = IncrementalPCA.fromJSON(JSON.stringify(model));
    expect(JSON.stringify(back.partialFit(next))).toBe(JSON.stringify(model.partialFit(next)));
  });

  it("gives data without variance shares of zero", () => {
    const model = IncrementalPCA.fit(
      array([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
      { components: 1 },
    );
    expect(numbers(model.explainedVarianceRatio as NDArray)).toEqual([0]);
    expect(model.noiseVariance).toBe(0);
  });

  it("refuses batches that are too small, other columns, and ends by its signal", () => {
    const x: NDArray = random(0).normal([20, 4]);
    expect(() => IncrementalPCA.fit(x, { batchSize: 3 })).toThrow(
      "IncrementalPCA.fit: components must be an integer in [1, 3] for a first batch of 3 rows and 4 columns; got 4. Begin with a larger batch, or keep fewer.",
    );
    expect(() => IncrementalPCA.fit(x, { batchSize: 0 })).toThrow(
      "IncrementalPCA.fit: batchSize must be an integer of at least 1; got 0.",
    );
    expect(() => IncrementalPCA.fit(x).partialFit(random(0).normal([5, 3]) as NDArray)).toThrow(
      "IncrementalPCA.partialFit: x must have the 4 columns that were fitted; got x [5, 3].",
    );
    expect(() => IncrementalPCA.fit(x, { signal: AbortSignal.abort() })).toThrow("aborted");
    expect(() => IncrementalPCA.fit(x).inverseTransform(random(0).normal([5, 3]) as NDArray)).toThrow(
      "IncrementalPCA.inverseTransform: scores must have one column a component; got scores [5, 3] and components [4, 4].",
    );
  });
});
