import type { Example } from "../../ui/examples.js";
import type { Inputs } from "./code.js";

/** Systems of each size, the first to begin with. */
export const EXAMPLES: Readonly<Record<2 | 3, readonly [Example<Inputs>, ...Example<Inputs>[]]>> = {
  2: [
    {
      text: "One solution",
      of: {
        A: [
          [2, 1],
          [1, 3],
        ],
        b: [3, 5],
      },
    },
    {
      text: "No solution",
      of: {
        A: [
          [1, 2],
          [2, 4],
        ],
        b: [4, 1],
      },
    },
    {
      text: "Many solutions",
      of: {
        A: [
          [1, 2],
          [2, 4],
        ],
        b: [2, 4],
      },
    },
    {
      text: "Nearly singular",
      of: {
        A: [
          [2, 3],
          [2.1, 3.3],
        ],
        b: [5, 5.4],
      },
    },
  ],
  3: [
    {
      text: "One solution",
      of: {
        A: [
          [2, 1, 0],
          [1, 3, 1],
          [0, 1, 2],
        ],
        b: [3, 4, 3],
      },
    },
    {
      text: "No solution",
      of: {
        A: [
          [1, 1, 1],
          [1, 2, 3],
          [2, 3, 4],
        ],
        b: [2, 1, 5],
      },
    },
    {
      text: "Many solutions",
      of: {
        A: [
          [1, 1, 1],
          [1, 2, 3],
          [2, 3, 4],
        ],
        b: [2, 1, 3],
      },
    },
    {
      text: "Nearly singular",
      of: {
        A: [
          [1, 1, 1],
          [1, 2, 3],
          [2, 3, 4.2],
        ],
        b: [2, 1, 3.2],
      },
    },
  ],
};
