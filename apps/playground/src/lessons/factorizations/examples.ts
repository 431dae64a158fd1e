import type { Example } from "../../ui/examples.js";
import type { Inputs } from "./code.js";

/** Matrices at which something can be seen. */
export const EXAMPLES: readonly Example<Inputs>[] = [
  {
    text: "2 × 2",
    of: {
      A: [
        [1, 3],
        [4, 2],
      ],
      b: [5, 5],
    },
  },
  {
    text: "3 × 3",
    of: {
      A: [
        [2, 1, 1],
        [4, 3, 3],
        [8, 7, 9],
      ],
      b: [4, 10, 24],
      by: "lu",
    },
  },
  {
    text: "Positive definite",
    of: {
      A: [
        [4, 2],
        [2, 5],
      ],
      b: [5, 5],
      by: "cholesky",
    },
  },
  {
    text: "Not positive definite",
    of: {
      A: [
        [1, 2],
        [2, 1],
      ],
      b: [5, 5],
      by: "cholesky",
      numbers: "exact",
    },
  },
  {
    text: "A tiny pivot",
    of: {
      A: [
        [0.0001, 1],
        [1, 1],
      ],
      b: [1, 2],
      by: "luWithoutPivoting",
      numbers: "digits",
    },
  },
  {
    text: "Nearly parallel columns",
    of: {
      A: [
        [3, 2.99],
        [4, 4.01],
      ],
      b: [5, 5],
      by: "classical",
      numbers: "digits",
    },
  },
  {
    text: "Singular",
    of: {
      A: [
        [1, 2],
        [2, 4],
      ],
      b: [1, 1],
      by: "lu",
      numbers: "exact",
    },
  },
];
