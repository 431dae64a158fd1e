import {
  type NDArray,
  type Random,
  array,
  concat,
  expandDims,
  mean,
  random,
  softplus,
  take,
  zeros,
} from "@linnet/core";
import { eigh } from "@linnet/linalg";
import { type FitOptions, type Layer, type Run, adam, cosineSimilarity, fit } from "@linnet/nn";
import { covariance } from "@linnet/stats";

export interface Inputs {
  readonly sentences: number;
  /** Numbers a word. */
  readonly features: number;
  readonly epochs: number;
  readonly seed: number;
}

// [grammar] Pairs of words with what goes with both; before them, what goes with the first form and with the second.
const FAMILIES = {
  people: `he his sir / she her madam
    king queen throne crown realm / man woman house street market / prince princess palace ball heir
    actor actress stage play applause / uncle aunt visit cousin gift / waiter waitress menu table guest
    father mother child cradle home / boy girl school toy garden`,
  places: `city mayor station / country border anthem
    paris france french seine baguette / rome italy italian tiber pasta / madrid spain spanish flamenco tapas
    berlin germany german spree pretzel / tokyo japan japanese sumida sushi / cairo egypt egyptian nile falafel
    athens greece greek olive feta / oslo norway norwegian fjord salmon`,
  verbs: `today now always / yesterday ago once
    walk walked path boots hill / sing sang song choir voice / swim swam lake wave shore
    write wrote letter pen paper / bake baked bread oven flour / build built wall brick tower
    draw drew line pencil sketch / ride rode horse saddle bridle`,
};
const FILLERS = ["the", "a", "and", "of", "with", "very", "so", "there"];

const families = Object.values(FAMILIES).map((text) => {
  const [first, second, ...pairs] = text.split(/\s+\/\s+|\n\s*/).map((words) => words.split(" "));
  return { forms: [first, second], pairs };
});
const vocabulary = [...FILLERS, ...families.flatMap(({ forms, pairs }) => [...forms, ...pairs].flat())];

/** Learns vectors of words from nothing but which words stand together. */
export async function compute(
  { sentences, features, epochs, seed }: Inputs,
  told: (part: Report) => void = () => {},
  control: Pick<FitOptions<Layer>, "signal" | "pause"> = {},
) {
  const text = speak(random(seed).fold(0), sentences);
  const pairs = pairsOf(text);
  const counts = vocabulary.map(() => 0);
  for (const word of text.flat()) counts[word]++;

  // [train] A word's vector is to tell the words around it from words drawn at random.
  const losses: number[] = [];
  let shown = performance.now();
  const start = SkipGram.init(random(seed).fold(1), counts, features);
  const report = (model: SkipGram) => reportOf(model.words, losses, epochs, text);
  told(report(start));
  const { model } = await fit(
    start,
    { x: pairs, y: pairs },
    {
      loss: negativeSampling,
      optimizer: adam({ learningRate: 0.01 }),
      epochs,
      batchSize: 512,
      seed,
      onEpoch({ loss, model }) {
        losses.push(loss);
        if (performance.now() - shown < 150) return;
        told(report(model));
        shown = performance.now();
      },
      ...control,
    },
  );
  return { ...report(model), ended: true };
}

/** Sentences of seven words in random order: one of a pair, two that go with it, two that go with its form, two that mean nothing. */
function speak(rng: Random, count: number): number[][] {
  const draws = rng.uniform([count, 16]).toArray() as number[][];
  return draws.map((u) => {
    const pick = <T>(from: readonly T[], i: number): T => from[Math.floor(u[i] * from.length)];
    const { forms, pairs } = pick(families, 0);
    const [first, second, ...around] = pick(pairs, 1);
    const form = u[2] < 0.5 ? 0 : 1;
    const words = [[first, second][form], pick(around, 3), pick(around, 4), pick(forms[form], 5), pick(forms[form], 6)];
    return [...words, pick(FILLERS, 7), pick(FILLERS, 8)]
      .map((word, i) => ({ at: vocabulary.indexOf(word), order: u[9 + i] }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ at }) => at);
  });
}

// [pairs] Every word with every other of its sentence.
function pairsOf(text: readonly (readonly number[])[]): NDArray {
  const pairs = text.flatMap((words) =>
    words.flatMap((word, i) => words.filter((_, j) => j !== i).flatMap((near) => [word, near])),
  );
  return array(Int32Array.from(pairs)).reshape([-1, 2]);
}

// [network] Two vectors a word: v for the word itself, u for the word beside others. Skip-gram (Mikolov et al., 2013).
class SkipGram implements Layer {
  constructor(
    readonly words: NDArray,
    readonly contexts: NDArray,
    /** Every word as often as noise draws it: as its frequency to the ¾. */
    readonly noise: NDArray,
  ) {}

  static init(rng: Random, counts: readonly number[], features: number): SkipGram {
    const range = { low: -0.5 / features, high: 0.5 / features, dtype: "float32" } as const;
    const noise = counts.flatMap((count, word) => new Array<number>(Math.round(10 * count ** 0.75)).fill(word));
    const contexts = zeros([counts.length, features], { dtype: "float32" });
    return new SkipGram(rng.uniform([counts.length, features], range), contexts, array(Int32Array.from(noise)));
  }

  /** v·u of each pair and, in training, of five words that are drawn. */
  forward(pairs: NDArray, run?: Run): NDArray {
    const word: NDArray = take(this.words, pairs.slice(":", 0));
    const near: NDArray = pairs.slice(":", "1:2");
    const beside = run?.training === true ? concat([near, this.draw(pairs.shape[0], run.rng)], { axis: 1 }) : near;
    return take(this.contexts, beside).mul(expandDims(word, 1)).sum({ axis: 2 });
  }

  private draw(n: number, rng: Random): NDArray {
    return take(this.noise, rng.choice(this.noise.size, 5 * n)).reshape([n, 5]);
  }
}

/** −log σ(v·u) of the pair, −log σ(−v·u) of what was drawn. */
function negativeSampling(logits: NDArray): NDArray {
  const drawn: NDArray = softplus(logits.slice(":", "1:"));
  return mean(softplus(logits.slice(":", 0).mul(-1)).add(drawn.sum({ axis: 1 })));
}

type Report = ReturnType<typeof reportOf> & { readonly ended?: boolean };

// [measure] a is to b as c is to d: which of the grammar's analogies do the vectors answer?
function reportOf(words: NDArray, losses: readonly number[], epochs: number, text: readonly (readonly number[])[]) {
  const wordAt = (word: string) => vocabulary.indexOf(word);
  const unit: NDArray = words.div(words.mul(words).sum({ axis: 1, keepDims: true }).pow(0.5));
  const questions = families.flatMap(({ pairs }) =>
    pairs.flatMap(([a, b]) => pairs.filter(([c]) => c !== a).map(([c, d]) => [b, a, c, d].map(wordAt))),
  );
  const [b, a, c] = [0, 1, 2].map((k): NDArray => take(unit, array(Int32Array.from(questions, (q) => q[k]))));
  const scores = b.sub(a).add(c).matmul(unit.T).toArray() as number[][];
  const answers = scores.map((row, i) => nearest(row, questions[i].slice(0, 3), 1)[0]);
  return {
    vocabulary,
    epochs,
    losses,
    samples: text.slice(0, 4).map((sentence) => sentence.map((word) => vocabulary[word]).join(" ")),
    vectors: words.toArray() as number[][],
    asked: questions.length,
    answered: answers.filter((word, i) => word === questions[i][3]).length,
    planes: Object.fromEntries(
      Object.keys(FAMILIES).map((name, i) => [
        name,
        planeOf(
          words,
          families[i].pairs.map(([x, y]) => [x, y]),
        ),
      ]),
    ),
  };
}

// [plane] The plane of most variance: the first two principal components of a family's words.
function planeOf(words: NDArray, pairs: readonly (readonly string[])[]) {
  const rows = Int32Array.from(pairs.flat(), (word) => vocabulary.indexOf(word));
  const vectors: NDArray = take(words, array(rows)).astype("float64");
  const axes = eigh(covariance(vectors) as NDArray)
    .vectors.T.slice("::-1")
    .slice("0:2");
  const points = vectors
    .sub(vectors.mean({ axis: 0 }))
    .matmul(axes.T)
    .toArray() as number[][];
  return pairs.map(([first, second], i) => ({ first, second, from: points[2 * i], to: points[2 * i + 1] }));
}

/** How the loss went, epoch by epoch, as a chart. */
export async function curve({ losses }: { readonly losses: readonly number[] }) {
  const { lossCurve } = await import("@linnet/plot");
  const x = losses.map((_, epoch) => epoch + 1);
  return lossCurve({ loss: losses }, { width: 360, height: 360, title: "Loss", x }).svg;
}

/** Places of the largest scores, without some. */
function nearest(scores: readonly number[], without: readonly number[], count: number): number[] {
  const order = scores.map((_, word) => word).toSorted((a, b) => scores[b] - scores[a]);
  return order.filter((word) => !without.includes(word)).slice(0, count);
}

/** The words nearest by angle to a sum of words, such as `king - man + woman`. */
export function find({ vectors, query }: { readonly vectors: readonly (readonly number[])[]; readonly query: string }) {
  // [find] Add the vectors, and look at the angles.
  const terms = Array.from(query.toLowerCase().matchAll(/([-+−]?)\s*([^\s+−-]+)/g), ([, sign, word]) => ({
    sign: sign === "-" || sign === "−" ? -1 : 1,
    word,
    at: vocabulary.indexOf(word),
  }));
  const unknown = terms.filter(({ at }) => at < 0).map(({ word }) => `"${word}"`);
  if (unknown.length > 0)
    throw new RangeError(`The sentences do not have ${unknown.join(", ")}. Take words of the list below.`);
  if (terms.length === 0) throw new RangeError("Write a word, or a sum of words such as king - man + woman.");
  const all: NDArray = array(vectors);
  const sum = terms
    .map(({ sign, at }) =>
      all
        .slice(at)
        .div(all.slice(at).mul(all.slice(at)).sum().pow(0.5))
        .mul(sign),
    )
    .reduce((x, y) => x.add(y));
  const cosines = cosineSimilarity(all, expandDims(sum, 0), { axis: 1 }).toArray() as number[];
  const found = nearest(
    cosines,
    terms.map(({ at }) => at),
    6,
  );
  return found.map((word) => ({ word: vocabulary[word], cosine: cosines[word] }));
}
