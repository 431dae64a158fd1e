import { choice, number } from "../../state/fields.js";
import { scientific, short } from "../../ui/format.js";
import { entries } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { shorten } from "../shorten.js";
import type { compute } from "./code.js";

type Result = ResultOf<typeof compute>;

const fields = {
  picture: choice<"digits" | "rings">("digits", ["digits", "rings"]),
  width: number(1, { least: 0.5, most: 2 }),
  noise: number(0.01, { least: 0.001, most: 0.1 }),
  strength: number(-2.5, { least: -8, most: 0 }),
};

type Inputs = { readonly width: number; readonly noise: number; readonly strength: number };

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ pictures: { seen, undone, restored } }) {
    const better = restored.error < seen.error ? "less" : "no less";
    return `The blurred picture has an error of ${short(seen.error, 3)}. Simply undone it has ${large(undone.error)}; with the filter ${large(restored.error)}, ${better} than before.`;
  },
  steps: (result, inputs) =>
    [blurring(result, inputs), noising(inputs), seeing(result), undoing(result), filtering(result, inputs), choosing(result), comparing(result)].map(
      (step) => shorten(step, { rows: 6, columns: 6 }),
    ), // prettier-ignore
};

function blurring({ B }: Result, { width }: Inputs): LessonStep {
  return plainStep({
    code: "blur",
    title: "Blur the picture by two matrix products",
    why: `A picture out of focus is a picture whose pixels are means of their neighbours. The weights are a bell with a deviation of ${width === 1 ? "one pixel" : `${short(width)} pixels`}, so that blurring is linear: along columns it is a matrix B, along rows its transpose.`,
    latex: "Y = B X B^{\\mathsf T}, \\qquad b_{ij} \\propto e^{-(i-j)^2/2\\sigma^2}",
    shown: { "middle of B": entries(B.map((row) => row.map((value) => Number(value.toFixed(3))))) },
  });
}

function noising({ noise }: Inputs): LessonStep {
  return plainStep({
    code: "noise",
    title: `Add noise of ${short(100 * noise, 1)} percent`,
    why: "It is hardly seen. It will be what decides how much can be restored.",
    latex: "Y = B X B^{\\mathsf T} + \\varepsilon",
  });
}

function seeing({ singularValues, condition }: Result): LessonStep {
  return plainStep({
    code: "svd",
    title: "Look at it in the bases where blurring is a multiplication",
    why: `There each number is only multiplied, by a product of two singular values: from 1 for what is smooth to ${scientific(1 / condition)} for the finest stripes.`,
    latex: "\\hat y_{ij} = s_i s_j\\, \\hat x_{ij} + \\hat\\varepsilon_{ij}",
    shown: { s: entries([singularValues], 4) },
  });
}

function undoing({ pictures: { undone }, condition }: Result): LessonStep {
  return plainStep({
    code: "undo",
    title: "Undo it: divide",
    why: `It is exact without noise. With noise, its share of the finest stripes is multiplied by ${large(condition)}, and the error becomes ${large(undone.error)}: nothing is seen but noise.`,
    latex: "\\hat x_{ij} = \\frac{\\hat y_{ij}}{s_i s_j}",
  });
}

function filtering({ pictures: { restored }, misfit, expected }: Result, { strength }: Inputs): LessonStep {
  return plainStep({
    code: "filter",
    title: "Hold back what is small",
    why: `This x makes ‖B·X·Bᵀ − Y‖² + λ‖X‖² the least (Tikhonov, 1963). Where s² is more than λ = ${scientific(10 ** strength)} it divides, where it is less it leaves nothing. The error is ${large(restored.error)}; blurred again, it differs from what was seen by ${short(misfit, 3)}, where the noise alone has about ${short(expected, 3)}.`,
    latex: "\\hat x_{ij} = \\frac{s}{s^2 + \\lambda}\\, \\hat y_{ij}, \\qquad s = s_i s_j",
  });
}

function choosing({ fitting, fittingError }: Result): LessonStep {
  return plainStep({
    code: "choose",
    title: "Choose λ without knowing the truth",
    why: `An answer should fit what was seen as well as the noise allows, and not better: then it would fit the noise (Morozov, 1966). That is so at log λ = ${short(fitting, 2)}, where the error is ${short(fittingError, 3)}.`,
    latex: "\\lVert B X_\\lambda B^{\\mathsf T} - Y \\rVert_F = n\\,\\sigma_\\varepsilon",
  });
}

function comparing({ best, bestError }: Result): LessonStep {
  return plainStep({
    code: "errors",
    title: "See what it could have been",
    why: `Of all strengths log λ = ${short(best, 2)} has the least error, ${short(bestError, 3)}. With less the noise remains, with more the picture stays blurred. What is lost in the noise no method brings back; one that knows more about pictures can guess better.`,
    latex: "\\min_\\lambda \\frac{\\lVert X_\\lambda - X \\rVert_F}{\\lVert X \\rVert_F}",
  });
}

function large(value: number): string {
  return value >= 1000 ? scientific(value) : short(value, 3);
}
