import fc from "fast-check";
import { expect, inject, it } from "vitest";

it("reaches fast-check", () => {
  expect(fc.readConfigureGlobal()?.seed).toBe(inject("seed"));
  expect(inject("seed")).toBeTypeOf(process.env["LINNET_SEED"] === "random" ? "undefined" : "number");
});
