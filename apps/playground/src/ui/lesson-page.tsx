import { type JSX, Show, createMemo } from "solid-js";
import type { Listing } from "../lessons/catalogue.js";
import type { LoadedLesson } from "../lessons/load-lesson.js";
import { readProgram, takeHome } from "../lessons/program.js";
import type { LessonRunner } from "../worker/lesson-runner.js";
import { CodePane } from "./code-pane.js";
import { type LessonState, createLessonState } from "./lesson-state.js";
import { LessonStepView } from "./lesson-step-view.js";
import { Neighbours } from "./neighbours.js";
import { PageTitle } from "./page-title.js";
import { Problem } from "./problem.js";
import { StepChooser } from "./step-chooser.js";
import { TakeHome } from "./take-home.js";

/** A lesson: its picture, its steps and its code, which one slider moves through together. */
export function LessonPage(
  props: LoadedLesson & {
    readonly listing: Listing;
    readonly query: URLSearchParams;
    readonly runner: LessonRunner;
  },
): JSX.Element {
  const { lesson, View, source, listing } = props; // a page is made anew for every address
  const state = createLessonState(listing.id, lesson, props.query, props.runner);
  const program = readProgram(source);
  const section = createMemo(() => program.sections.get(state.step()?.code ?? ""));
  return (
    <article class="lesson" aria-labelledby="lesson-title" aria-busy={state.isBusy()}>
      <header>
        <PageTitle id="lesson-title" text={listing.title} />
        <p class="idea">{listing.idea}</p>
        <Show when={state.refused.length > 0}>
          <p class="notice" role="status">
            {`The link says something that this lesson cannot show (${state.refused.join(", ")}); that part is as it begins.`}
          </p>
        </Show>
      </header>
      <LessonPicture state={state} View={View} stop={() => props.runner.stop()} />
      <div class="lesson-steps">
        <Show when={state.step()}>
          {(step) => (
            <>
              <StepChooser at={state.at()} count={state.steps().length} go={state.go} />
              <LessonStepView step={step()} />
            </>
          )}
        </Show>
      </div>
      <div class="lesson-code">
        <TakeHome
          program={() => takeHome(listing.title, source, lesson.fields, state.inputs())}
          link={() => new URL(state.address(), location.href).href}
          reset={state.reset}
        />
        <CodePane text={program.text} section={section()} />
      </div>
      <Neighbours of={listing} />
    </article>
  );
}

/** What the lesson draws, what it says, and what went wrong. */
function LessonPicture(props: {
  readonly state: LessonState;
  readonly View: LoadedLesson["View"];
  readonly stop: () => void;
}): JSX.Element {
  const { state } = props;
  return (
    <div class="lesson-picture">
      <Show
        when={state.result()}
        fallback={
          <Show when={!state.problem()}>
            <p class="waiting">Computing …</p>
          </Show>
        }
      >
        {(result) => (
          <props.View
            inputs={state.inputs()}
            change={state.change}
            result={result()}
            steps={state.steps()}
            at={state.at()}
            go={state.go}
            run={state.run}
            ask={state.ask as never} // by the types of its own code
          />
        )}
      </Show>
      <p class="caption" role="status" data-testid="caption">
        {state.caption()}
      </p>
      <Show when={state.problem()}>{(problem) => <Problem error={problem()} />}</Show>
      <Show when={state.isSlow()}>
        <p class="row">
          <button type="button" onClick={() => props.stop()}>
            Stop computing
          </button>
        </p>
      </Show>
    </div>
  );
}
