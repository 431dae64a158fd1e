import { type NDArray, scope } from "@linnet/core";
import { backwardStory } from "./backward-story.js";
import { luStory } from "./lu-story.js";
import { pcaStory } from "./pca-story.js";
import type { StoryName, ToldStory } from "./told-story.js";

const STORIES: Readonly<Record<StoryName, (images: NDArray) => ToldStory>> = {
  lu: luStory,
  pca: pcaStory,
  backward: backwardStory,
};

/** Tells a story on pixels of the digits, `[1797, 8, 8]`. */
export function tell(name: StoryName, images: NDArray): ToldStory {
  return scope(() => STORIES[name](images));
}
