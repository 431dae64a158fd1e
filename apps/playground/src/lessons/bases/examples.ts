import type { Example } from "../../ui/examples.js";
import type { Inputs } from "./code.js";

/** Pairs of vectors, the first to begin with. */
export const EXAMPLES: readonly Example<Inputs>[] = [
  example("Skew", [
    [2, -1],
    [1, 1.5],
  ]),
  example("At right angles", [
    [1.2, -1.6],
    [1.6, 1.2],
  ]),
  example("Nearly dependent", [
    [2, 2.2],
    [1, 1.2],
  ]),
  example("Dependent", [
    [2, -1],
    [1, -0.5],
  ]),
];

function example(text: string, B: Inputs["B"]): Example<Inputs> {
  return { text, of: { B } };
}
