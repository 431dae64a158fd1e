import { grad } from "@linnet/autograd";
import { type NDArray, abs, add, array, convolve, matmul, max, mean, ones, sub, sum } from "@linnet/core";
import { floatArrays } from "@linnet/core/testing";
import * as explain from "@linnet/explain";
import { convolution } from "@linnet/nn";
import { PCA, correlation, covariance } from "@linnet/stats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

// Covariances, spectra and convolutions as explain tells them, and as stats, nn and autograd compute them.

/** γₖ of float64 (Higham, §3.1). */
const gamma = (k: number): number => (k * 2 ** -53) / (1 - k * 2 ** -53);
const moderate = { min: -100, max: 100, noNaN: true, noDefaultInfinity: true } as const;

const matricesOf = (rows: number, columns: number): fc.Arbitrary<number[][]> => {
  const row = fc.array(fc.double(moderate), { minLength: columns, maxLength: columns });
  return fc.array(row, { minLength: rows, maxLength: rows });
};
const tables = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 4 }))
  .chain(([n, p]) => matricesOf(n, p));

/** Throws unless |a − b| ≤ bound, elementwise; NaN is never within. */
function assertWithin(a: NDArray, b: NDArray, bound: NDArray | number): void {
  expect(a.shape).toEqual(b.shape);
  const worst: number = max(sub(abs(sub(a, b)), bound)).item();
  if (!(worst <= 0)) throw new RangeError(`${a} and ${b} are ${worst} further apart than ${bound}`);
}

/**
 * How far covariances by two passes are from the true ones, elementwise and in first order: a mean of n numbers is off by
 * γₙ·max|x|, which shifts the distances, and each of the sums of n products has n roundings (Chan, Golub & LeVeque 1983).
 */
function covarianceError(x: NDArray): NDArray {
  const [n, p]: readonly number[] = x.shape;
  const apart: NDArray = abs(sub(x, mean(x, { axis: 0 })));
  const shift = matmul(apart.T as NDArray, ones([n, p])).mul(gamma(n + 1) * max(abs(x)).item()) as NDArray;
  const sums = matmul(apart.T as NDArray, apart).mul(gamma(n + 3)) as NDArray;
  const second = n * (gamma(n + 1) * max(abs(x)).item()) ** 2;
  return add(add(shift, shift.T), sums)
    .add(second)
    .div(n - 1) as NDArray;
}

describe("explain.covariance", () => {
  it("ends with covariance of stats, to the error of two passes each", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const x: NDArray = array(rows);
        const told: NDArray = explain.covariance(rows, { arithmetic: "float64" }).result("C");
        assertWithin(told, covariance(x), covarianceError(x).mul(2));
      }),
    );
  });

  it("ends with correlation of stats, to that error over both deviations", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const x: NDArray = array(rows);
        const story = explain.covariance(rows, { arithmetic: "float64" });
        const C = story.result("C").toArray();
        const error = covarianceError(x).toArray() as number[][];
        const relative = Math.max(...error.flatMap((row, i) => row.map((e, j) => e / Math.sqrt(C[i][i] * C[j][j]))));
        fc.pre(relative < 1e-8); // in first order only; constant columns have none
        // An entry and both deviations are off by that much, twice; and four roundings.
        assertWithin(story.result("correlation"), correlation(x), 2 * 2 * relative + gamma(8));
      }),
    );
  });

  it("has, exactly, what stats has of whole numbers, with every ddof", () => {
    const x = [
      [1, 2, 0],
      [3, 5, 1],
      [5, 5, 8],
      [7, 0, 3],
    ];
    for (const ddof of [0, 2, 3]) {
      expect(explain.covariance(x, { ddof }).result("C").toArray()).toEqual(covariance(array(x), { ddof }).toArray());
    }
  });
});

describe("explain.eigen and explain.svd", () => {
  it("find in the covariance matrix, and in the centred data, the variances of PCA", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const x: NDArray = array(rows);
        const C: NDArray = covariance(x);
        fc.pre(max(abs(C)).item() > 1e-6);
        const variance = PCA.fit(x, { solver: "full" }).explainedVariance.toArray() as number[];
        const size: number = sum(abs(C)).item();
        const values = explain.eigen(C, { arithmetic: "float64", method: "jacobi" }).result("values").reshape([-1]);
        const told = (values.toArray() as number[]).reverse().slice(0, variance.length);
        // Weyl: no eigenvalue moves further than the matrix; Jacobi and SVD are backward stable.
        const moved: number = sum(covarianceError(x)).item() + 64 * 2 ** -53 * size;
        told.forEach((value, k) => expect(Math.abs(value - variance[k])).toBeLessThanOrEqual(2 * moved));
        const centred: NDArray = sub(x, mean(x, { axis: 0 }));
        const S = explain.svd(centred, { arithmetic: "float64" }).result("S").reshape([-1]).toArray() as number[];
        const singular = PCA.fit(x, { solver: "full" }).singularValues.toArray() as number[];
        expect(S.slice(0, singular.length)).toEqual(singular); // the same data, the same svd
      }),
      { numRuns: 40 },
    );
  });
});

describe("explain.convolution", () => {
  const sides = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
  const images = sides.chain(([h, w]) =>
    fc.tuple(
      floatArrays({ shape: [h, w] }),
      fc.tuple(fc.integer({ min: 1, max: h }), fc.integer({ min: 1, max: w })).chain((shape) => floatArrays({ shape })),
    ),
  );

  it("of images ends with convolution of nn, bit for bit: both add the products in the order of the kernel", () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 }), ([x, w], stride, padding) => {
        const [image, kernel] = [x as NDArray, w as NDArray];
        const expected: NDArray = convolution(
          image.reshape([1, ...image.shape]) as NDArray,
          kernel.reshape([1, 1, ...kernel.shape]) as NDArray,
          null,
          { stride, padding },
        );
        const Y = explain.convolution(image, kernel, { stride, padding }).result("Y").toArray();
        const plus = (rows: number[][]): number[][] => rows.map((row) => row.map((entry) => entry + 0)); // −0 is 0
        expect(plus(Y)).toEqual(plus(expected.toArray()[0] as number[][]));
      }),
    );
  });

  it("of vectors has, as it says, a T whose transpose takes gradients back", () => {
    fc.assert(
      fc.property(
        matricesOf(1, 6),
        matricesOf(1, 3),
        fc.constantFrom("full" as const, "same" as const, "valid" as const),
        ([x], [v], mode) => {
          const T: NDArray = explain.convolution(x, v, { mode, arithmetic: "float64" }).result("T");
          const ct: NDArray = array(Array.from({ length: T.shape[0] }, (_, k) => k - 2.5));
          const f = (signal: NDArray): NDArray => sum(convolve(signal, array(v), { mode }).mul(ct));
          const bound = matmul(abs(T).T as NDArray, abs(ct)).mul(2 * gamma(8)) as NDArray;
          assertWithin(grad(f)(array(x) as NDArray), matmul(T.T as NDArray, ct), bound);
        },
      ),
    );
  });
});
