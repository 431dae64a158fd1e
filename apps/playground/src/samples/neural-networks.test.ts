import { describe, expect, it } from "vitest";
import { checkGroup } from "./check/check-group.js";
import { apart, arrayBeside, said } from "./check/printed.js";

describe("neural networks", () => {
  checkGroup("Neural networks");

  it("exclusive-or: answers on the right side", async () => {
    const answers = await arrayBeside("exclusive-or", "what it answers");
    expect(apart(answers, [0, 1, 1, 0])).toBeLessThan(0.1); // 0.5 is what a single layer answers
  });

  it("spirals: all but a few points, where a straight line has about half", async () => {
    const [right] = await said("spirals", "The network has");
    expect(right).toBeGreaterThanOrEqual(98);
  });

  it("digits: more than 95 % of those that it has not seen", async () => {
    const [, right] = await said("digits", "Of");
    expect(right).toBeGreaterThan(95);
  });
});
