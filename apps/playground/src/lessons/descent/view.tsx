import { type JSX, Show } from "solid-js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import "./descent.css";
import { Heights } from "./heights.js";
import type { lesson } from "./lesson.js";
import { Methods } from "./method-list.js";
import { Surface } from "./surface.js";

type Props = ViewProps<typeof lesson>;

const SURFACES = [
  { value: "bowl", text: "Bowl" },
  { value: "rosenbrock", text: "Rosenbrock" },
  { value: "himmelblau", text: "Himmelblau" },
  { value: "saddle", text: "Saddle" },
  { value: "own", text: "Your own" },
] as const;

/** Where each surface is interesting: a start, and a learning rate that gets somewhere. */
const BEGINNINGS = {
  bowl: { start: [-3.2, 2.4], learningRate: 0.05 },
  rosenbrock: { start: [-1.2, 1], learningRate: 0.002 },
  himmelblau: { start: [-0.5, -1], learningRate: 0.01 },
  saddle: { start: [-2.5, 0.1], learningRate: 0.05 },
  own: { start: [-3, 2.5], learningRate: 0.05 },
};

/** The surface from above with the ways down, how high each is after every step, and what may be chosen. */
export function View(props: Props): JSX.Element {
  return (
    <div class="descent">
      <Segments
        name="surface"
        legend="Surface"
        options={SURFACES}
        value={props.inputs.surface}
        change={(surface) => props.change({ surface, ...BEGINNINGS[surface] })}
      />
      <Show when={props.inputs.surface === "own"}>
        <label class="formula-field">
          f(x, y) =
          <input
            type="text"
            maxlength={80}
            spellcheck={false}
            value={props.inputs.formula}
            onInput={({ currentTarget }) => props.change({ formula: currentTarget.value })}
          />
        </label>
      </Show>
      <div class="descent-picture">
        <Surface {...props} />
        <Choices {...props} />
        <Methods {...props} />
        <Heights {...props} />
      </div>
    </div>
  );
}

function Choices(props: Props): JSX.Element {
  return (
    <div class="descent-choices">
      <Slider
        label="Learning rate η"
        range={[-4, 0]}
        step={0.02}
        value={Math.log10(props.inputs.learningRate)}
        write={() => String(props.inputs.learningRate)}
        change={(power) => props.change({ learningRate: Number((10 ** power).toPrecision(2)) })}
      />
      <Slider
        label="Momentum μ"
        range={[0, 0.99]}
        step={0.01}
        value={props.inputs.momentum}
        change={(momentum) => props.change({ momentum })}
      />
      <Slider
        label="Noise of gradients"
        range={[0, 5]}
        step={0.1}
        value={props.inputs.noise}
        change={(noise) => props.change({ noise })}
      />
      <Slider
        label="Steps"
        range={[5, 200]}
        step={5}
        value={props.inputs.iterations}
        change={(iterations) => props.change({ iterations })}
      />
      <Show when={props.inputs.surface === "bowl"}>
        <Slider
          label="Condition κ"
          range={[1, 100]}
          step={1}
          value={props.inputs.condition}
          change={(condition) => props.change({ condition })}
        />
      </Show>
    </div>
  );
}
