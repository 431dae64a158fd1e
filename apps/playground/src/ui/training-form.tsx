import type { JSX } from "solid-js";
import { createStore } from "solid-js/store";
import { EPOCHS } from "../digits/experiment.js";
import { type Choices, PlanChoices } from "./plan-choices.js";
import { TrainingButtons } from "./training-buttons.js";
import type { TrainingState } from "./training-state.js";

/** What to train, and the buttons that do it. */
export function TrainingForm(props: { readonly training: TrainingState; readonly width: number }): JSX.Element {
  const [choices, change] = createStore<Choices>({
    model: "mlp",
    features: "pixels",
    pace: "watch",
    epochs: EPOCHS.mlp,
    seed: 1,
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    props.training.start({ ...choices, width: props.width });
  };
  return (
    <form onSubmit={submit}>
      <PlanChoices choices={choices} change={change} disabled={props.training.phase() !== "idle"} />
      <TrainingButtons training={props.training} />
    </form>
  );
}
