import { expect, it } from "vitest";
import { type NDArray, abs, matmul, max, mean, random, sub } from "@linnet/core";
import { gram } from "./gram.js";

const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();

it("sums by blocks of rows and panels of columns to the product: |error| ≤ 2·n·u·max Σ|aᵢ|²", () => {
  const x: NDArray = random(4).normal([5200, 210]).add(1); // two blocks, four panels
  const centre: NDArray = mean(x, { axis: 0 });
  const a: NDArray = sub(x, centre);
  const direct: NDArray = matmul(a.T as NDArray, a);
  const bound = 2 * 5200 * Number.EPSILON * largest(direct);
  expect(largest(sub(gram(x, centre), direct))).toBeLessThanOrEqual(bound);
  const V: NDArray = random(5).normal([210, 3]);
  const along: NDArray = matmul(a, V);
  const small: NDArray = matmul(along.T as NDArray, along);
  const error = largest(sub(gram(x, centre, V), small));
  expect(error).toBeLessThanOrEqual(2 * 5200 * Number.EPSILON * largest(small));
});
