// The plot of a linear map computes in closed form, without linalg: its numbers are those of linalg to the four digits it writes.
import { type NDArray, array, random } from "@linnet/core";
import { det, eigvals, svdvals } from "@linnet/linalg";
import { linearMapPlot } from "@linnet/plot";
import { describe, expect, it } from "vitest";

const rng = random(4);
const matrices: [string, NDArray][] = [
  ...Array.from({ length: 40 }, (_, k): [string, NDArray] => [`random ${k}`, rng.normal([2, 2], { dtype: "float64" })]),
  ["nearly singular", array([[1, 2], [0.5, 1 + 1e-9]])], // prettier-ignore
  ["graded", array([[1e6, 3], [2, 1e-6]])], // prettier-ignore
  ["symmetric, indefinite", array([[1, 2], [2, -3]])], // prettier-ignore
];

describe.each(matrices)("linearMapPlot of a %s matrix", (_, a) => {
  const subtitle =
    /det A = ([^,]*), σ = ([^,]*), ([^,]*), λ = (.*?)<\//.exec(linearMapPlot(a, { width: 4000 }).svg) ?? [];
  const [written, ...numbers] = subtitle.map((text) => text.replaceAll("−", "-"));

  it("writes linalg's determinant and singular values", () => {
    expect(written).toBeDefined();
    const [first, second] = svdvals(a).toTypedArray();
    expect(near(Number(numbers[0]), det(a).item(), 4 * Number.EPSILON * first ** 2)).toBe(true);
    expect(near(Number(numbers[1]), first, 0)).toBe(true);
    expect(near(Number(numbers[2]), second, 16 * Number.EPSILON * first)).toBe(true);
  });

  it("writes linalg's eigenvalues", () => {
    const [re0, im0, re1] = eigvals(a).toTypedArray();
    const slack = 64 * Number.EPSILON * svdvals(a).toTypedArray()[0];
    if (im0 === 0) {
      const mine = numbers[3].split(", ").map(Number).sort((x, y) => x - y); // prettier-ignore
      const theirs = [re0, re1].sort((x, y) => x - y); // prettier-ignore
      for (const k of [0, 1]) expect(near(mine[k], theirs[k], slack)).toBe(true);
      return;
    }
    const [re, im] = numbers[3].slice(0, -1).split(" ± ").map(Number);
    expect(near(re, re0, slack)).toBe(true);
    expect(near(im, Math.abs(im0), slack)).toBe(true);
  });
});

/** Whether a number is what four digits say, but for an error that linalg may have. */
function near(four: number, exact: number, slack: number): boolean {
  return Math.abs(four - exact) <= 5e-4 * Math.abs(exact) + slack;
}
