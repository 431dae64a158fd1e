import { type NDArray, div, pad, random, repeat } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { trainTestSplit } from "@linnet/stats";
import type { Images } from "./mnist.js";

/** The split is part of the problem: every seed is measured on the same test digits. */
const SPLIT_SEED = 0;

/** The embedded digits, 8×8 pixels, divided 80 : 20 within each class. */
export function splitDigits(): { readonly train: Images; readonly test: Images } {
  const { images, target } = loadDigits();
  const x = div(images, 16).astype("float32").reshape([-1, 1, 8, 8]) as NDArray;
  return trainTestSplit({ x, y: target as NDArray }, { testFraction: 0.2, stratify: target, rng: random(SPLIT_SEED) });
}

/** The same as pictures of 28×28 pixels, for models that read MNIST: each pixel three by three, and a margin of two. */
export function enlarged({ x, y }: Images): Images {
  const large: NDArray = repeat(repeat(x, 3, { axis: 2 }), 3, { axis: 3 });
  return {
    x: pad(
      large,
      [0, 0, 2, 2].map((margin): [number, number] => [margin, margin]),
    ),
    y,
  };
}
