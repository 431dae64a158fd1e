import { type JSX, Show, createEffect, createSignal, on } from "solid-js";
import type { StoryName, ToldStory } from "../stories/told-story.js";
import { LibraryLine } from "./library-line.js";
import { StepChooser } from "./step-chooser.js";
import { StepView } from "./step-view.js";

/** One story: the step that is chosen, and at the last one what the library says. */
export function StoryTeller(props: { readonly name: StoryName; readonly told: ToldStory }): JSX.Element {
  const [at, go] = createSignal(0);
  createEffect(
    on(
      () => props.name,
      () => go(0),
      { defer: true },
    ),
  );
  const steps = () => props.told.story.steps;
  const step = () => steps()[Math.min(at(), steps().length - 1)]; // another story may be shorter
  return (
    <>
      <StepChooser at={at()} count={steps().length} go={go} />
      <StepView step={step()} />
      <Show when={at() === steps().length - 1}>
        <LibraryLine name={props.name} told={props.told} />
      </Show>
    </>
  );
}
