import type { JSX } from "solid-js";
import { EPOCHS, SCORES } from "../digits/experiment.js";
import type { TrainingPlan } from "../worker/messages.js";
import { NumberField } from "./number-field.js";
import { Segments } from "./segments.js";

/** What a reader chooses of a training run. */
export type Choices = Omit<TrainingPlan, "width">;

const MODELS = [
  { value: "softmax", text: "Softmax" },
  { value: "mlp", text: "MLP" },
] as const;
const FEATURES = [
  { value: "pixels", text: "64 pixels" },
  { value: "scores", text: `${SCORES} scores` },
] as const;
const PACES = [
  { value: "watch", text: "Steady" },
  { value: "full", text: "Fast" },
] as const;

/** The choices for a training run; they rest while one is under way. */
export function PlanChoices(props: {
  readonly choices: Choices;
  readonly change: (changes: Partial<Choices>) => void;
  readonly disabled: boolean;
}): JSX.Element {
  const rest = () => ({ disabled: props.disabled });
  return (
    <div class="choices">
      <Segments
        name="model"
        legend="Model"
        options={MODELS}
        value={props.choices.model}
        change={(model) => props.change({ model, epochs: EPOCHS[model] })}
        {...rest()}
      />
      <Segments
        name="features"
        legend="It sees"
        options={FEATURES}
        value={props.choices.features}
        change={(features) => props.change({ features })}
        {...rest()}
      />
      <Segments
        name="pace"
        legend="Pace"
        options={PACES}
        value={props.choices.pace}
        change={(pace) => props.change({ pace })}
        {...rest()}
      />
      <div class="number-fields">
        <NumberField
          label="Epochs"
          range={[1, 1000]}
          value={props.choices.epochs}
          change={(epochs) => props.change({ epochs })}
          {...rest()}
        />
        <NumberField
          label="Seed"
          range={[0, 999_999]}
          value={props.choices.seed}
          change={(seed) => props.change({ seed })}
          {...rest()}
        />
      </div>
    </div>
  );
}
