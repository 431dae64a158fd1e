import { Explanation } from "@linnet/explain";
import { describe, expect, it } from "vitest";
import { checkGroup } from "./check/check-group.js";
import { apart, arrayBeside, printed, said } from "./check/printed.js";

describe("explained", () => {
  checkGroup("Explained");

  it("elimination: the solution of the story is that of linalg", async () => {
    const { calls } = await printed("elimination");
    const story = calls.flat().find((one) => one instanceof Explanation);
    expect(story?.result("x").toArray().flat()).toEqual([2, 3, -1]);
    const found = await arrayBeside("elimination", "by linalg");
    expect(apart(found, [2, 3, -1])).toBeLessThan(1e-13); // a condition of some tens, and 3 × 3 roundings
  });

  it("golden-ratio: Fibonacci’s numbers, and an eigenvalue that is told as (1 + √5)/2", async () => {
    const { calls } = await printed("golden-ratio");
    expect(String(calls[0][0])).toContain("(1+√5)/2");
    for (const [n, fibonacci] of [
      [5, 5],
      [10, 55],
      [20, 6765],
      [40, 102_334_155],
    ]) {
      expect((await said("golden-ratio", `F${n} =`))[0]).toBe(fibonacci); // prettier-ignore
    }
  });

  it("backpropagation: the story and autograd agree to the bit, on small whole numbers", async () => {
    const { lines } = await printed("backpropagation");
    expect(lines.filter((line) => line.endsWith("from the story by 0"))).toHaveLength(2);
    expect(await arrayBeside("backpropagation", "dW1")).toEqual([0, 0, 12, 24, -18, -36]);
  });
});
