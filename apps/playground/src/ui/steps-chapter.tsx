import { type JSX, createResource, createSignal } from "solid-js";
import type { StoryName } from "../stories/told-story.js";
import type { WorkerClient } from "../worker/client.js";
import { Chapter } from "./chapter.js";
import { Loaded } from "./loaded.js";
import { createNear } from "./near.js";
import { Segments } from "./segments.js";
import { StoryTeller } from "./story-teller.js";

const STORIES = [
  { value: "lu", text: "LU" },
  { value: "pca", text: "PCA" },
  { value: "backward", text: "Gradient" },
] as const;

const ABOUT: Readonly<Record<StoryName, string>> = {
  lu: "Nine pixels of the ninth digit, an 8. Systems of equations are solved by their factors; the first pixel is blank, and nothing can be divided by 0.",
  pca: "Two pixels from the middle of three zeros and three ones, a digit a row: chapter 2 with 2 pixels in place of 64. One component is kept.",
  backward:
    "Two digits, two pixels each, through a network of two layers, and back: what chapter 4 does at every step, with squares for a loss so that fractions suffice.",
};

function story(): JSX.Element {
  return (
    <>
      <p>The same algorithms on a few pixels, small enough to follow every number.</p>
      <p>They are told in fractions where fractions suffice; the last step compares them with the library.</p>
    </>
  );
}

/** Three algorithms of the chapters above, told step by step. What tells them is loaded when one comes near. */
export function StepsChapter(props: { readonly client: WorkerClient }): JSX.Element {
  const [name, choose] = createSignal<StoryName>("lu");
  const { near, watch } = createNear();
  const [told] = createResource(
    () => near() && name(),
    async (of) => ({ name: of, told: await props.client.call("story", { name: of }) }),
  );
  return (
    <Chapter number={5} title="Step by step" story={story()}>
      <div class="telling" ref={watch}>
        <div class="choices">
          <Segments name="story" legend="Algorithm" options={STORIES} value={name()} change={choose} disabled={false} />
        </div>
        <p class="muted">{ABOUT[name()]}</p>
        <Loaded from={told} waiting="Working out the steps …">
          {(loaded) => <StoryTeller name={loaded().name} told={loaded().told} />}
        </Loaded>
      </div>
    </Chapter>
  );
}
