import type { Story } from "@linnet/explain";

export type StoryName = "lu" | "pca" | "backward";

/** A story with the same computed by the library: plain data. */
export interface ToldStory {
  readonly story: Story;
  /** The largest difference between what the story ends with and what the library computes. */
  readonly difference: number;
  /** What rounding may make of it at most. */
  readonly bound: number;
}
