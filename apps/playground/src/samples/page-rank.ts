// PageRank (Brin & Page, 1998): where is someone who follows links at random?
import { type NDArray, abs, array, div, full, fromFunction, matmul, max, sub, sum } from "@linnet/core";
import { eig } from "@linnet/linalg";
import { barChart } from "@linnet/plot";

const links: Record<string, readonly string[]> = {
  home: ["news", "shop", "about"],
  news: ["home", "story", "photos"],
  story: ["news", "photos", "home"],
  photos: ["story"],
  shop: ["home", "cart"],
  cart: ["shop"],
  about: ["home"],
};
const pages = Object.keys(links);
const n = pages.length;
const damping = 0.85; // with 15 % a page at random

// Column j: where the links of page j lead. Damped, every column still adds up to 1.
const leads = fromFunction([n, n], (i, j) => ((links[pages[j] ?? ""] ?? []).includes(pages[i] ?? "") ? 1 : 0));
const S = div(leads, sum(leads, { axis: 0 }));
const G = S.mul(damping).add((1 - damping) / n);

// Power iteration: after k steps the error has been multiplied by 0.85ᵏ at most.
let rank: NDArray = full([n], 1 / n);
let steps = 0;
for (let change = 1; change > 1e-12; steps++) {
  const next: NDArray = matmul(G, rank);
  change = max(abs(sub(next, rank))).item();
  rank = next;
}

console.log(barChart(rank, { labels: pages, title: "Where the visitor is", yLabel: "share of the time" }));
console.log(`They add up to ${sum(rank).item().toFixed(12)}, after ${steps} steps.`);

// The same as an eigenvector, of eigenvalue 1; the next eigenvalue is at most the damping.
const sizes = abs(eig(G).values)
  .toArray()
  .toSorted((a, b) => b - a);
console.log("sizes of the eigenvalues of G:", array(sizes));
