import { expect, inject, it } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    isolated: boolean;
    seed: number | undefined;
  }
}

it("runs with shared memory in the isolated project, without it in the other", () => {
  expect(crossOriginIsolated).toBe(inject("isolated"));
});
