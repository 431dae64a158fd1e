import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ConvergenceError,
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  array,
  concat,
  div,
  eye,
  log,
  matmul,
  max,
  mean,
  mul,
  ones,
  random,
  square,
  sub,
  sum,
} from "@linnet/core";
import { cond } from "@linnet/linalg";
import { FastICA, type FastICAOptions } from "./fast-ica.js";

const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const difference = (a: NDArray, b: NDArray): number => largest(sub(a, b) as NDArray);
const centred = (x: NDArray): NDArray => sub(x, mean(x, { axis: 0 }) as NDArray);
const gram = (x: NDArray): NDArray => div(matmul(centred(x).T as NDArray, centred(x)) as NDArray, x.shape[0] - 1);

/** Every combination of the levels: sources that are independent exactly, not only on average. */
function factorial(...levels: readonly (readonly number[])[]): NDArray {
  const rows = levels.reduce<number[][]>((some, next) => some.flatMap((row) => next.map((v) => [...row, v])), [[]]);
  return array(rows.flat(), { shape: [rows.length, levels.length] });
}

/** How far a square matrix is from a permutation with signs and scales: 0 for one, at most 1 (Amari, Cichocki & Yang 1996). */
function amariIndex(gain: NDArray): number {
  const a = abs(gain) as NDArray;
  const k: number = a.shape[0];
  const excess = (axis: number): number =>
    (sum(sub(div(sum(a, { axis }), max(a, { axis }) as NDArray) as NDArray, 1)) as NDArray).item();
  return (excess(0) + excess(1)) / (2 * k * (k - 1));
}

const grid = factorial([-1, 1], [0, 1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 1, 4], [-3, 0, 0, 0, 0, 0, 3]);
const mixings = fc.nat(1000).map((seed): NDArray => random(seed).normal([4, 4]));
const gainOf = (ica: FastICA, mixing: NDArray): NDArray => matmul(ica.components as NDArray, mixing.T as NDArray);

describe("FastICA", () => {
  const settings = fc.record<FastICAOptions>({
    method: fc.constantFrom("parallel", "deflation"),
    contrast: fc.constantFrom("logcosh", "exp", "cube"),
  });

  it("recovers sources that are exactly independent, up to order and sign, to its tolerance", () => {
    fc.assert(
      fc.property(mixings, settings, (mixing, options) => {
        fc.pre(cond(mixing).item() < 100);
        const ica = FastICA.fit(matmul(grid, mixing) as NDArray, { ...options, tolerance: 1e-12 });
        // The last step turned by √(2·tolerance) at most, and went from there towards the fixed point that independence is.
        expect(amariIndex(gainOf(ica, mixing))).toBeLessThanOrEqual(Math.sqrt(2 * 1e-12));
      }),
      { numRuns: 20 },
    );
  });

  it("recovers sources that were drawn, by 5/√n: uniform, Laplace and skewed ones", () => {
    const n = 4000;
    const rng = random(7);
    const laplace = sub(log(rng.uniform([n, 1])), log(rng.uniform([n, 1]) as NDArray));
    const sources: NDArray = concat([rng.uniform([n, 1]), laplace, square(log(rng.uniform([n, 1])))], { axis: 1 });
    const mixing = array([
      [1, 2, 0.5],
      [-1, 1, 1],
      [0.3, -0.2, 1],
    ]);
    for (const method of ["parallel", "deflation"] as const) {
      const ica = FastICA.fit(matmul(sources, mixing) as NDArray, { method });
      expect(amariIndex(gainOf(ica, mixing))).toBeLessThanOrEqual(5 / Math.sqrt(n));
    }
  });

  it("scores are white and scatter as the data do; sources come by the variance they bring, signs by the rule", () => {
    fc.assert(
      fc.property(mixings, (mixing) => {
        fc.pre(cond(mixing).item() < 100);
        const x: NDArray = matmul(grid, mixing);
        const ica = FastICA.fit(x);
        const bound = 30 * x.shape[0] * Number.EPSILON * cond(centred(x)).item();
        expect(difference(gram(ica.transform(x)), eye(4))).toBeLessThanOrEqual(bound);
        const variances = (sum(square(ica.mixing as NDArray), { axis: 0 }) as NDArray).toArray() as number[];
        expect(variances).toEqual(variances.toSorted((a, b) => b - a));
        for (const row of ica.components.toArray() as number[][]) {
          expect(row.reduce((best, v) => (Math.abs(v) > Math.abs(best) ? v : best), 0)).toBeGreaterThan(0);
        }
        expect(difference(ica.inverseTransform(ica.transform(x)), x)).toBeLessThanOrEqual(bound * largest(x));
      }),
      { numRuns: 10 },
    );
  });

  it("stops where E[g(y)·yᵀ] is symmetric, as every fixed point of the parallel method is", () => {
    const x: NDArray = matmul(random(3).uniform([300, 3]), random(4).normal([3, 3]));
    const y = FastICA.fit(x, { contrast: "cube", tolerance: 1e-14 }).transform(x) as NDArray;
    const M: NDArray = matmul(mul(y, square(y) as NDArray).T as NDArray, y).div(300) as NDArray;
    expect(difference(M, M.T as NDArray)).toBeLessThanOrEqual(10 * Math.sqrt(2 * 1e-14) * largest(M));
  });

  it("unmixes the first principal components where fewer are asked for, and the rank where columns are collinear", () => {
    const x: NDArray = matmul(random(5).uniform([200, 3]), random(6).normal([3, 5]));
    const constant: NDArray = concat([x, mul(ones([200, 1]), 0.1)], { axis: 1 });
    const ica = FastICA.fit(constant);
    expect([ica.components.shape, ica.mixing.shape]).toEqual([
      [3, 6],
      [6, 3],
    ]);
    expect(largest(ica.components.slice(":", 5) as NDArray)).toBe(0);
    expect(FastICA.fit(x, { components: 2 }).transform(x).shape).toEqual([200, 2]);
    expect(difference(gram(FastICA.fit(x, { components: 2 }).transform(x)), eye(2))).toBeLessThanOrEqual(
      30 * 205 * Number.EPSILON * 100,
    );
  });

  it("keeps float32, reports iterations, can be ended, and goes through JSON to the last bit", () => {
    const x: NDArray = matmul(grid, random(1).normal([4, 4]));
    expect(FastICA.fit(x.astype("float32")).components.dtype).toBe("float32");
    const seen: number[] = [];
    const ica = FastICA.fit(x, { onIteration: ({ iteration }) => seen.push(iteration) });
    expect(seen).toEqual(Array.from({ length: ica.iterations }, (_, i) => i + 1));
    expect(JSON.stringify(FastICA.fit(x))).toBe(JSON.stringify(ica));
    const back = FastICA.fromJSON(JSON.stringify(ica));
    expect(JSON.stringify(back)).toBe(JSON.stringify(ica));
    expect(back.transform(x).toArray()).toEqual(ica.transform(x).toArray());
    expect(() => FastICA.fromJSON({ ...ica.toJSON(), mixing: "A" })).toThrow(
      'FastICA.fromJSON: mixing must be an array { dtype, shape, data }; got "A".',
    );
    const control = new AbortController();
    const stop = (): void => control.abort(new Error("enough"));
    expect(() => FastICA.fit(x, { signal: control.signal, onIteration: stop })).toThrow("enough");
  });

  it("throws where directions keep turning, with the model so far", () => {
    const x = random(1).normal([200, 5]);
    for (const method of ["parallel", "deflation"] as const) {
      let error: unknown;
      try {
        FastICA.fit(x, { method, maxIterations: 3, tolerance: 1e-10 });
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(ConvergenceError);
      expect((error as Error).message).toMatch(
        /^FastICA.fit: directions must stop turning; got a turn of \S+ in step 3\. Raise tolerance or maxIterations, try another contrast, or keep fewer components; error\.best is the model so far\.$/,
      );
      expect((error as { best: FastICA }).best.components.shape).toEqual([5, 5]);
    }
  });

  it("refuses what it is not defined for", () => {
    const x = random(1).uniform([20, 3]);
    const fit = (a: NDArray, options?: object) => () => FastICA.fit(a, options);
    expect(fit(x, { components: 4 })).toThrow(ValueError);
    expect(fit(x, { components: 4 })).toThrow(
      "FastICA.fit: components must be an integer in [1, 3] for centred data of rank 3; got 4.",
    );
    expect(fit(ones([5, 2]))).toThrow("FastICA.fit: x must vary; got constant columns only. They have no sources.");
    expect(fit(ones([1, 2]))).toThrow(ShapeError);
    expect(fit(ones([1, 2]))).toThrow("FastICA.fit: x must have at least two rows; got x [1, 2].");
    expect(fit(x, { contrast: "tanh" })).toThrow(
      'FastICA.fit: contrast must be "logcosh" or "exp" or "cube"; got "tanh".',
    );
    expect(fit(x, { method: "serial" })).toThrow(
      'FastICA.fit: method must be "parallel" or "deflation"; got "serial".',
    );
    expect(fit(x, { maxIterations: 0 })).toThrow("FastICA.fit: maxIterations must be an integer of at least 1; got 0.");
    expect(fit(x, { tolerance: -1 })).toThrow("FastICA.fit: tolerance must be a number of at least 0; got -1.");
    expect(fit(x, { signal: 3 })).toThrow("FastICA.fit: signal must be an AbortSignal; got 3. Pass controller.signal.");
    expect(fit(x, { onIteration: 3 })).toThrow("FastICA.fit: onIteration must be a function; got 3.");
    expect(fit(x, { rng: 3 })).toThrow("FastICA.fit: rng must be a stream; got 3. Make one with random(seed).");
    const ica: FastICA = FastICA.fit(x, { components: 2 });
    expect(() => ica.transform(x.slice(":", "0:2") as NDArray)).toThrow(
      "FastICA.transform: x must have the 3 columns that were fitted; got x [20, 2].",
    );
    expect(() => ica.inverseTransform(x)).toThrow(
      "FastICA.inverseTransform: scores must have 2 columns, one a source; got scores [20, 3].",
    );
  });
});
