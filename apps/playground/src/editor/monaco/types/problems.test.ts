import { describe, expect, it } from "vitest";
import { sentenceOf } from "./problems.js";

describe("what is said of a problem", () => {
  it("begins with the sentence of the types, wherever the compiler puts it", () => {
    const why = `Argument of type 'NDArray<"float64", readonly [4]>' is not assignable to parameter of type 'number | (NDArray<"float64", readonly [4]> & ShapeProblem<"add: dimensions 3 and 4 do not broadcast">)'.`;
    const message = {
      messageText: "No overload matches this call.",
      next: [
        {
          messageText: "Overload 1 of 2 gave the following error.",
          next: [{ messageText: "… not assignable to 'number'." }],
        },
        { messageText: "Overload 2 of 2 gave the following error.", next: [{ messageText: why }] },
      ],
    };
    expect(sentenceOf(message)).toBe(`add: dimensions 3 and 4 do not broadcast\n\n${why}`);
  });

  it("has that sentence as it was written, quotation marks too", () => {
    const message = String.raw`Type 'A' is not assignable to type 'ShapeProblem<"slice: \"...\" may stand only once">'.`;
    expect(sentenceOf(message)).toBe(`slice: "..." may stand only once\n\n${message}`);
  });

  it("is the compiler's explanation elsewhere, each part below what it explains", () => {
    const message = {
      messageText: "A is no B.",
      next: [{ messageText: "x differs.", next: [{ messageText: "1 is not 2." }] }],
    };
    expect(sentenceOf(message)).toBe("A is no B.\n  x differs.\n    1 is not 2.");
    expect(sentenceOf("A is no B.")).toBe("A is no B.");
  });
});
