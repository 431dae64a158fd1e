import { type JSX, Show, createMemo } from "solid-js";
import type { Progress } from "../worker/messages.js";
import { percent } from "./format.js";
import type { TrainingState } from "./training-state.js";

/** How far training is: a bar and a line that change every frame, and for those who listen a sentence now and then. */
export function TrainingProgress(props: { readonly training: TrainingState }): JSX.Element {
  const progress = () => props.training.progress();
  const announcement = createMemo(() => announce(props.training));
  return (
    <div class="progress">
      <progress aria-label="Training" max={progress()?.steps ?? 1} value={progress()?.step ?? 0} />
      <p class="muted" data-testid="progress">
        <Show when={progress()} fallback="Not started.">
          {(now) => <>{describe(now())}</>}
        </Show>
      </p>
      <p class="unseen" aria-live="polite">
        {announcement()}
      </p>
    </div>
  );
}

function describe({ step, steps, epoch, epochs, loss, accuracy }: Progress): string {
  const score = accuracy === null ? "" : ` · ${percent(accuracy)} of the test digits`;
  return `Epoch ${epoch} of ${epochs} · step ${step} of ${steps} · loss ${loss.toFixed(4)}${score}`;
}

/** Changes when training starts, pauses or ends, and after each quarter of it. */
function announce({ phase, progress, result }: TrainingState): string {
  const now = progress();
  const end = result();
  if (end !== undefined) return `Training has ended. ${percent(end.accuracy)} of the test digits are read correctly.`;
  if (phase() === "paused") return "Training is paused.";
  if (phase() === "idle" || now === undefined) return "";
  const quarters = Math.floor((4 * now.step) / now.steps);
  return quarters === 0 ? "Training has started." : `Training is ${25 * quarters} percent done.`;
}
