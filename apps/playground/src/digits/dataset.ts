import { type NDArray, random } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { Standardizer, trainTestSplit } from "@linnet/stats";

/** One side of the fixed split: standardized pixels in float64, and labels. */
export interface Part {
  readonly x: NDArray;
  readonly y: NDArray;
}

/** The digits as the pipeline uses them. */
export interface DigitSet {
  /** Shape `[1797, 8, 8]`, ink 0 … 16. */
  readonly images: NDArray;
  readonly labels: NDArray;
  /** Learned from the training part alone. */
  readonly scaler: Standardizer;
  /** All 1,797 digits, standardized. */
  readonly all: Part;
  readonly train: Part;
  readonly test: Part;
}

/** The split is part of the problem, not of the method: every run and every seed measures on the same test digits. */
const SPLIT_SEED = 0;

/** Loads the digits, divides them 80 : 20 within each class, and standardizes them by the training part. */
export function prepareDigits(): DigitSet {
  const { images, data, target } = loadDigits();
  const raw = { x: data as NDArray, y: target as NDArray };
  const { train, test } = trainTestSplit(raw, { testFraction: 0.2, stratify: raw.y, rng: random(SPLIT_SEED) });
  const scaler: Standardizer = Standardizer.fit(train.x);
  const standardized = ({ x, y }: Part): Part => ({ x: scaler.transform(x), y });
  return {
    images,
    labels: target,
    scaler,
    all: standardized(raw),
    train: standardized(train),
    test: standardized(test),
  };
}
