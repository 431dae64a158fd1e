import type { JSX } from "solid-js";
import type { LessonRun } from "../lessons/lesson.js";
import { NumberField } from "./number-field.js";
import { TrainingBar } from "./training-bar.js";
import "./training.css";

interface Setting {
  readonly epochs: number;
  readonly seed: number;
}

/** What training is set by, how far it is, and the buttons for it. */
export function Training(props: {
  readonly inputs: Setting;
  readonly change: (part: Partial<Setting>) => void;
  readonly mostEpochs: number;
  readonly run: LessonRun;
  /** Epochs that are done, and of how many. */
  readonly done: number;
  readonly of: number;
  /** Where it stands, in numbers. */
  readonly stand: string;
  /** What else the lesson's training is set by. */
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <div class="training">
      <div class="inputs">
        {props.children}
        <NumberField
          label="Epochs"
          range={[1, props.mostEpochs]}
          value={props.inputs.epochs}
          change={(epochs) => props.change({ epochs })}
        />
        <NumberField
          label="Seed"
          range={[0, 999_999]}
          value={props.inputs.seed}
          change={(seed) => props.change({ seed })}
        />
      </div>
      <TrainingBar run={props.run} done={props.done} of={props.of}>
        {props.stand}
      </TrainingBar>
    </div>
  );
}
