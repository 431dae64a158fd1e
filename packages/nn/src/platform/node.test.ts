import { describe, expect, it } from "vitest";
import { openProgress, validationText } from "./node.js";
import { silent } from "./progress.js";

describe("the progress bar", () => {
  it("is silent where nobody watches, and tells what was measured where somebody does", () => {
    expect(openProgress(10, 2, false)).toBe(silent);
    expect(validationText({ loss: 0.082123, accuracy: 0.97612 })).toBe(" · validation loss 0.0821, accuracy 0.976");
    expect([validationText(null), validationText({})]).toEqual(["", ""]);
  });

  it.each([20, Infinity])("goes through a run of %d steps", (steps) => {
    const bar = openProgress(steps, 2, true); // writes nothing here: stderr is no terminal
    expect(() => {
      bar.update(1, { epoch: 0, loss: 0.5 });
      bar.measured({ loss: 0.25 });
      bar.stop();
    }).not.toThrow();
  });
});
