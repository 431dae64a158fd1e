import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ConvergenceError,
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  add,
  array,
  concat,
  eye,
  matmul,
  max,
  min,
  mul,
  random,
  square,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { NMF, type NMFOptions } from "./nmf.js";

const runs = { numRuns: 10 };
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const difference = (a: NDArray, b: NDArray): number => largest(sub(a, b) as NDArray);
const norm = (x: NDArray): number => Math.sqrt((sum(square(x)) as NDArray).item());

const tables = fc
  .record({ n: fc.integer({ min: 3, max: 20 }), p: fc.integer({ min: 3, max: 12 }), seed: fc.nat(1000) })
  .map(({ n, p, seed }): NDArray => random(seed).uniform([n, p]));
const settings = fc.record<NMFOptions>({
  components: fc.integer({ min: 1, max: 3 }),
  loss: fc.constantFrom("frobenius", "kullback-leibler"),
  start: fc.constantFrom("nndsvda", "random"),
});

describe("NMF", () => {
  it("lowers the loss in every iteration, with factors that are not negative", () => {
    fc.assert(
      fc.property(tables, settings, (x, options) => {
        let before = Infinity;
        for (const maxIterations of [1, 2, 3, 5, 9]) {
          const nmf = NMF.fit(x, { ...options, maxIterations, tolerance: 0 });
          const rounding = 30 * x.size * Number.EPSILON * largest(x);
          expect(nmf.reconstructionError).toBeLessThanOrEqual(before + rounding);
          expect((min(nmf.components as NDArray) as NDArray).item()).toBeGreaterThanOrEqual(0);
          before = nmf.reconstructionError;
        }
      }),
      runs,
    );
  });

  it("ends at a point that no feasible direction leaves downhill (Karush–Kuhn–Tucker)", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(0, 0.1), (x, penalty) => {
        const options = { components: 2, tolerance: 1e-9, maxIterations: 20_000, l1: penalty, l2: penalty };
        const nmf = NMF.fit(x, options);
        expect(nmf.converged).toBe(true);
        const H: NDArray = nmf.components;
        const W: NDArray = nmf.transform(x, { tolerance: 1e-12, maxIterations: 100_000 });
        const rest: NDArray = sub(matmul(W, H) as NDArray, x);
        for (const [factor, slope] of [
          [W, matmul(rest, H.T as NDArray)],
          [H, matmul(W.T as NDArray, rest)],
        ] as [NDArray, NDArray][]) {
          const gradient = add(slope, add(mul(factor, penalty), penalty) as NDArray) as NDArray;
          const size = 1e-5 * largest(x) ** 2 * x.size;
          expect((min(gradient) as NDArray).item()).toBeGreaterThanOrEqual(-size);
          expect(largest(mul(gradient, factor) as NDArray)).toBeLessThanOrEqual(size * largest(factor));
        }
      }),
      runs,
    );
  });

  it("finds separable parts again, for both losses", () => {
    const parts = array([
      [1, 2, 0, 0, 0],
      [0, 0, 3, 1, 0],
      [0, 0, 0, 0, 2],
    ]);
    const weights = concat([eye(3), random(1).uniform([30, 3])]); // some rows of one part alone: then parts are determined
    const x = matmul(weights, parts) as NDArray;
    for (const loss of ["frobenius", "kullback-leibler"] as const) {
      const nmf = NMF.fit(x, { components: 3, loss, tolerance: 1e-10, maxIterations: 20_000 });
      const rows = (nmf.components.toArray() as number[][]).map((row) => row.map((v) => v / Math.max(...row)));
      const found = rows.toSorted((a, b) => a.indexOf(1) - b.indexOf(1));
      const scaled = [
        [0.5, 1, 0, 0, 0],
        [0, 0, 1, 1 / 3, 0],
        [0, 0, 0, 0, 1],
      ];
      found.forEach((row, i) => row.forEach((v, j) => expect(Math.abs(v - scaled[i][j])).toBeLessThanOrEqual(1e-3)));
    }
  });

  it("with one component and the Frobenius loss is the first singular pair (Perron–Frobenius)", () => {
    const x: NDArray = random(5).uniform([12, 7]);
    const nmf = NMF.fit(x, { components: 1, tolerance: 1e-12, maxIterations: 1000 });
    const h: NDArray = nmf.components.T;
    const again: NDArray = matmul(x.T as NDArray, matmul(x, h) as NDArray); // a multiple of h
    const cosine = (sum(mul(h, again)) as NDArray).item() / (norm(h) * norm(again));
    expect(1 - cosine).toBeLessThanOrEqual(1e-9);
  });

  it("scores of transform fit at least as well as those of fit", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom("frobenius" as const, "kullback-leibler" as const), (x, loss) => {
        const nmf = NMF.fit(x, { components: 2, loss });
        const y: NDArray = nmf.inverseTransform(nmf.transform(x));
        const error =
          loss === "frobenius"
            ? norm(sub(x, y) as NDArray)
            : (x.toArray() as number[][]).flat().reduce((total, v, i) => total + kl(v, y.toTypedArray()[i]), 0);
        expect(error).toBeLessThanOrEqual(nmf.reconstructionError * (1 + 1e-3));
      }),
      runs,
    );
  });

  it("a penalty above the slope at 0 leaves nothing", () => {
    const x: NDArray = random(2).uniform([10, 6]);
    const nmf = NMF.fit(x, { components: 2, l1: 100 });
    expect(largest(nmf.components)).toBe(0);
    expect(Math.abs(nmf.reconstructionError - norm(x))).toBeLessThanOrEqual(60 * Number.EPSILON * norm(x));
  });

  it("says when iterations ran out; keeps float32 and rows of zeros; goes through JSON to the last bit", () => {
    const x: NDArray = random(3).uniform([15, 8]);
    expect(NMF.fit(x, { components: 3, maxIterations: 1 }).converged).toBe(false);
    expect(NMF.fit(x.astype("float32"), { components: 3 }).components.dtype).toBe("float32");
    const some: NDArray = concat([x, zeros([1, 8])]);
    for (const loss of ["frobenius", "kullback-leibler"] as const) {
      const nmf = NMF.fit(some, { components: 2, loss });
      expect((nmf.transform(some).toArray() as number[][])[15]).toEqual([0, 0]);
      const back = NMF.fromJSON(JSON.stringify(nmf));
      expect(JSON.stringify(back)).toBe(JSON.stringify(nmf));
      expect(back.transform(x).toArray()).toEqual(nmf.transform(x).toArray());
      expect(() => NMF.fromJSON({ ...nmf.toJSON(), loss: "l2" })).toThrow(
        'NMF.fromJSON: loss must be "frobenius" or "kullback-leibler"; got "l2".',
      );
      const seen: number[] = [];
      const { iterations } = NMF.fit(some, { components: 2, loss, onIteration: (i) => seen.push(i.iteration) });
      expect(seen.length).toBe(iterations);
    }
    const control = new AbortController();
    const stop = (): void => control.abort(new Error("enough"));
    expect(() => NMF.fit(x, { signal: control.signal, onIteration: stop })).toThrow("enough");
    const view = (concat([x, x], { axis: 1 }) as NDArray).slice(":", "0:8") as NDArray;
    expect(difference(NMF.fit(view).components, NMF.fit(x).components)).toBeLessThanOrEqual(1e-6);
  });

  it("refuses what it is not defined for", () => {
    const x: NDArray = random(1).uniform([5, 4]);
    const fit = (a: NDArray, options?: object) => () => NMF.fit(a, options);
    const nmf: NMF = NMF.fit(x, { components: 2 });
    const negative = array([
      [1, 2],
      [3, -4],
    ]);
    expect(fit(negative)).toThrow(ValueError);
    expect(fit(negative)).toThrow(
      "NMF.fit: x must not be negative; got -4 in column 1, row 1. Shift such a column, or use PCA.",
    );
    expect(fit(zeros([3, 2]))).toThrow("NMF.fit: x must have a positive entry; got zeros only.");
    expect(fit(x, { components: 5 })).toThrow(
      "NMF.fit: components must be an integer in [1, 4] for 5 rows and 4 columns; got 5.",
    );
    expect(fit(x, { l1: -1 })).toThrow("NMF.fit: l1 must be a finite number of at least 0; got -1.");
    expect(fit(x, { l2: 1, loss: "kullback-leibler" })).toThrow(
      "NMF.fit: l2 must be 0 with the Kullback–Leibler loss; got 1. Give l1, or take Frobenius.",
    );
    expect(fit(x, { start: "nndsvd", loss: "kullback-leibler" })).toThrow(
      'NMF.fit: start must have no zeros with the Kullback–Leibler loss; got "nndsvd". Multiplicative updates keep the zeros of a start: take "nndsvda".',
    );
    expect(fit(x, { loss: "l2" })).toThrow('NMF.fit: loss must be "frobenius" or "kullback-leibler"; got "l2".');
    expect(() => nmf.transform(mul(x, -1) as NDArray)).toThrow("NMF.transform: x must not be negative; got -");
    expect(() => nmf.transform(x.slice(":", "0:2") as NDArray)).toThrow(
      "NMF.transform: x must have the 4 columns that were fitted; got x [5, 2].",
    );
    expect(() => nmf.transform(x, { maxIterations: 1, tolerance: 0 })).toThrow(ConvergenceError);
    expect(() => nmf.transform(x, { maxIterations: 1, tolerance: 0 })).toThrow(
      "NMF.transform: scores must meet the tolerance; got a change of 1.00e+0 after 1 iterations. Raise tolerance or maxIterations; error.best holds the scores so far.",
    );
    expect(() => nmf.inverseTransform(x)).toThrow(ShapeError);
    expect(() => nmf.inverseTransform(x)).toThrow(
      "NMF.inverseTransform: scores must have 2 columns, one a component; got scores [5, 4].",
    );
  });
});

function kl(x: number, y: number): number {
  return x * Math.log(x / y) - x + y;
}
