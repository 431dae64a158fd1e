import {
  type NDArray,
  add,
  argmax,
  div,
  matmul,
  mul,
  oneHot,
  random,
  sqrt,
  square,
  sub,
  sum,
  take,
} from "@linnet/core";
import { adam, fit } from "@linnet/nn";
import { type Analogy, analogies, sentences, vocabulary } from "../data/grammar.js";
import { SkipGram, negativeSampling, pairsOf } from "../models/word2vec.js";
import { type Example, percent } from "../run/example.js";

export const word2vec: Example = {
  name: "word2vec",
  shows: "Skip-gram with negative sampling finds the analogies of a grammar: king − man + woman is nearest to queen",
  bar: { words: "≥ 95 % of 336 analogies", holds: (share) => share >= 0.95 },
  seeds: [1, 2, 3],
  format: percent,
  run: (seed, say) => measure(seed, 2000, 10, say),
};

/** The share of the grammar's analogies that vectors of a text from it answer. */
export async function measure(seed: number, length: number, epochs: number, say: (line: string) => void) {
  const text = sentences(random(seed).fold(0), length);
  const counts = vocabulary.map(() => 0);
  for (const word of text.flat()) counts[word]++;
  const pairs = pairsOf(text);
  const questions = analogies();
  const scores: number[] = [];
  const losses: number[] = [];
  await fit(
    SkipGram.init(random(seed).fold(1), counts, 32),
    { x: pairs, y: pairs },
    {
      loss: negativeSampling,
      optimizer: adam({ learningRate: 0.005 }),
      epochs,
      batchSize: 512,
      seed,
      onEpoch({ epoch, loss, model }) {
        losses.push(loss);
        scores.push(answered(model.words, questions));
        say(`epoch ${epoch + 1}/${epochs}: loss ${loss.toFixed(4)}, analogies ${percent(scores[epoch])}`);
      },
    },
  );
  const chart = {
    title: "Analogies that vectors answer",
    xLabel: "epoch",
    yLabel: "share answered",
    series: { analogies: scores },
  };
  return { value: scores.at(-1) ?? NaN, chart };
}

/** How many have as their answer the nearest word to b − a + c by angle, but for the three that are asked with. */
function answered(words: NDArray, questions: readonly Analogy[]): number {
  const unit: NDArray = div(words, sqrt(sum(square(words), { axis: 1, keepDims: true })));
  const [a, b, c, d] = [0, 1, 2, 3].map((k) => questions.map((question) => question[k]));
  const [atA, atB, atC] = [a, b, c].map((word) => take(unit, word) as NDArray);
  const asked = [a, b, c].map((word) => oneHot(word, unit.shape[0]) as NDArray).reduce((x, y) => add(x, y));
  const scores: NDArray = matmul(add(sub(atB, atA), atC), unit.T);
  const nearest: number[] = argmax(sub(scores, mul(asked, FAR)), { axis: 1 }).toArray();
  return nearest.filter((word, i) => word === d[i]).length / questions.length;
}

/** More than scores can differ. */
const FAR = 10;
