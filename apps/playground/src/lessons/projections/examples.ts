import type { Example } from "../../ui/examples.js";
import type { Inputs } from "./code.js";

type Examples = readonly [Example<Inputs>, ...Example<Inputs>[]];

/** What there is to be seen, by picture; the first of each to begin with. */
export const EXAMPLES: Readonly<Record<"line" | "plane" | "points", Examples>> = {
  line: [
    { text: "On a line", of: { task: "project", A: [[4], [2]], b: [2, 4] } },
    { text: "On the x-axis", of: { task: "project", A: [[1], [0]], b: [3, 4] } },
    { text: "b on the line already", of: { task: "project", A: [[2], [1]], b: [4, 2] } },
    { text: "On nothing", of: { task: "project", A: [[0], [0]], b: [3, 2] } },
  ],
  plane: [
    plane("On a plane", [2, 0, 1], [0, 2, 1], [2, 1, 3]),
    plane("On the floor", [1, 0, 0], [1, 2, 0], [1, 2, 3]),
    plane("Dependent columns", [1, 1, 1], [2, 2, 2], [3, 0, 2]),
  ],
  points: [
    points("About a line", [-4, -2], [-2, 0], [0, -1], [2, 2], [4, 1]),
    points("With an outlier", [-4, -3], [-2, -1.5], [0, 0], [2, 1.5], [4, -5]),
    points("Two points", [-2, 1], [3, 2]),
    points("One above another", [1, -2], [1, 0], [1, 3]),
  ],
};

function plane(text: string, one: readonly number[], other: readonly number[], b: readonly number[]): Example<Inputs> {
  return { text, of: { task: "project", A: one.map((entry, i) => [entry, other[i]]), b } };
}

function points(text: string, ...places: readonly (readonly number[])[]): Example<Inputs> {
  return { text, of: { task: "fit", points: places } };
}
