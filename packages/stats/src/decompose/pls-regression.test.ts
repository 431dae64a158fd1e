import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  add,
  array,
  concat,
  diag,
  diagonal,
  matmul,
  max,
  mean,
  mul,
  ones,
  random,
  sub,
  zeros,
} from "@linnet/core";
import { cond, lstsq } from "@linnet/linalg";
import { PLSRegression } from "./pls-regression.js";

const shapes = fc.record({
  n: fc.integer({ min: 15, max: 40 }),
  p: fc.integer({ min: 1, max: 6 }),
  q: fc.integer({ min: 1, max: 4 }),
  seed: fc.nat(1000),
});

const runs = { numRuns: 25 };
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const difference = (a: NDArray, b: NDArray): number => largest(sub(a, b) as NDArray);
const centred = (x: NDArray): NDArray => sub(x, mean(x, { axis: 0 }) as NDArray);

function tables({ n, p, q, seed }: { n: number; p: number; q: number; seed: number }): [NDArray, NDArray] {
  const rng = random(seed);
  const x = rng.normal([n, p]);
  return [x, add(matmul(x, rng.normal([p, q])) as NDArray, rng.normal([n, q]))];
}

describe("PLSRegression", () => {
  it("scores are orthogonal to each other, as weights are", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const [x, y] = tables(shape);
        const pls = PLSRegression.fit(x, y, { components: shape.p });
        for (const columns of [pls.transform(x), pls.weights] as NDArray[]) {
          const gram: NDArray = matmul(columns.T as NDArray, columns);
          const off: NDArray = sub(gram, diag(diagonal(gram) as NDArray) as NDArray);
          // Deflation loses orthogonality as Gram–Schmidt does: by the condition of what it is applied to.
          const bound = 30 * shape.n * Number.EPSILON * cond(centred(x)).item() ** 2 * largest(gram);
          expect(largest(off)).toBeLessThanOrEqual(bound);
        }
      }),
      runs,
    );
  });

  it("is least squares with all components, and restores x", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const [x, y] = tables(shape);
        const pls = PLSRegression.fit(x, y, { components: shape.p });
        const slopes = lstsq(centred(x), centred(y)).x as NDArray;
        const bound = 30 * shape.n * Number.EPSILON * cond(centred(x)).item() ** 2;
        expect(difference(pls.coefficients, slopes)).toBeLessThanOrEqual(bound * (1 + largest(slopes)));
        expect(difference(pls.inverseTransform(pls.transform(x)), x)).toBeLessThanOrEqual(bound * largest(x));
        const direct = add(matmul(x, pls.coefficients as NDArray) as NDArray, pls.intercept as NDArray);
        expect(difference(direct as NDArray, pls.predict(x))).toBeLessThanOrEqual(bound * (1 + largest(y)));
      }),
      runs,
    );
  });

  it("the first score has at least the covariance with y of any other direction", () => {
    const [x, y] = tables({ n: 30, p: 4, q: 3, seed: 4 });
    const pls = PLSRegression.fit(x, y, { components: 1, scale: false });
    const reach = (w: NDArray): number => {
      const c: NDArray = matmul(matmul(w.T as NDArray, centred(x).T as NDArray), centred(y));
      return Math.sqrt((c.matmul(c.T) as NDArray).item());
    };
    const most = reach(pls.weights);
    for (let seed = 0; seed < 50; seed++) {
      const w: NDArray = random(seed).normal([4, 1]);
      expect(reach(w.div(w.T.matmul(w).item() ** 0.5) as NDArray)).toBeLessThanOrEqual(most * (1 + 1e-13));
    }
  });

  it("a vector is a table of one column; units do not matter when scaled", () => {
    const [x, y] = tables({ n: 25, p: 5, q: 1, seed: 3 });
    const [table, vector] = [PLSRegression.fit(x, y), PLSRegression.fit(x, y.reshape([25]) as NDArray)];
    expect([vector.coefficients.shape, vector.predict(x).shape, vector.intercept.shape]).toEqual([[5], [25], []]);
    expect([table.coefficients.shape, table.predict(x).shape, table.intercept.shape]).toEqual([[5, 1], [25, 1], [1]]);
    expect(vector.predict(x).toArray()).toEqual((table.predict(x).toArray() as number[][]).flat());
    const units: NDArray = mul(x, array([1, 1e6, 1e-6, 10, 100]));
    const other = PLSRegression.fit(units, y);
    expect(difference(other.predict(units), table.predict(x))).toBeLessThanOrEqual(
      1e3 * 25 * Number.EPSILON * largest(y),
    );
  });

  it("takes more columns than rows, collinear and constant ones", () => {
    const rng = random(5);
    const latent = rng.normal([12, 2]);
    const x: NDArray = concat([matmul(latent, rng.normal([2, 30])), mul(ones([12, 1]), 0.1)], { axis: 1 });
    const y: NDArray = matmul(latent, array([3, -2]));
    const pls = PLSRegression.fit(x, y);
    expect(difference(pls.predict(x), y)).toBeLessThanOrEqual(1e3 * 31 * Number.EPSILON * largest(y));
    expect(largest(pls.weights.slice(30) as NDArray)).toBe(0);
    expect(Math.abs(pls.coefficients.at(30).item())).toBe(0);
    expect(() => PLSRegression.fit(x, y, { components: 3 })).toThrow(
      "PLSRegression.fit: components must be at most 2, which leave nothing that covaries with y; got 3.",
    );
    const exact = PLSRegression.fit(
      array([
        [0, 1],
        [1, -1],
        [2, -1],
        [3, 1],
      ]),
      array([0, 1, 2, 3]),
    );
    expect(exact.weights.shape).toEqual([2, 1]);
  });

  it("keeps float32, and goes through JSON to the last bit", () => {
    const [x, y] = tables({ n: 20, p: 3, q: 2, seed: 1 });
    const single = PLSRegression.fit(x.astype("float32"), y.astype("float32"));
    expect(single.coefficients.dtype).toBe("float32");
    for (const target of [y, y.slice(":", 0) as NDArray]) {
      const pls = PLSRegression.fit(x, target) as PLSRegression;
      const back = PLSRegression.fromJSON(JSON.stringify(pls));
      expect(JSON.stringify(back)).toEqual(JSON.stringify(pls));
      expect(back.predict(x).toArray()).toEqual(pls.predict(x).toArray());
    }
    const json = { ...PLSRegression.fit(x, y).toJSON(), weights: 1 };
    expect(() => PLSRegression.fromJSON(json)).toThrow(
      "PLSRegression.fromJSON: weights must be an array { dtype, shape, data }; got 1.",
    );
    expect(() => PLSRegression.fromJSON({ model: "PLSRegression", version: 1 })).toThrow(
      "PLSRegression.fromJSON: mean must be an array { dtype, shape, data }; got undefined.",
    );
  });

  it("refuses what it is not defined for", () => {
    const [x, y] = tables({ n: 20, p: 3, q: 2, seed: 1 });
    const fit = (a: NDArray, b: NDArray, options?: object) => () => PLSRegression.fit(a, b, options);
    expect(fit(x, y, { components: 4 })).toThrow(ValueError);
    expect(fit(x, y, { components: 4 })).toThrow(
      "PLSRegression.fit: components must be an integer in [1, 3] for 20 rows and 3 columns; got 4.",
    );
    expect(fit(x, zeros([19]) as NDArray)).toThrow(ShapeError);
    expect(fit(x, zeros([19]) as NDArray)).toThrow(
      "PLSRegression.fit: y must have 20 rows, one for each of x, and at least one column; got y [19].",
    );
    expect(fit(x.slice("0:1") as NDArray, y.slice("0:1") as NDArray)).toThrow(
      "PLSRegression.fit: x must have at least two rows; got x [1, 3].",
    );
    expect(fit(x, ones([20]) as NDArray)).toThrow(
      "PLSRegression.fit: x must covary with y; got a covariance of 0. Nothing of y is explained by x.",
    );
    const pls = PLSRegression.fit(x, y) as PLSRegression;
    expect(() => pls.inverseTransform(x)).toThrow(
      "PLSRegression.inverseTransform: scores must have 2 columns, one a component; got scores [20, 3].",
    );
    expect(() => pls.predict(y)).toThrow(
      "PLSRegression.predict: x must have the 3 columns that were fitted; got x [20, 2].",
    );
  });
});
