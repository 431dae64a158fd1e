import { type JSX, Match, Show, Switch, createEffect, createSignal } from "solid-js";
import { DrawnCharts } from "../../ui/drawn-charts.js";
import { NumberField } from "../../ui/number-field.js";
import { Problem } from "../../ui/problem.js";
import { Segments } from "../../ui/segments.js";
import { Training } from "../../ui/training.js";
import { latest } from "../../worker/latest.js";
import type { ViewProps } from "../lesson.js";
import { Decoded } from "./decoded.js";
import { Latent } from "./latent.js";
import { lesson } from "./lesson.js";
import "./autoencoder.css";

type Code = typeof import("./code.js");
type Props = ViewProps<typeof lesson, Code>;

const PICTURES = [
  { value: "step", text: "The step’s" },
  { value: "network", text: "Network" },
  { value: "components", text: "Components" },
  { value: "error", text: "Error" },
] as const;
/** What is seen at a step where nothing else is chosen. */
const OF_STEP = ["network", "components", "network", "error", "network"] as const;
const DIGITS = (lesson.fields.digit.options ?? []).map((value) => ({ value, text: value }));

/** A plane with the test digits, the digits that stand at a point of either plane, and how the network learns. */
export function View(props: Props): JSX.Element {
  const [drawn, show] = createSignal<ReturnType<Code["decode"]>>();
  const [problem, setProblem] = createSignal<unknown>();
  const ask = latest(
    (question: Parameters<Code["decode"]>[0]) => props.ask("decode", question),
    (found) => {
      setProblem(undefined);
      show(found);
    },
    setProblem,
  );
  createEffect(() => {
    const { decoder, hidden, pca } = props.result;
    ask({ decoder, hidden, pca, code: props.inputs.code, score: props.inputs.score });
  });
  return (
    <div class="autoencoder">
      <div class="latent">
        <Picture {...props} />
        <div class="latent-side">
          <Segments
            name="picture"
            legend="Picture"
            options={PICTURES}
            value={props.inputs.picture}
            change={(picture) => props.change({ picture })}
          />
          <Decoded
            title="Network"
            error={props.result.error}
            points={props.result.codes}
            labels={props.result.labels}
            at={props.inputs.code}
            ink={drawn()?.network}
          />
          <Decoded
            title="Components"
            error={props.result.pca.error}
            points={props.result.pca.scores}
            labels={props.result.labels}
            at={props.inputs.score}
            ink={drawn()?.components}
          />
        </div>
      </div>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
      <Segments
        name="digit"
        legend="Digits that stand out"
        options={DIGITS}
        value={props.inputs.digit}
        change={(digit) => props.change({ digit })}
      />
      <Learning {...props} />
    </div>
  );
}

function Learning(props: Props): JSX.Element {
  const stand = (): string => {
    const { history, epochs, error } = props.result;
    return `Epoch ${history.length} of ${epochs} · error ${error.toFixed(4)}`;
  };
  return (
    <Training {...props} mostEpochs={1000} done={props.result.history.length} of={props.result.epochs} stand={stand()}>
      <NumberField
        label="Hidden units"
        range={[1, 256]}
        value={props.inputs.hidden}
        change={(hidden) => props.change({ hidden })}
      />
    </Training>
  );
}

/** One of the planes, or how the error went. */
function Picture(props: Props): JSX.Element {
  const shown = () => (props.inputs.picture === "step" ? OF_STEP[props.at] : props.inputs.picture);
  return (
    <Switch
      fallback={
        <Latent
          title="The network’s two numbers"
          points={props.result.codes}
          labels={props.result.labels}
          digit={props.inputs.digit}
          most={1}
          at={props.inputs.code}
          move={(code) => props.change({ code })}
        />
      }
    >
      <Match when={shown() === "components"}>
        <Latent
          title="Two principal components"
          points={props.result.pca.scores}
          labels={props.result.labels}
          digit={props.inputs.digit}
          most={2.5}
          at={props.inputs.score}
          move={(score) => props.change({ score })}
        />
      </Match>
      <Match when={shown() === "error"}>
        <Show when={props.result.history.length > 0} fallback={<p class="waiting">The first epoch is under way.</p>}>
          <DrawnCharts
            count={1}
            of={props.result}
            draw={async ({ history, pca }) => [await props.ask("curve", { history, pca })]}
            waiting="The error is being drawn."
          />
        </Show>
      </Match>
    </Switch>
  );
}
