import { choice, integer, ofView, text } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { entries } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import type { compute } from "./code.js";

type Result = ResultOf<typeof compute>;

const fields = {
  sentences: integer(2000, { least: 100, most: 5000 }),
  dimensions: integer(32, { least: 2, most: 64 }),
  seed: integer(1, { least: 0, most: 999_999 }),
  question: text("king - man + woman"),
  family: ofView(choice("people", ["people", "places"])),
};

type Inputs = { readonly sentences: number; readonly dimensions: number; readonly question: string };

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  patience: 30_000,
  caption: ({ answered, asked, nearest }, { dimensions, question }) =>
    `With ${dimensions} numbers a word, ${answered} of ${asked} analogies are right; nearest to ${question.trim()} is ${nearest[0].word}.`,
  steps: (result, inputs) => [
    speaking(result, inputs),
    counting(result),
    informing(result),
    dividing(result),
    keeping(inputs),
    measuring(result, inputs),
    asking(result, inputs),
  ],
};

function speaking({ samples }: Result, { sentences }: Inputs): LessonStep {
  return plainStep({
    code: "grammar",
    title: `Listen to ${sentences} sentences`,
    why: `A grammar makes them, so that it is known which analogies are true: a word of a pair, two words that go with the pair, one that goes with its form. “${samples.join("”, “")}”.`,
    latex: "\\text{king} : \\text{queen} = \\text{man} : \\text{woman}",
  });
}

function counting({ counts }: Result): LessonStep {
  return plainStep({
    code: "count",
    title: "Count which words stand together",
    why: "Rows and columns are king, queen, crown, man and woman. King and queen never stand in one sentence, but they keep the same company: both go with crown.",
    latex: "c_{ij} = \\text{sentences with } i \\text{ and } j",
    shown: { C: entries(counts) },
  });
}

function informing({ information }: Result): LessonStep {
  return plainStep({
    code: "information",
    title: "Ask how much that is beyond chance",
    why: "Frequent words stand beside everything. Divided by what chance would bring, and as a logarithm, the count becomes information: 0 says nothing, 1 is e times as often as by chance.",
    latex: "m_{ij} = \\max\\!\\left(0, \\log \\frac{c_{ij}\\, \\sum c}{c_{i\\cdot}\\, c_{\\cdot j}}\\right)",
    shown: { M: entries(information, 2) },
  });
}

function dividing({ singularValues, vocabulary }: Result): LessonStep {
  return plainStep({
    code: "svd",
    title: "Take the matrix apart",
    why: `Its ${vocabulary.length} singular vectors are the ways in which the company of words differs, the greatest first: people from places, one pair from another, and the two forms.`,
    latex: "M = U \\Sigma V^{\\mathsf T}",
    shown: { s: entries([singularValues], 2) },
  });
}

function keeping({ dimensions }: Inputs): LessonStep {
  return plainStep({
    code: "vectors",
    title: `Keep ${dimensions} numbers a word`,
    why: "The first few layers are the best approximation of all; what is left out is mostly chance, of these sentences. Skip-gram, which learns vectors by gradients, has been shown to approximate the same matrix (Levy and Goldberg, 2014).",
    latex: `w_i = \\left(u_{i1}\\sqrt{s_1}, \\dots, u_{i,${dimensions}}\\sqrt{s_{${dimensions}}}\\right)`,
  });
}

function measuring({ answered, asked }: Result, { dimensions }: Inputs): LessonStep {
  return plainStep({
    code: "measure",
    title: "Ask the grammar’s analogies",
    why: `Of ${asked} it answers ${answered} with ${dimensions} numbers a word. Sixteen pairs and their four forms take about twenty directions. With fewer some words are still alike; the chart has all.`,
    latex: "d = \\arg\\max_w \\cos(w,\\; b - a + c)",
  });
}

function asking({ nearest }: Result, { question }: Inputs): LessonStep {
  const list = nearest.slice(0, 3).map(({ word, cosine }) => `${word} (${short(cosine, 2)})`);
  return plainStep({
    code: "find",
    title: "Ask one of your own",
    why: `Nearest to ${question.trim()} by angle are ${list.join(", ")}. The difference of queen and king is about that of woman and man, because both pairs differ in the same company: he, his and sir on one side, she, her and madam on the other.`,
    latex: "\\cos(x, y) = \\frac{x \\cdot y}{\\lVert x \\rVert\\, \\lVert y \\rVert}",
  });
}
