import { NO_IMAGE } from "../../own-data/own-image.js";
import { choiceOrOwn, integer, matrix, ownData } from "../../state/fields.js";
import { decimal, scientific, short } from "../../ui/format.js";
import { entries, entry } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { shorten } from "../shorten.js";
import type { compute } from "./code.js";
import { KERNELS } from "./kernels.js";
import type { Sliding } from "./windows.js";

type Result = ResultOf<typeof compute>;

const fields = {
  image: choiceOrOwn("disc", ["disc", "digit"]),
  own: ownData(NO_IMAGE),
  kernel: matrix(KERNELS[2].rows, { least: -20, most: 20 }),
  stride: integer(1, { least: 1, most: 3 }),
  padding: integer(0, { least: 0, most: 2 }),
  dilation: integer(1, { least: 1, most: 3 }),
};

type Inputs = Sliding & { readonly kernel: readonly (readonly number[])[] };

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ x, y }, { kernel }) {
    const sum = kernel.flat().reduce((total, value) => total + value, 0);
    const effect =
      Math.abs(sum) < 1e-4
        ? "The kernel adds up to 0: where the image is even, nothing is left, and only changes show."
        : `The kernel adds up to ${short(sum)}: where the image is even, it is multiplied by that.`;
    return `${x.length} × ${x[0].length} pixels become ${y.length} × ${y[0].length}. ${effect}`;
  },
  steps(result, inputs) {
    const windows = result.y.flatMap((row, i) => row.map((value, j) => windowStep([i, j], value, result, inputs)));
    return [sizeStep(result, inputs), ...windows, productStep(result, inputs)];
  },
};

function sizeStep({ x, y }: Result, { kernel, stride, padding, dilation }: Inputs): LessonStep {
  const span = dilation * (kernel.length - 1) + 1;
  const length = (n: number, out: number): string =>
    `\\left\\lfloor \\frac{${n} + 2 \\cdot ${padding} - ${span}}{${stride}} \\right\\rfloor + 1 &= ${out}`;
  return {
    title: "Count the places where the kernel fits",
    why: `The kernel spans ${span} pixels each way. ${padding === 0 ? "It must lie within the image" : `It may reach into ${padding === 1 ? "a ring" : `${padding} rings`} of zeros around the image`}, and moves on by ${stride === 1 ? "one pixel" : `${stride} pixels`} at a time.`,
    rule: "n′ = ⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1",
    before: {},
    after: { k: entries(kernel) },
    highlighted: [],
    latex: `\\begin{aligned} ${length(x.length, y.length)} \\\\ ${length(x[0].length, y[0].length)} \\end{aligned}`,
    code: "slide",
  };
}

function windowStep([i, j]: [number, number], value: number, { y, windows }: Result, { kernel }: Inputs): LessonStep {
  const size = kernel.length;
  const window = (): number[][] =>
    kernel.map((row, r) => row.map((_, c) => windows[r * size + c][i * y[0].length + j]));
  return {
    title: `Lay the kernel on row ${i + 1}, column ${j + 1}`,
    why: `Each of the ${size * size} numbers of the kernel is multiplied by the pixel under it. Their sum, ${short(value)}, is one pixel of the result.`,
    rule: "yᵢⱼ = ∑ᵣ ∑꜀ kᵣ꜀ · xᵢ₊ᵣ,ⱼ₊꜀",
    before: {},
    // there are as many such steps as pixels, and few are looked at
    get after() {
      return { window: entries(window(), 3), k: entries(kernel, 3) };
    },
    highlighted: [],
    get latex() {
      const lines = window().map((row, r) =>
        row.map((pixel, c) => `${entry(kernel[r][c], 3).latex} \\cdot ${entry(pixel, 3).latex}`).join(" + "),
      );
      return `\\begin{aligned} y_{${i + 1},${j + 1}} ={}& ${withoutPlusMinus(lines.join(" \\\\ &+ "))} \\\\ ={}& ${entry(value).latex} \\end{aligned}`;
    },
    code: "slide",
  };
}

/** "+ -1 · 2" is written "- 1 · 2". */
function withoutPlusMinus(latex: string): string {
  return latex.replaceAll("+ -", "- ");
}

function productStep({ y, windows, difference }: Result, { kernel }: Inputs): LessonStep {
  const places = y.length * y[0].length;
  const step: LessonStep = {
    title: "Do it all in one matrix product",
    why: `Write every window as a column: ${windows.length} rows, ${decimal(places)} columns. The kernel, written as one row, times this matrix gives all ${decimal(places)} sums at once; ${difference === 0 ? "they are the same to the last bit" : `they differ by at most ${scientific(difference)}, which is rounding`}.`,
    rule: "y = k · W",
    before: {},
    after: { W: entries(windows, 2), k: entries([kernel.flat()], 2), y: entries([y.flat()], 2) },
    highlighted: [],
    latex: `\\underset{1 \\times ${places}}{y} = \\underset{1 \\times ${windows.length}}{k} \\; \\underset{${windows.length} \\times ${places}}{W}`,
    code: "unfold",
  };
  return shorten(step, { rows: 2, columns: 4 });
}

/** The output that a step is about: null at the first step and the last, which are about all. */
export function outputAt(step: number, y: readonly (readonly number[])[]): [row: number, column: number] | null {
  const width = y[0].length;
  const at = step - 1;
  return at >= 0 && at < y.length * width ? [Math.floor(at / width), at % width] : null;
}
