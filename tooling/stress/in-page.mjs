// The page's program: makes the scenarios callable from outside.
import { run, scenarios } from "./scenarios.mjs";

globalThis.stress = (index, share) => run(scenarios[index], share);
