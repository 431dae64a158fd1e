import { decimal, percent, short } from "../../ui/format.js";
import { entries } from "../entries.js";
import type { LessonStep } from "../lesson.js";
import type { Layers } from "./lesson.js";

/** Entries of a matrix that are shown of it. */
const CORNER = 4;

/** The steps from a picture to a sum of a few layers. */
export function layering({ height, width, count, values, grays, error, numbers }: Layers): readonly LessonStep[] {
  const all = height * width;
  const energy = values.reduce((total, value) => total + value ** 2, 0);
  const share = energy === 0 ? 0 : values[count - 1] ** 2 / energy;
  const least = Math.floor(all / (height + width + 1));
  return [
    step({
      title: "A picture is a matrix",
      why: `${height} rows of ${width} pixels: each entry is a gray between 0, which is black, and 1, which is white. That makes ${decimal(all)} numbers.`,
      latex: `X \\in [0, 1]^{${height} \\times ${width}}`,
      code: "matrix",
    }),
    step({
      title: "Take it apart into layers",
      why: `Each layer is a column times a row, times its singular value. The first is ${short(values[0], 2)}, and they fall fast: that is what a picture of things has, and noise has not.`,
      latex:
        "X = s_1 \\mathbf{u}_1 \\mathbf{v}_1^{\\mathsf T} + s_2 \\mathbf{u}_2 \\mathbf{v}_2^{\\mathsf T} + \\cdots",
      after: { S: entries([values.slice(0, 8)], 2) },
      code: "apart",
    }),
    step({
      title: `Look at layer ${count} alone`,
      why: `Every row of it is a multiple of one row, every column a multiple of one column: stripes. It holds ${percent(share)} of the sum of all squares. Gray in the middle stands for 0.`,
      latex: `s_{${count}} \\mathbf{u}_{${count}} \\mathbf{v}_{${count}}^{\\mathsf T}, \\quad s_{${count}} = ${values[count - 1].toPrecision(3)}`,
      after: { "its corner": corner(grays["layer"]) },
      code: "layer",
    }),
    step({
      title: `Add up the first ${count === 1 ? "layer" : `${count} layers`}`,
      why: `They take ${count} · (${height} + ${width} + 1) = ${decimal(numbers)} numbers instead of ${decimal(all)}; up to ${least} layers are fewer. In floats of four bytes that is ${decimal(4 * numbers)} bytes; the picture, a byte a pixel, has ${decimal(all)}.`,
      latex: `X_{${count}} = \\sum_{i=1}^{${count}} s_i \\mathbf{u}_i \\mathbf{v}_i^{\\mathsf T}`,
      after: { "its corner": corner(grays["sum"]) },
      code: "sum",
    }),
    step({
      title: "Look at what is left out",
      why: `Its size is ${percent(error)} of the picture's: the root of the squares of the singular values that are missing. No matrix of rank ${count} is nearer to the picture (Eckart and Young, 1936).`,
      latex: `\\frac{\\|X - X_{${count}}\\|}{\\|X\\|} = \\sqrt{\\frac{s_{${count + 1}}^2 + \\cdots + s_{${values.length}}^2}{s_1^2 + \\cdots + s_{${values.length}}^2}} = ${error.toPrecision(3)}`,
      code: "rest",
    }),
  ];
}

function step(told: Pick<LessonStep, "title" | "why" | "latex" | "code"> & Partial<LessonStep>): LessonStep {
  return { before: {}, after: {}, highlighted: [], ...told };
}

function corner(rows: readonly (readonly number[])[]): LessonStep["after"][string] {
  return entries(
    rows.slice(0, CORNER).map((row) => row.slice(0, CORNER)),
    2,
  );
}
