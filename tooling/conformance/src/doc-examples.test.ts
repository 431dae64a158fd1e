import { beforeAll, describe, expect, it } from "vitest";
import { exported } from "./examples/exported.js";
import { checkTypes, moduleOf } from "./examples/modules.js";
import { type Outcome, play } from "./examples/play.js";
import { docExamples } from "./examples/sources.js";

// Fragments, which use names that they do not define (`model`, `x`), are left out: they only show how a call looks.
const all = docExamples().map((example) => moduleOf(example, exported));
const reports = checkTypes(all);
const whole = all.flatMap((module, i) =>
  reports[i].missing.length === 0 ? [{ module, errors: reports[i].errors }] : [],
);
let outcomes: readonly Outcome[];

beforeAll(async () => {
  outcomes = await play(whole.map(({ module }) => module));
}, 120_000);

describe("every @example that stands alone compiles, runs, and gives what its comments say", () => {
  it.each(whole.map(({ module, errors }, i) => [module.example.place, errors, i] as const))(
    "%s",
    (_place, errors, i) => {
      expect(errors).toEqual([]);
      expect(outcomes[i].error).toBeUndefined();
      expect(outcomes[i].broken).toEqual([]);
    },
  );

  it("most stand alone, and most of those promise something", () => {
    expect(whole.length).toBeGreaterThan(all.length / 2);
    expect(outcomes.reduce((total, { kept }) => total + kept, 0)).toBeGreaterThan(whole.length / 2);
  });
});
