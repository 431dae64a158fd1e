import type { Step } from "@linnet/explain";
import katex from "katex";
import { For, type JSX, Show, createMemo, createSignal } from "solid-js";
import { LessonStepView } from "../../ui/lesson-step-view.js";
import type { ToldStory } from "./said.js";

/** Characters of a formula. */
const LONGEST = 5000;

/** A story of `@linnet/explain`, with its steps to be opened one after the other. */
export function StoryView(props: { readonly story: ToldStory }): JSX.Element {
  return (
    <section class="told-story" aria-label={props.story.title}>
      <h2>
        {props.story.title} <span class="muted">{props.story.arithmetic}</span>
      </h2>
      <ol>
        <For each={props.story.steps}>{(step, i) => <StoryStep step={step} isOpen={i() === 0} />}</For>
      </ol>
    </section>
  );
}

function StoryStep(props: { readonly step: Step; readonly isOpen: boolean }): JSX.Element {
  const [isOpen, setOpen] = createSignal(props.isOpen);
  // a program may say that it tells a story: formulas that KaTeX refuses would throw
  const step = createMemo(() => ({ ...props.step, latex: isFormula(props.step.latex) ? props.step.latex : "" }));
  return (
    <li>
      <details open={isOpen()} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{props.step.title}</summary>
        <Show when={isOpen()}>
          <LessonStepView step={step()} />
        </Show>
      </details>
    </li>
  );
}

function isFormula(latex: string): boolean {
  if (latex.length > LONGEST) return false;
  try {
    katex.renderToString(latex, { throwOnError: true, strict: "error" });
    return true;
  } catch {
    return false;
  }
}
