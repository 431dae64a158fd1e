import { type NDArray, ValueError, array } from "@linnet/core";
import { renderLatex } from "../render/latex.js";
import { renderMarkdown } from "../render/markdown.js";
import { renderText } from "../render/text.js";
import type { Matrices, Step, Story } from "./step.js";

/** An algorithm, told step by step. It is printed as text: `console.log(lu([[2, 1], [1, 3]]))`. */
export class Explanation implements Story {
  /** The matrices that the last step ends with. */
  readonly results: Matrices;

  constructor(
    readonly story: string,
    readonly title: string,
    readonly arithmetic: string,
    readonly steps: readonly Step[],
  ) {
    this.results = steps[steps.length - 1].after;
    // What `console.log` shows in Node. Not enumerable: a copy of the data crosses to a worker without it.
    Object.defineProperty(this, Symbol.for("nodejs.util.inspect.custom"), { value: () => this.toString() });
  }

  /**
   * One of the results as a float64 array `[rows, columns]`.
   *
   * @throws {ValueError} for a name that the last step does not have
   * @example
   * lu([[4, 3], [2, 1]]).result("U").toArray(); // [[4, 3], [0, -0.5]]
   */
  result(name: string): NDArray<"float64", readonly [number, number]> {
    const { results } = this;
    if (!Object.hasOwn(results, name)) {
      throw new ValueError("result", `name must be one of ${Object.keys(results).join(", ")}`, name);
    }
    const matrix = results[name];
    const values = Float64Array.from(matrix.flatMap((row) => row.map(({ value }) => value)));
    return array(values, { shape: [matrix.length, matrix[0].length] });
  }

  /** Plain text, aligned for a fixed-width font. */
  toString(): string {
    return renderText(this);
  }

  /** Markdown with formulas between dollar signs, as GitHub and many others show it. */
  toMarkdown(): string {
    return renderMarkdown(this);
  }

  /** The body of a LaTeX document; it needs `amsmath`. */
  toLatex(): string {
    return renderLatex(this);
  }

  /** The story as plain data. An entry that is not known yet has the value null. */
  toJSON(): Story {
    const { story, title, arithmetic, steps, results } = this;
    return { story, title, arithmetic, steps, results };
  }
}
