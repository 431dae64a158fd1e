// A guitar string as 60 beads on a thread: its notes are the eigenvalues of a tridiagonal matrix.
import { eye, mul, sqrt, sub } from "@linnet/core";
import { eigh } from "@linnet/linalg";
import { lineChart } from "@linnet/plot";

const n = 60;

// Each bead is pulled by its two neighbours: x″ = −K·x, with both ends of the thread fixed.
const K = sub(mul(eye(n), 2), eye(n, n, { k: 1 }).add(eye(n, n, { k: -1 })));
const { values, vectors } = eigh(K);
const frequencies = sqrt(values);

const mode = (k: number) => vectors.slice(":", k);
const modes = { first: mode(0), second: mode(1), third: mode(2) };
console.log(lineChart(modes, { title: "Its first three notes", xLabel: "bead", yLabel: "how far it swings" }));

// Known in closed form: ωₖ = 2·sin(kπ/(2(n + 1))). Low notes are whole multiples of the first, as of a true string.
const first = frequencies.at(0).item();
for (const k of [1, 2, 3, 4, 5, 60]) {
  const found = frequencies.at(k - 1).item();
  const known = 2 * Math.sin((k * Math.PI) / (2 * (n + 1)));
  console.log(`note ${k}: ${found.toFixed(12)}, exactly ${known.toFixed(12)}, ratio ${(found / first).toFixed(3)}`);
}
