import type { JSX } from "solid-js";
import type { LessonRun } from "../lessons/lesson.js";

/**
 * How far training is, and the buttons for it. A button that does not apply is marked, not disabled, so that the keyboard's
 * focus stays where it is when training ends by itself.
 */
export function TrainingBar(props: {
  readonly run: LessonRun;
  readonly done: number;
  readonly of: number;
  /** Where it stands, in numbers. */
  readonly children: JSX.Element;
}): JSX.Element {
  const isIdle = (): boolean => props.run.phase === "idle";
  const isPaused = (): boolean => props.run.phase === "paused";
  return (
    <div class="training-bar">
      <progress aria-label="Training" max={props.of} value={props.done} />
      <div class="row">
        <button type="button" class="primary" aria-disabled={!isIdle()} onClick={() => props.run.again()}>
          Train again
        </button>
        <button
          type="button"
          aria-disabled={isIdle()}
          onClick={() => (isPaused() ? props.run.resume() : props.run.pause())}
        >
          {isPaused() ? "Resume" : "Pause"}
        </button>
        <button type="button" aria-disabled={isIdle()} onClick={() => props.run.finish()}>
          Stop
        </button>
        <span class="muted" data-testid="progress">
          {props.children}
        </span>
      </div>
    </div>
  );
}
