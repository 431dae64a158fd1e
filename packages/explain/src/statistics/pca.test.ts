import { type NDArray, ShapeError, ValueError, abs, matmul, max, mean, square, sub, sum } from "@linnet/core";
import { floatArrays } from "@linnet/core/testing";
import { eigvalsh, svd } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNIT, assertWithin, result } from "../testing.js";
import { pca } from "./pca.js";

const tables = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 4 }))
  .chain((shape) => floatArrays({ shape }));

function centred(x: NDArray): NDArray {
  return sub(x, mean(x, { axis: 0 }));
}

describe("pca", () => {
  it("ends with the singular values of the centred data, bit for bit those of linalg's svd", () => {
    fc.assert(
      fc.property(tables, (x) => {
        const story = pca(x);
        expect(story.result("S").reshape([-1]).toArray()).toEqual(svd(centred(x)).S.toArray());
      }),
    );
  });

  it("has the eigenvalues of the covariance matrix for variances, to the error of forming that matrix", () => {
    fc.assert(
      fc.property(tables, (x) => {
        const [n, p]: readonly number[] = x.shape;
        const y = centred(x);
        const covariance = matmul(y.T, y).div(n - 1);
        const variance = result(pca(x), "variance").reshape([-1]);
        const expected = eigvalsh(covariance)
          .slice("::-1")
          .slice(`:${Math.min(n, p)}`);
        // Weyl: eigenvalues move by no more than ‖ΔC‖, here (n + p)·p roundings of ‖Y‖²/(n − 1).
        const bound = 8 * (n + p) * p * UNIT * (sum(square(y)).item() / (n - 1)) + 1e-300;
        assertWithin(variance, expected, bound);
      }),
    );
  });

  it("loses, with k components, the squares of the other singular values", () => {
    const cases = tables.chain((x) =>
      fc.tuple(fc.constant(x), fc.integer({ min: 1, max: Math.min(...(x.shape as readonly number[])) })),
    );
    fc.assert(
      fc.property(cases, ([x, k]) => {
        const story = pca(x, { components: k });
        const [n, p]: readonly number[] = x.shape;
        const lost: number = sum(square(story.result("S").slice(0, `${k}:`))).item();
        const error: number = sum(square(sub(x, result(story, "rebuilt")))).item();
        // Entries of X and of its rebuilding are each off by a few (n + p) roundings of the largest entry.
        const off = 8 * (n + p) * UNIT * max(abs(x)).item() * Math.sqrt(n * p);
        expect(Math.abs(Math.sqrt(error) - Math.sqrt(lost))).toBeLessThanOrEqual(4 * off);
      }),
    );
  });

  it("has orthonormal components whose largest entries are positive", () => {
    fc.assert(
      fc.property(tables, (x) => {
        const components = result(pca(x), "components");
        const k: number = components.shape[0];
        const gram = matmul(components, components.T).toArray() as number[][];
        gram.forEach((row, i) =>
          row.forEach((entry, j) => expect(Math.abs(entry - Number(i === j))).toBeLessThanOrEqual(64 * k * UNIT)),
        );
        for (const row of components.toArray() as number[][]) {
          const largest = Math.max(...row.map(Math.abs));
          expect(row.find((entry) => Math.abs(entry) === largest)).toBe(largest);
        }
      }),
    );
  });

  it("tells of data without variance", () => {
    const story = pca([
      [1, 2],
      [1, 2],
    ]);
    expect(story.result("ratio").toArray()).toEqual([[0, 0]]);
    expect(story.result("rebuilt").toArray()).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it("refuses a single point, and more components than there are", () => {
    expect(() => pca([[1, 2]])).toThrow(new ShapeError("explain.pca", "x must have at least two rows", { x: [1, 2] }));
    expect(() => pca([[1], [2]], { components: 2 })).toThrow(
      new ValueError("explain.pca", "components must be an integer in [1, 1]", 2),
    );
  });
});
