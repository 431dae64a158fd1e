import type { JSX } from "solid-js";
import type { StoryName, ToldStory } from "../stories/told-story.js";
import { scientific } from "./format.js";

const CLAIMS: Readonly<Record<StoryName, readonly [call: string, claim: string]>> = {
  lu: ["lu of @linnet/linalg", "gives the same factors, in the same order of rows"],
  pca: ["PCA of @linnet/stats", "finds the same component and the same σ"],
  backward: ["grad of @linnet/autograd", "gives the same gradients"],
};

/** How far the library's own result is from the story's, and how far rounding may take it. */
export function LibraryLine(props: { readonly name: StoryName; readonly told: ToldStory }): JSX.Element {
  const agrees = (): boolean => props.told.difference <= props.told.bound;
  const size = (x: number): string => (x === 0 ? "0" : scientific(x));
  return (
    <p class="verdict" role="status" data-testid="library">
      <strong>{CLAIMS[props.name][0]}</strong> {agrees() ? CLAIMS[props.name][1] : "gives something else"}: largest
      difference{" "}
      <data value={props.told.difference}>
        <strong>{size(props.told.difference)}</strong>
      </data>
      , where rounding can cost <data value={props.told.bound}>{size(props.told.bound)}</data> at most.
    </p>
  );
}
