import { choice, integer, ofView, text } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import type { compute } from "./code.js";

const fields = {
  sentences: integer(1500, { least: 100, most: 5000 }),
  features: integer(24, { least: 2, most: 64 }),
  epochs: integer(8, { least: 1, most: 100 }),
  seed: integer(1, { least: 0, most: 999_999 }),
  query: ofView(text("king - man + woman")),
  family: ofView(choice("people", ["people", "places", "verbs"])),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  trains: true,
  patience: 30_000,
  caption({ ended, answered, asked, losses, epochs }) {
    if (ended !== true) {
      const quarters = Math.floor((4 * losses.length) / epochs);
      return quarters === 0 ? "The vectors begin to learn." : `Training is ${25 * quarters} percent done.`;
    }
    return `The vectors answer ${answered} of the grammar’s ${asked} analogies by adding and subtracting.`;
  },
  steps: (result, { features, query }) => [
    speaking(result),
    pairing(),
    placing(result, features),
    training(result),
    measuring(result),
    asking(query),
  ],
};

type Told = Pick<LessonStep, "title" | "why" | "latex" | "code">;
const step = (told: Told): LessonStep => ({ before: {}, after: {}, highlighted: [], ...told });

function speaking({ samples }: Result): LessonStep {
  return step({
    title: "Let a grammar speak",
    why: `A sentence has a word of a pair, words that go with the pair, words that go with its form, and words that mean nothing: “${samples[0]}”. So it is known which analogies are true.`,
    latex: "\\text{king} : \\text{queen} = \\text{man} : \\text{woman}",
    code: "grammar",
  });
}

function pairing(): LessonStep {
  return step({
    title: "Pair every word with the others of its sentence",
    why: "That is all that is learned from: which words stand together. What a word means is never told.",
    latex: "7 \\cdot 6 = 42 \\text{ pairs a sentence}",
    code: "pairs",
  });
}

function placing({ vocabulary }: Result, features: number): LessonStep {
  return step({
    title: `Give each word ${features} numbers`,
    why: `Each of the ${vocabulary.length} words gets a vector v for itself, and another, u, for standing beside others. They begin at random and at zero.`,
    latex: `\\mathbf{v}_w, \\mathbf{u}_w \\in \\mathbb{R}^{${features}}`,
    code: "network",
  });
}

function training({ losses }: Result): LessonStep {
  const now =
    losses.length === 0 ? "" : ` The loss began at ${short(losses[0])} and is ${short(losses[losses.length - 1])} now.`;
  return step({
    title: "Tell neighbours from words drawn at random",
    why: `The vectors of a pair should have a large product; those of a word and five that are drawn, a small one.${now}`,
    latex:
      "-\\log \\sigma(\\mathbf{u}_o \\cdot \\mathbf{v}_c) - \\sum_{k=1}^{5} \\log \\sigma(-\\mathbf{u}_k \\cdot \\mathbf{v}_c)",
    code: "train",
  });
}

function measuring({ answered, asked }: Result): LessonStep {
  return step({
    title: "Ask for analogies",
    why: `Words in the same company get vectors in the same direction, and what two words differ by becomes a direction too. ${answered} of ${asked} questions have as their nearest word the right one. In the plane the arrows of the pairs run side by side.`,
    latex:
      "\\mathbf{v}_{\\text{king}} - \\mathbf{v}_{\\text{man}} + \\mathbf{v}_{\\text{woman}} \\approx \\mathbf{v}_{\\text{queen}}",
    code: "measure",
  });
}

function asking(query: string): LessonStep {
  return step({
    title: "Find the nearest words by angle",
    why: `Of “${query}” the vectors of length one are added; the cosine of the angle says how near another word is: 1 is the same direction, 0 has nothing to do with it.`,
    latex: "\\cos \\theta = \\frac{\\mathbf{a} \\cdot \\mathbf{b}}{\\|\\mathbf{a}\\| \\, \\|\\mathbf{b}\\|}",
    code: "find",
  });
}
