import { loadDigits } from "@linnet/data";
import { describe, expect, it } from "vitest";
import { tell } from "./tell.js";
import type { StoryName } from "./told-story.js";

const { images } = loadDigits();
const titles = (name: StoryName): string[] => tell(name, images).story.steps.map(({ title }) => title);

describe("tell", () => {
  it.each(["lu", "pca", "backward"] as const)("%s: the library agrees, within the error bound", (name) => {
    const { difference, bound } = tell(name, images);
    expect(difference).toBeGreaterThanOrEqual(0);
    expect(difference).toBeLessThanOrEqual(bound);
    expect(bound).toBeLessThanOrEqual(1e-11); // a bound that says nothing would allow anything
  });

  it.each(["lu", "pca", "backward"] as const)("%s is plain data, which a message carries as it is", (name) => {
    const told = tell(name, images);
    expect(Object.getPrototypeOf(told.story)).toBe(Object.prototype);
    expect(structuredClone(told)).toEqual(told);
  });

  it("exchanges rows twice, because the first pixel is blank", () => {
    expect(tell("lu", images).story.arithmetic).toBe("exact");
    expect(titles("lu")).toEqual([
      "Begin with L = I and U = A",
      "Exchange rows 1 and 3",
      "Subtract 3/4 times row 1 from row 2",
      "Exchange rows 2 and 3",
      "Subtract 5/6 times row 2 from row 3",
      "L·U is A with its rows in the order p",
    ]);
  });

  it("keeps one component of two, whose scores tell zeros from ones", () => {
    expect(titles("pca").length).toBe(7);
    const scores = tell("pca", images).story.steps[6].after["scores"].map(([{ value }]) => Math.sign(value));
    expect(scores).toEqual([-1, 1, -1, 1, -1, 1]);
  });

  it("goes through both layers and back, and relu holds one number back", () => {
    const { story } = tell("backward", images);
    expect([story.arithmetic, story.steps.length]).toEqual(["exact", 7]);
    const hidden = story.steps[0].after["H₁"].flat().map(({ text }) => text);
    expect(hidden.filter((text) => text === "0").length).toBe(1);
    expect(Object.keys(story.steps[6].after)).toEqual(["loss", "dW₁", "db₁", "dW₂", "db₂"]);
  });
});
