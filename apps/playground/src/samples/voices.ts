// Three sounds, three microphones, each of which hears all of them: independent components take them apart again.
import { abs, array, linspace, matmul, mul, random, remainder, sign, sin, stack, sub } from "@linnet/core";
import { lineChart } from "@linnet/plot";
import { FastICA, correlation } from "@linnet/stats";

const t = linspace(0, 8, 2000);
const sine = sin(mul(t, 2));
const square = sign(sin(mul(t, 3)));
const saw = sub(remainder(t, 1), 0.5);
const sources = stack([sine, square, saw], { axis: 1 }).add(random(1).normal([2000, 3], { std: 0.05 }));

// Nobody tells the method how they were mixed.
const mixing = array([
  [1, 1, 1],
  [0.5, 2, 1],
  [1.5, 1, 2],
]);
const heard = matmul(sources, mixing.T);
const found = FastICA.fit(heard, { components: 3, rng: random(0) }).transform(heard);

const columns = (x: typeof heard) => [0, 1, 2].map((j) => x.slice(":", j));
const draw = (title: string, x: typeof heard) => {
  const [a, b, c] = columns(x) as [typeof t, typeof t, typeof t];
  console.log(lineChart({ a, b, c }, { x: t, title, xLabel: "time", yLabel: "sound", height: 300 }));
};
draw("What the microphones hear", heard);
draw("What is found in it", found);

// Which is which, and of which sign, nobody can know: the match with the true sources is in absolute correlations.
const both = stack([...columns(sources), ...columns(found)], { axis: 1 });
const match = abs(correlation(both).slice(":3", "3:"));
console.log("how alike true sounds (rows) and found ones (columns) are:", match);
