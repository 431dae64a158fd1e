// Words as vectors, by counting which stand together: king − man + woman is queen.
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
  where,
} from "@linnet/core";
import { svd } from "@linnet/linalg";
import { vectorPlot } from "@linnet/plot";
import { PCA } from "@linnet/stats";

// A grammar, so that it is known which analogies are true: pairs, and what goes with both of their words.
const forms = ["he his sir", "she her madam"];
const pairs = `king queen throne crown realm / man woman house street market / prince princess palace ball heir
  actor actress stage play applause / uncle aunt visit cousin gift / waiter waitress menu table guest
  father mother child cradle home / boy girl school toy garden`
  .split(/\s+\/\s+|\n\s*/)
  .map((line) => line.split(" "));
const vocabulary = [...forms.flatMap((words) => words.split(" ")), ...pairs.flat()];
const at = (word: string) => vocabulary.indexOf(word);

// 2,000 sentences of four words, and how often each word stands with each other one.
const draws = random(1).uniform([2000, 5]).toArray();
const together = draws.flatMap(([a = 0, b = 0, c = 0, d = 0, e = 0]) => {
  const pick = <T>(from: readonly T[], u: number) => from[Math.floor(u * from.length)] as T;
  const form = b < 0.5 ? 0 : 1;
  const [first = "", second = "", ...around] = pick(pairs, a);
  const words = [
    [first, second][form] ?? "",
    pick(around, c),
    pick(around, d),
    pick((forms[form] ?? "").split(" "), e),
  ].map(at);
  return words.flatMap((word) =>
    words.filter((other) => other !== word).map((other) => word * vocabulary.length + other),
  );
});
const n = vocabulary.length;
const counts = bincount(array(together, { dtype: "int32" }), { minLength: n * n })
  .astype("float64")
  .reshape([n, n]);

// Positive pointwise mutual information: how much more often together than by chance (Levy & Goldberg, 2014).
const total = sum(counts);
const expected = div(outer(sum(counts, { axis: 1 }), sum(counts, { axis: 0 })), total);
const seen = counts.greater(0);
const information = maximum(where(seen, log(where(seen, div(counts, expected), 1)), 0), 0);

const { U, S } = svd(information);
const vectors: NDArray = mul(U.slice(":", ":16"), sqrt(S.slice(":16")));
const unit: NDArray = div(vectors, sqrt(sum(mul(vectors, vectors), { axis: 1, keepDims: true })));

/** The word whose vector is nearest to b − a + c, those three left out. */
function answer(a: string, b: string, c: string): string {
  const wanted: NDArray = sub(unit.at(at(b)), unit.at(at(a))).add(unit.at(at(c)));
  const order: number[] = argsort(matmul(unit, wanted), { descending: true }).toArray();
  return order.map((i) => vocabulary[i] ?? "").find((word) => ![a, b, c].includes(word)) ?? "";
}

for (const word of ["queen", "actress", "aunt"]) {
  const male = pairs.find(([, female]) => female === word)?.[0] ?? "";
  console.log(`${male} − man + woman = ${answer("man", male, "woman")}`);
}
const asked = pairs.flatMap(([a = "", b = ""]) =>
  pairs.filter(([c]) => c !== a).map(([c = "", d = ""]) => answer(a, b, c) === d),
);
console.log(`${asked.filter(Boolean).length} of ${asked.length} analogies are right.`);

const words = pairs.flatMap(([first = "", second = ""]) => [first, second]);
const shown = array(words.map((word) => unit.at(at(word)).toArray() as number[]));
const plane = PCA.fit(shown, { components: 2 }).transform(shown);
const [tails, tips] = [plane.slice("::2"), plane.slice("1::2")]; // a man, and the woman of the pair
const labels = pairs.map(([, woman = ""]) => woman);
console.log(vectorPlot(sub(tips, tails), { tails, labels, title: "From he to she: nearly the same step", width: 560 }));
