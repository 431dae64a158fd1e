import { type NDArray, concat } from "@linnet/core";
import { pca as explainPca } from "@linnet/explain";
import { PCA } from "@linnet/stats";
import { distance } from "./distance.js";
import type { ToldStory } from "./told-story.js";

/** Three zeros and three ones. */
const DIGITS = [0, 1, 10, 11, 20, 21];

/** The first principal component of two pixels from the middle of six digits. */
export function pcaStory(images: NDArray): ToldStory {
  const x: NDArray = concat(DIGITS.map((digit): NDArray => images.slice(digit, "4:5", "3:5")));
  const told = explainPca(x, { components: 1, precision: 4 });
  const found: PCA = PCA.fit(x, { components: 1 });
  const s = told.results.S[0].map(({ value }) => value);
  return {
    story: told.toJSON(),
    difference: Math.max(
      distance(told.result("components"), found.components),
      Math.abs(s[0] - found.singularValues.at(0).item()),
    ),
    bound: sensitivity(s, Math.max(...(x.shape as number[]))),
  };
}

/**
 * How far two backward stable decompositions can be apart. Each moves the data by at most 30·max(n, p)·ε·‖Y‖ (LAPACK's
 * threshold). Singular values follow by no more than that (Weyl); the first direction turns by no more than that over the
 * gap σ₁ − σ₂ (Wedin), and a unit vector that turns by θ moves by 2·sin(θ/2) ≤ √2·sin θ.
 */
function sensitivity(s: readonly number[], size: number): number {
  const moved = 2 * 30 * size * Number.EPSILON * Math.hypot(...s);
  return Math.max(moved, (Math.SQRT2 * moved) / (s[0] - s[1] - moved));
}
