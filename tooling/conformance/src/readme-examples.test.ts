import { beforeAll, describe, expect, it } from "vitest";
import { exported } from "./examples/exported.js";
import { moduleOf } from "./examples/modules.js";
import { type Outcome, play } from "./examples/play.js";
import { noteExamples, readmeExamples } from "./examples/sources.js";

const modules = [...readmeExamples(), ...noteExamples()].map((example) => moduleOf(example, exported));
let outcomes: readonly Outcome[];

beforeAll(async () => {
  outcomes = await play(modules);
}, 120_000);

describe("the first example of each README, and those of the notes, run, and print what their comments say", () => {
  it.each(modules.map(({ example }, i) => [example.place, i] as const))("%s", (_place, i) => {
    expect(outcomes[i].error).toBeUndefined();
    expect(outcomes[i].broken).toEqual([]);
  });
});
