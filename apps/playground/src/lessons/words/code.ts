import {
  type NDArray,
  argsort,
  array,
  bincount,
  div,
  log,
  matmul,
  maximum,
  mul,
  outer,
  random,
  sqrt,
  sub,
  sum,
  take,
  where,
} from "@linnet/core";
import { svd } from "@linnet/linalg";
import { lineChart } from "@linnet/plot";
import { PCA } from "@linnet/stats";

export interface Inputs {
  readonly sentences: number;
  /** Numbers a word. */
  readonly dimensions: number;
  readonly seed: number;
  /** A sum of words, such as "king - man + woman". */
  readonly question: string;
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
};

const families = Object.entries(FAMILIES).map(([name, text]) => {
  const [first, second, ...pairs] = text.split(/\s+\/\s+|\n\s*/).map((words) => words.split(" "));
  return { name, forms: [first, second], pairs };
});
const vocabulary = families.flatMap(({ forms, pairs }) => [...forms, ...pairs].flat());
const n = vocabulary.length;
const at = (word: string): number => vocabulary.indexOf(word);

/** Words as vectors, from nothing but how often they stand together. */
export function compute({ sentences, dimensions, seed, question }: Inputs) {
  const text = speak(seed, sentences);

  // [count] How often each word stands in a sentence with each other.
  const together = text.flatMap((words) =>
    words.flatMap((word) => words.filter((other) => other !== word).map((other) => word * n + other)),
  );
  const counts = bincount(array(together, { dtype: "int32" }), { minLength: n * n }).reshape([n, n]);

  // [information] How much more often than by chance, as a logarithm; what is rarer than chance counts as zero.
  const often = sum(counts, { axis: 1 }).astype("float64");
  const ratio = div(mul(counts, sum(often)), maximum(outer(often, often), 1));
  const information = where(counts.greater(0), maximum(log(maximum(ratio, 1e-9)), 0), 0);

  // [svd] Its singular vectors: the directions in which words differ most by their company.
  const { U, S } = svd(information);

  // [vectors] The first few of them, each by the root of its singular value (Levy, Goldberg and Dagan, 2015).
  const vectorsOf = (k: number): NDArray => mul(U.slice(":", `:${k}` as ":1"), sqrt(S.slice(`:${k}` as ":1")));
  const vectors = directions(vectorsOf(dimensions));

  // [measure] a is to b as c is to d: of how many of the grammar's analogies is d the nearest to b − a + c?
  const tried = [2, 4, 8, 12, 16, 24, 32, 48];
  const shares = tried.map((k) => answered(directions(vectorsOf(k))) / ANALOGIES.length);

  return {
    vocabulary,
    samples: text.slice(0, 3).map((words) => words.map((word) => vocabulary[word]).join(" ")),
    counts: block(counts),
    information: block(information),
    singularValues: S.slice(":8").toArray() as number[],
    asked: ANALOGIES.length,
    answered: answered(vectors),
    nearest: find(vectors, question),
    planes: Object.fromEntries(families.map(({ name, pairs }) => [name, planeOf(vectors, pairs)])),
    chart: lineChart(
      { share: shares },
      { x: tried, title: "Analogies that are right", xLabel: "numbers a word", width: 340, height: 230 },
    ).svg,
  };
}

/** Sentences of four words: one of a pair, two that go with the pair, one that goes with its form. */
function speak(seed: number, count: number): number[][] {
  const draws = random(seed).uniform([count, 6]).toArray();
  return draws.map((u) => {
    const pick = <T>(from: readonly T[], i: number): T => from[Math.floor(u[i] * from.length)];
    const { forms, pairs } = pick(families, 0);
    const form = u[1] < 0.5 ? 0 : 1;
    const [first, second, ...around] = pick(pairs, 2);
    return [[first, second][form], pick(around, 3), pick(around, 4), pick(forms[form], 5)].map(at);
  });
}

/** Some entries, to be looked at: of king, queen, crown, man and woman. */
function block(matrix: NDArray): number[][] {
  const some = array(SHOWN.map(at), { dtype: "int32" });
  return take(take(matrix, some), some, { axis: 1 }).toArray() as number[][];
}

/** Vectors of length one. A word that no sentence has stays zero. */
function directions(vectors: NDArray): NDArray {
  return div(vectors, maximum(sqrt(sum(mul(vectors, vectors), { axis: 1, keepDims: true })), 1e-12));
}

export const SHOWN = ["king", "queen", "crown", "man", "woman"];

/** Every pair with every other of its family, as places in the vocabulary: a is to b as c is to d. */
const ANALOGIES = families.flatMap(({ pairs }) =>
  pairs.flatMap(([a, b]) => pairs.filter(([c]) => c !== a).map(([c, d]) => [a, b, c, d].map(at))),
);

/** How many analogies the vectors answer: where d is nearer than any other, by more than rounding. */
function answered(unit: NDArray): number {
  const [a, b, c] = [0, 1, 2].map((k): NDArray => take(unit, array(ANALOGIES.map((words) => words[k]), { dtype: "int32" }))); // prettier-ignore
  const scores = matmul(sub(b, a).add(c), unit.T).toArray() as number[][];
  return scores.filter((row, i) => {
    const words = ANALOGIES[i];
    const d = words[3];
    return row.every((score, word) => words.includes(word) || score < row[d] - 1e-9);
  }).length;
}

// [find] Add the vectors of the words, and look at the angles.
function find(unit: NDArray, question: string) {
  const terms = Array.from(question.toLowerCase().matchAll(/([-+−]?)\s*([^\s+−-]+)/g), ([, sign, word]) => ({
    sign: sign === "-" || sign === "−" ? -1 : 1,
    word,
  }));
  const unknown = terms.filter(({ word }) => at(word) < 0).map(({ word }) => `"${word}"`);
  if (unknown.length > 0)
    throw new RangeError(`The sentences do not have ${unknown.join(", ")}. Take words of the list.`);
  if (terms.length === 0) throw new RangeError("Write a word, or a sum of words such as king - man + woman.");
  const wanted = terms.map(({ sign, word }) => mul(unit.at(at(word)), sign)).reduce((x, y) => x.add(y));
  const cosines: NDArray = matmul(unit, directions(wanted.reshape([1, -1])).reshape([-1]));
  const order: number[] = argsort(cosines, { descending: true }).toArray();
  const others = order.filter((word) => !terms.some((term) => at(term.word) === word)).slice(0, 6);
  return others.map((word) => ({ word: vocabulary[word], cosine: cosines.at(word).item() as number }));
}

/** The pairs of a family along the first two principal components of their vectors. */
function planeOf(unit: NDArray, pairs: readonly (readonly string[])[]) {
  const rows = array(pairs.flatMap(([first, second]) => [at(first), at(second)]), { dtype: "int32" }); // prettier-ignore
  const vectors: NDArray = take(unit, rows);
  const points = PCA.fit(vectors, { components: 2 }).transform(vectors).toArray() as number[][];
  return pairs.map(([first, second], i) => ({ first, second, from: points[2 * i], to: points[2 * i + 1] }));
}
