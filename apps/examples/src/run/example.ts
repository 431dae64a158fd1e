/** A model in the box, trained and measured against a bar that it can fail. */
export interface Example {
  readonly name: string;
  /** What a reader sees in it: one sentence. */
  readonly shows: string;
  /** What the median over the seeds has to reach, in words and as a test. */
  readonly bar: Bar;
  readonly seeds: readonly number[];
  /** How a measured value is written: `97.6 %`. */
  readonly format: (value: number) => string;
  /** Trains and measures once. @param say tells how it goes */
  readonly run: (seed: number, say: (line: string) => void) => Promise<Outcome>;
}

export interface Bar {
  readonly words: string;
  readonly holds: (median: number) => boolean;
}

export interface Outcome {
  /** What the bar is about. */
  readonly value: number;
  /** Other figures that a reader wants beside it, in words. */
  readonly note?: string;
  readonly chart?: Curves;
}

/** How training went, as lines. */
export interface Curves {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly scale?: "linear" | "log";
  /** Positions of the values; 1, 2, 3, … where it is left out. */
  readonly x?: readonly number[];
  readonly series: Readonly<Record<string, readonly number[]>>;
}

/** "97.61 %" */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** The middle of values, the lower of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}
