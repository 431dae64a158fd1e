import { For, type JSX } from "solid-js";
import type { Inputs } from "./code.js";

/** Matrices at which something can be seen. */
const EXAMPLES: readonly { readonly text: string; readonly of: Partial<Inputs> }[] = [
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

/** Matrices to begin with. */
export function Examples(props: { readonly change: (part: Partial<Inputs>) => void }): JSX.Element {
  return (
    <label class="examples">
      <span>Begin with</span>
      <select
        onChange={({ currentTarget }) => {
          props.change(EXAMPLES[currentTarget.selectedIndex - 1]?.of ?? {});
          currentTarget.selectedIndex = 0;
        }}
      >
        <option>an example …</option>
        <For each={EXAMPLES}>{({ text }) => <option>{text}</option>}</For>
      </select>
    </label>
  );
}
