import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { tallyLine } from "./tally-line.mjs";
import { Tally } from "./tally.mjs";

/** A runner that leaves this count, or none, and succeeds or not. */
const runner = (count, ok) => async (env) => {
  if (count) writeFileSync(env.LINNET_TALLY, JSON.stringify(count));
  return ok;
};

it("adds what runners counted to the checks", async () => {
  const tally = new Tally();
  tally.check("lint", true);
  tally.check("types", false);
  await tally.runner("probe", runner({ passed: 5, failed: 1, skipped: 2, failures: ["a.test.ts › adds"] }, false));
  expect(tallyLine(tally)).toBe("6 passed, 2 failed, 2 skipped");
  expect(tally.failures).toEqual(["types", "a.test.ts › adds"]);
});

it("counts a runner that leaves no count as one failure, whatever it returned", async () => {
  const tally = new Tally();
  await tally.runner("probe", runner(undefined, true));
  await tally.runner("probe", runner(undefined, false));
  expect(tallyLine(tally)).toBe("0 passed, 2 failed");
  expect(tally.failures).toEqual(["probe", "probe"]);
});

it("counts a runner that fails after its tests have passed as one failure", async () => {
  const tally = new Tally();
  await tally.runner("probe", runner({ passed: 5, failed: 0, skipped: 0, failures: [] }, false));
  expect(tallyLine(tally)).toBe("5 passed, 1 failed");
});
