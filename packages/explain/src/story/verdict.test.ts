import { expect, it } from "vitest";
import { verdictOf } from "./verdict.js";

it("says that nothing differs, or by how much", () => {
  expect(verdictOf(0, "A·x is b.", "A·x differs from b")).toBe("A·x is b.");
  expect(verdictOf(2 ** -52, "A·x is b.", "A·x differs from b")).toBe(
    "A·x differs from b by at most 2.22e-16: that is what rounding has cost.",
  );
});
