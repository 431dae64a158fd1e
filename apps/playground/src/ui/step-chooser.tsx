import type { JSX } from "solid-js";

/**
 * A slider, and buttons for the step before and the step after. A button that does not apply is marked, not disabled, so
 * that the keyboard's focus stays where it is at the ends.
 */
export function StepChooser(props: {
  /** From 0. */
  readonly at: number;
  readonly count: number;
  readonly go: (at: number) => void;
}): JSX.Element {
  const go = (at: number): void => props.go(Math.min(Math.max(at, 0), props.count - 1));
  return (
    <div class="step-chooser">
      <div class="field">
        <label for="step">
          Step <output for="step">{`${props.at + 1} of ${props.count}`}</output>
        </label>
        <input
          id="step"
          type="range"
          min={1}
          max={props.count}
          value={props.at + 1}
          aria-valuetext={`step ${props.at + 1} of ${props.count}`}
          onInput={(event) => go(event.currentTarget.valueAsNumber - 1)}
        />
      </div>
      <div class="turns">
        <button type="button" aria-disabled={props.at === 0} onClick={() => go(props.at - 1)}>
          Previous
        </button>
        <button type="button" aria-disabled={props.at === props.count - 1} onClick={() => go(props.at + 1)}>
          Next
        </button>
      </div>
    </div>
  );
}
