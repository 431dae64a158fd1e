import type { Example } from "../../ui/examples.js";
import type { Inputs } from "./code.js";

/** Maps of the plane and of space, the first to begin with. */
export const EXAMPLES: Readonly<Record<2 | 3, readonly [Example<Inputs>, ...Example<Inputs>[]]>> = {
  2: [
    example("Stretch and shear", [
      [3, 1],
      [1, 2],
    ]),
    example("Mirror", [
      [1, 2],
      [2, 1],
    ]),
    example("Shear", [
      [1, 2],
      [0, 1],
    ]),
    example("Quarter turn", [
      [0, -1],
      [1, 0],
    ]),
    example("Flat", [
      [2, 4],
      [1, 2],
    ]),
  ],
  3: [
    example("Stretch and shear", [
      [2, 1, 0],
      [0, 2, 1],
      [1, 0, 2],
    ]),
    example("Mirror", [
      [0, 2, 0],
      [2, 0, 0],
      [0, 0, 2],
    ]),
    example("Shear", [
      [1, 1, 1],
      [0, 1, 1],
      [0, 0, 1],
    ]),
    example("Flat", [
      [1, 0, 1],
      [0, 1, 1],
      [1, 1, 2],
    ]),
  ],
};

function example(text: string, A: Inputs["A"]): Example<Inputs> {
  return { text, of: { A } };
}
