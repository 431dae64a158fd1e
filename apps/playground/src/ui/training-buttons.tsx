import type { JSX } from "solid-js";
import type { TrainingState } from "./training-state.js";

/**
 * Start, pause or resume, stop. A button that does not apply is marked, not disabled, so that the keyboard's focus stays
 * where it is when training ends by itself.
 */
export function TrainingButtons(props: { readonly training: TrainingState }): JSX.Element {
  const phase = () => props.training.phase();
  const pauseOrResume = (): void => (phase() === "paused" ? props.training.resume() : props.training.pause());
  return (
    <p class="row">
      <button type="submit" class="primary" aria-disabled={phase() !== "idle"}>
        Start
      </button>
      <button type="button" aria-disabled={phase() === "idle"} onClick={pauseOrResume}>
        {phase() === "paused" ? "Resume" : "Pause"}
      </button>
      <button type="button" aria-disabled={phase() === "idle"} onClick={() => props.training.stop()}>
        Stop
      </button>
    </p>
  );
}
