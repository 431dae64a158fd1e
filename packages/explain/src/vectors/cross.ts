import { ShapeError } from "@linnet/core";
import { type Draft, type Grid, blank, columnOf, dot } from "../arithmetic/grid.js";
import { lengthOf } from "../arithmetic/length.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { latexDeterminant, latexFactor } from "../story/formula.js";
import { type VectorInput, readVector } from "../story/read.js";
import { Recorder } from "../story/recorder.js";

const OP = "explain.cross";

/**
 * The cross product x × y of two vectors in space: orthogonal to both, as long as their parallelogram is large.
 *
 * @param x shape `[3]`
 * @param y shape `[3]`
 * @returns results `x×y`, `x·(x×y)` and `y·(x×y)` (both zero) and `area` (of the parallelogram)
 * @throws {ShapeError} unless both have three entries
 * @see Strang, *Introduction to Linear Algebra*, 5th ed., §5.3
 * @example
 * cross([1, 0, 0], [0, 1, 0]).result("x×y").toArray(); // [[0], [0], [1]]
 */
export function cross(x: VectorInput, y: VectorInput, options: ExplainOptions = {}): Explanation {
  const cells = [readVector(OP, "x", x), readVector(OP, "y", y)];
  cells.forEach(({ length }, i) => {
    if (length !== 3) throw new ShapeError(OP, `${"xy"[i]} must have 3 entries`, { ["xy"[i]]: [length] });
  });
  return inArithmetic(OP, options, cells, (arithmetic, [X, Y]) => {
    const story = new Recorder(arithmetic);
    story.set("x", X);
    story.set("y", Y);
    const found = findEntries(story, columnOf(X, 0), columnOf(Y, 0));
    tryAngles(story, X, Y, found);
    measureArea(story, found);
    return new Explanation("cross", "Cross product", arithmetic.name, story.steps);
  });
}

function findEntries<T>(story: Recorder<T>, x: readonly T[], y: readonly T[]): readonly T[] {
  const product: Draft<T> = blank(3, 1);
  story.set("x×y", product);
  return product.map((row, i) => findEntry(story, x, y, row, i));
}

function findEntry<T>(story: Recorder<T>, x: readonly T[], y: readonly T[], row: (T | null)[], i: number): T {
  const { arithmetic } = story;
  const { mul, sub, write } = arithmetic;
  const [j, k] = [(i + 1) % 3, (i + 2) % 3];
  const entry = sub(mul(x[j], y[k]), mul(x[k], y[j]));
  const [a, b, c, d] = [x[j], y[k], x[k], y[j]].map((factor) => latexFactor(write(factor)));
  const minor = latexDeterminant(arithmetic, [
    [x[j], y[j]],
    [x[k], y[k]],
  ]);
  story.step(
    {
      title: `Find entry ${i + 1} from entries ${j + 1} and ${k + 1}`,
      why: `Entry ${i + 1} of both is left out; what is left has the determinant ${write(entry).text}, the area of the parallelogram as it is seen along axis ${i + 1}, with a sign.`,
      rule: ["x₂·y₃ − x₃·y₂", "x₃·y₁ − x₁·y₃", "x₁·y₂ − x₂·y₁"][i],
      latex: `${minor} = ${a} \\cdot ${b} - ${c} \\cdot ${d} = ${write(entry).latex}`,
      shown: ["x", "y", "x×y"],
      points: ["x", "y"].map((matrix) => ({
        matrix,
        role: "used",
        at: [
          [j, 0],
          [k, 0],
        ],
      })),
    },
    () => {
      row[0] = entry;
    },
  );
  return entry;
}

function tryAngles<T>(story: Recorder<T>, X: Grid<T>, Y: Grid<T>, found: readonly T[]): void {
  const { arithmetic } = story;
  const [withX, withY] = [X, Y].map((grid) => dot(arithmetic, columnOf(grid, 0), found));
  const isZero = arithmetic.isZero(withX) && arithmetic.isZero(withY);
  story.set("x·(x×y)", [[withX]]);
  story.set("y·(x×y)", [[withY]]);
  story.step({
    title: "It is orthogonal to both",
    why: `Its products with x and y are zero${isZero ? "" : ", but for rounding"}. Of the two directions that are orthogonal to both, it has the one of the right hand: x along the thumb, y along the first finger, x×y along the second.`,
    rule: "x·(x×y) = 0,  y·(x×y) = 0",
    latex:
      "\\mathbf{x} \\cdot (\\mathbf{x} \\times \\mathbf{y}) = \\mathbf{y} \\cdot (\\mathbf{x} \\times \\mathbf{y}) = 0",
    shown: ["x", "y", "x×y", "x·(x×y)", "y·(x×y)"],
  });
}

function measureArea<T>(story: Recorder<T>, found: readonly T[]): void {
  const { arithmetic } = story;
  const area = lengthOf(arithmetic, found).length;
  const { text, latex } = arithmetic.write(area);
  story.set("area", [[area]]);
  story.step({
    title: "Its length is the area of the parallelogram",
    why: arithmetic.isZero(area)
      ? "The area is 0: x and y are parallel, or one of them is zero, and no direction is singled out."
      : `${text} is the area that x and y span: the product of their lengths and the sine of their angle.`,
    rule: "‖x×y‖ = ‖x‖·‖y‖·sin φ",
    latex: `\\|\\mathbf{x} \\times \\mathbf{y}\\| = ${latex}`,
    shown: ["x×y", "x·(x×y)", "y·(x×y)", "area"],
  });
}
