import { integer, number } from "../../state/fields.js";
import { decimal, percent, short } from "../../ui/format.js";
import { entries } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import type { Inputs, compute } from "./code.js";

export type Result = ResultOf<typeof compute>;

const fields = {
  populations: integer(3, { least: 2, most: 5 }),
  fst: number(0.02, { least: 0.001, most: 0.1 }),
  people: integer(30, { least: 10, most: 60 }),
  markers: integer(1000, { least: 100, most: 2000 }),
  seed: integer(1, { least: 0, most: 999_999 }),
};

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ found, agreement, threshold }, { populations, fst }) {
    const axes =
      found === 0 ? "No axis stands" : found === 1 ? "One axis stands" : `${found} axes stand`;
    const sorted =
      agreement > 0.999
        ? "Sorted by these numbers alone, everybody is put to their own population."
        : `Sorted by these numbers alone, people agree with where they are from to ${short(Math.max(agreement, 0), 2)} (1 is all, 0 is chance).`;
    const expected = fst > threshold ? "as there should be with" : "and there should be none with";
    return `${axes} out from noise, ${expected} F = ${short(fst)} ${fst > threshold ? "over" : "under"} the threshold ${short(threshold, 4)}, for ${populations} populations. ${sorted}`;
  }, // prettier-ignore
  steps: (result, inputs) => [
    descending(inputs),
    drifting(result, inputs),
    drawing(result, inputs),
    scaling(),
    comparing(result),
    finding(result, inputs),
    judging(result, inputs),
    bounding(result, inputs),
    sorting(result, inputs),
  ],
};

function descending({ markers }: Inputs): LessonStep {
  return plainStep({
    code: "ancestors",
    title: `Begin with ${decimal(markers)} markers of common ancestors`,
    why: "A marker is a place in the genome that comes in two variants. How frequent one of them was differs from marker to marker; here they are drawn evenly between a tenth and nine tenths.",
    latex: "p \\sim U(0.1, 0.9)",
  });
}

function drifting({ frequencies }: Result, { fst, populations }: Inputs): LessonStep {
  return plainStep({
    code: "drift",
    title: `Let ${populations} populations drift apart`,
    why: `From one generation to the next frequencies change by chance. F says how far it went: ${short(fst)} of the variance lies between populations, ${fst < 0.01 ? "about as between nations of Europe" : fst < 0.08 ? "more than between nations of Europe, less than between continents" : "about as between continents"}. The first row is the ancestors’.`,
    latex: "p_k \\sim \\text{Beta}\\!\\left(\\tfrac{1-F}{F}\\,p,\\; \\tfrac{1-F}{F}(1-p)\\right)",
    shown: { p: entries(frequencies, 3) },
  });
}

function drawing({ genotypes }: Result, { people, populations }: Inputs): LessonStep {
  return plainStep({
    code: "genotypes",
    title: `Draw ${people * populations} people`,
    why: "Each has two copies, from mother and father: a marker counts 0, 1 or 2. A row is a person; from here on nobody says where that person is from.",
    latex: "g_{ij} \\sim \\text{Binomial}(2, p_{k(i)j})",
    shown: { g: entries(genotypes) },
  });
}

function scaling(): LessonStep {
  return plainStep({
    code: "standardize",
    title: "Measure every marker by its own chance",
    why: "A marker with the frequency p spreads by √(2p(1 − p)) anyway. Divided by that, a rare variant that two people share counts more than a common one.",
    latex: "x_{ij} = \\frac{g_{ij} - 2 p_j}{\\sqrt{2 p_j (1 - p_j)}}",
  });
}

function comparing({ kinship }: Result): LessonStep {
  return plainStep({
    code: "kinship",
    title: "Compare everybody with everybody",
    why: "The mean of products over all markers says how alike two people are: near 1 with oneself, above 0 within a population, below 0 between them.",
    latex: "K = \\tfrac{1}{m}\\, X X^{\\mathsf T}",
    shown: { K: entries(kinship, 3) },
  });
}

function finding({ variances }: Result, { populations }: Inputs): LessonStep {
  return plainStep({
    code: "axes",
    title: "Find the axes that tell people apart",
    why: `They are the principal components of the genes. ${populations} points lie in a space of ${populations - 1} dimension${populations > 2 ? "s" : ""}: so many axes of structure there can be, and all others are noise.`,
    latex: "K v = \\lambda v",
    shown: { "λ": entries([variances], 3) },
  }); // prettier-ignore
}

function judging({ edge, found, variances }: Result, { populations }: Inputs): LessonStep {
  const verdict =
    found === populations - 1
      ? "As many are above it as there are axes of structure."
      : `There could be ${populations - 1} axes of structure; ${found === 0 ? "none is" : found === 1 ? "one is" : `${found} are`} above it.`;
  return plainStep({
    code: "noise",
    title: "Ask which of them could be noise",
    why: `Noise has large eigenvalues too: the largest of so many people and markers is below ${short(edge, 3)} in 95 of 100 cases. ${verdict}`,
    latex: "\\lambda_1 \\lesssim \\left(1 + \\sqrt{n/m}\\right)^2",
    shown: { "λ": entries([variances], 3) },
  }); // prettier-ignore
}

function bounding({ threshold }: Result, { fst, people }: Inputs): LessonStep {
  return plainStep({
    code: "threshold",
    title: "See what can be seen at all",
    why: `A population of ${people} adds about 2·F·${people} = ${short(2 * fst * people, 3)} to its eigenvalue. Below a sharp threshold, F = ${short(threshold, 4)} here, noise hides it wholly: the first axis then says nothing. Twice as many markers move the threshold down by √2.`,
    latex: "2 F m_k > \\sqrt{n/m} \\quad\\Longleftrightarrow\\quad F > \\frac{1}{2 m_k}\\sqrt{\\frac{n}{m}}",
  });
}

function sorting({ agreement }: Result, { populations, fst }: Inputs): LessonStep {
  return plainStep({
    code: "sort",
    title: `Sort people into ${populations} groups by ${populations === 2 ? "one number" : `${populations - 1} numbers`} each`,
    why: `The k means of the scores, found without a look at where people are from, agree with it to ${short(Math.max(agreement, 0), 3)}: 1 would be all, 0 is chance. Populations are no kinds of people: all but ${percent(fst)} of the variance lies within them.`,
    latex: "\\min \\sum_i \\lVert v_i - c_{k(i)} \\rVert^2",
  });
}
