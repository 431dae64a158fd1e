import { expect, it, vi } from "vitest";
import { digests } from "./fixtures/widths.js";

vi.mock("./options.js", async (original) =>
  (await import("./fixtures/default-width.js")).withDefaultWidth(await original()),
);

it("every figure has the bytes of its digest at three widths in three themes, as in Chromium", async () => {
  await expect(await digests()).toMatchFileSnapshot("fixtures/golden/digests.txt");
});
