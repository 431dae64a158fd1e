import { type Draft, blank, columnVector, dot, filled } from "../arithmetic/grid.js";
import { latexProducts } from "../story/formula.js";
import type { Recorder } from "../story/recorder.js";

/** Which of the n + m − 1 sums are kept. */
export type ConvolutionMode = "full" | "same" | "valid";

/** Tells the convolution of two vectors as T·x with a matrix whose columns are the kernel, each a row lower. */
export function tellToeplitz<T>(story: Recorder<T>, x: readonly T[], v: readonly T[], mode: ConvolutionMode): void {
  const { arithmetic } = story;
  const { write, read } = arithmetic;
  const [first, count] = keptSums(x.length, v.length, mode);
  // cₖ = ∑ᵢ v[k − i]·x[i]
  const T = filled(count, x.length, (k, i) => v[first + k - i] ?? read(0));
  const y: Draft<T> = blank(count, 1);
  story.set("x", columnVector(x));
  story.set("v", columnVector(v));
  story.set("T", T);
  story.set("y", y);
  story.step({
    title: "Write the kernel into the columns of a matrix, each a row lower",
    why: `Column i of T is what x = eᵢ would give: the kernel v, moved down by i. T is constant along its diagonals (Toeplitz), so that its ${count * x.length} entries are told by the ${v.length} of v.${KEPT[mode]}`,
    rule: "tₖᵢ = vₖ₋ᵢ",
    latex: "T = \\left( v_{k-i} \\right)_{ki}",
    shown: ["v", "T"],
  });
  T.forEach((row, k) => {
    const sum = dot(arithmetic, row, x);
    const at = row.flatMap((_, i) => (first + k - i >= 0 && first + k - i < v.length ? [i] : []));
    const terms = latexProducts(
      arithmetic,
      at.map((i) => row[i]),
      at.map((i) => x[i]),
    );
    story.step(
      {
        title: `Row ${k + 1} of T times x`,
        why: `The kernel lies on x backwards here: its products with what it covers add up to ${write(sum).text}.`,
        rule: "yₖ = ∑ᵢ vₖ₋ᵢ·xᵢ",
        latex: `y_{${k + 1}} = ${terms} = ${write(sum).latex}`,
        shown: ["T", "x", "y"],
        points: [
          { matrix: "T", role: "used", at: at.map((i) => [k, i]) },
          { matrix: "x", role: "used", at: at.map((i) => [i, 0]) },
        ],
      },
      () => {
        y[k][0] = sum;
      },
    );
  });
  story.step({
    title: "The convolution is T·x",
    why: "As a product with a matrix it is linear in x, and Tᵀ takes gradients back through it. A layer with T for weights would have to learn each entry; a convolution has the kernel only.",
    rule: "y = T·x",
    latex: "\\mathbf{y} = T \\mathbf{x}",
    shown: ["T", "x", "v", "y"],
  });
}

const KEPT: Readonly<Record<ConvolutionMode, string>> = {
  full: "",
  same: " Of all sums the middle ones are kept, as many as the longer vector has entries.",
  valid: " Of all sums those are kept in which the shorter vector lies within the longer one.",
};

/** The first of the n + m − 1 sums that is kept, and how many are: as `convolve` of core keeps them. */
function keptSums(n: number, m: number, mode: ConvolutionMode): readonly [first: number, count: number] {
  const [long, short] = [Math.max(n, m), Math.min(n, m)];
  if (mode === "full") return [0, n + m - 1];
  if (mode === "valid") return [short - 1, long - short + 1];
  return [short - 1 - Math.floor(short / 2), long];
}
