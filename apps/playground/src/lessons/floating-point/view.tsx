import { For, type JSX, Match, Switch } from "solid-js";
import { Chart } from "../../ui/chart.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import "./floating-point.css";
import type { lesson } from "./lesson.js";

type Props = ViewProps<typeof lesson>;

const EXPERIMENTS: readonly { readonly about: Props["inputs"]["about"]; readonly text: string }[] = [
  { about: "numbers", text: "Which numbers there are" },
  { about: "cancellation", text: "Cancellation" },
  { about: "hilbert", text: "Hilbert’s matrix and its condition" },
  { about: "orthogonality", text: "Gram–Schmidt and right angles" },
  { about: "normal", text: "AᵀA squares the condition" },
];

/** An experiment, its slider and its chart. */
export function View(props: Props): JSX.Element {
  const about = (): Props["inputs"]["about"] => props.inputs.about;
  return (
    <div class="floating-point">
      <label class="experiment">
        <span>Experiment</span>
        <select
          onChange={({ currentTarget }) => {
            props.change({ about: EXPERIMENTS[currentTarget.selectedIndex].about });
            props.go(0);
          }}
        >
          <For each={EXPERIMENTS}>{(one) => <option selected={one.about === about()}>{one.text}</option>}</For>
        </select>
      </label>
      <Chart svg={props.result.chart} waiting="Computing …" />
      <Switch
        fallback={
          <Slider
            label={about() === "cancellation" ? "k, of h = 10⁻ᵏ" : "k, of δ = 10⁻ᵏ"}
            range={[1, 12]}
            step={1}
            value={props.inputs.k}
            change={(k) => props.change({ k })}
          />
        }
      >
        <Match when={about() === "numbers"}>
          <Slider
            label="Bits after the point"
            range={[1, 6]}
            step={1}
            value={props.inputs.bits}
            change={(bits) => props.change({ bits })}
          />
          <Slider
            label="A number to round"
            range={[0.25, 3.9]}
            step={0.01}
            value={props.inputs.x}
            change={(x) => props.change({ x })}
          />
        </Match>
        <Match when={about() === "hilbert"}>
          <Slider label="n" range={[2, 14]} step={1} value={props.inputs.n} change={(n) => props.change({ n })} />
        </Match>
      </Switch>
    </div>
  );
}
