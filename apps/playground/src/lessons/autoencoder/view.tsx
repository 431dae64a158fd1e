import { Index, type JSX, Show, createEffect, createSignal } from "solid-js";
import { Chart } from "../../ui/chart.js";
import { DigitPicture } from "../../ui/digit-picture.js";
import { short } from "../../ui/format.js";
import { Handle } from "../../ui/handle.js";
import { NumberField } from "../../ui/number-field.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import { Problem } from "../../ui/problem.js";
import { TrainingBar } from "../../ui/training-bar.js";
import { latest } from "../../worker/latest.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import "./autoencoder.css";

type Code = typeof import("./code.js");
type Props = ViewProps<typeof lesson, Code>;

/** Both planes with the test digits, the digits that stand at their points, and how the network learns. */
export function View(props: Props): JSX.Element {
  const [drawn, show] = createSignal<ReturnType<Code["decode"]>>();
  const [problem, setProblem] = createSignal<unknown>();
  const ask = latest((question: Parameters<Code["decode"]>[0]) => props.ask("decode", question), show, setProblem);
  createEffect(() => {
    const { decoder, hidden, pca } = props.result;
    ask({ decoder, hidden, pca, code: props.inputs.code, score: props.inputs.score });
  });
  return (
    <>
      <div class="latent">
        <Latent
          title="The network’s two numbers"
          error={props.result.error}
          points={props.result.codes}
          labels={props.result.labels}
          reach={1}
          at={props.inputs.code}
          move={(code) => props.change({ code })}
          ink={drawn()?.network}
        />
        <Latent
          title="Two principal components"
          error={props.result.pca.error}
          points={props.result.pca.scores}
          labels={props.result.labels}
          reach={3}
          at={props.inputs.score}
          move={(score) => props.change({ score })}
          ink={drawn()?.components}
        />
      </div>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
      <Training {...props} />
    </>
  );
}

function Training(props: Props): JSX.Element {
  const last = (): string => {
    const { history, epochs, error } = props.result;
    return `Epoch ${history.length} of ${epochs} · error ${error.toFixed(4)}`;
  };
  return (
    <div class="learning">
      <div>
        <div class="inputs">
          <NumberField
            label="Hidden units"
            range={[1, 256]}
            value={props.inputs.hidden}
            change={(hidden) => props.change({ hidden })}
          />
          <NumberField
            label="Epochs"
            range={[1, 1000]}
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
        <TrainingBar run={props.run} done={props.result.history.length} of={props.result.epochs}>
          {last()}
        </TrainingBar>
      </div>
      <Chart svg={props.result.curve ?? undefined} waiting="The error will be drawn here, epoch by epoch." />
    </div>
  );
}

/** A plane with the test digits in it, and the picture that stands at a point of it. */
function Latent(props: {
  readonly title: string;
  readonly error: number;
  readonly points: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly reach: number;
  readonly at: readonly number[];
  readonly move: (to: Point) => void;
  readonly ink: readonly number[] | undefined;
}): JSX.Element {
  const nearest = (): number => {
    const distances = props.points.map(([x, y]) => Math.hypot(x - props.at[0], y - props.at[1]));
    return props.labels[distances.indexOf(Math.min(...distances))];
  };
  return (
    <figure>
      <figcaption>{props.title}</figcaption>
      <Plane label={`${props.title}: the test digits, each at its place`} reach={props.reach}>
        <Index each={props.points}>{(point, i) => <Mark at={point()} label={props.labels[i]} />}</Index>
        <Handle
          at={[props.at[0], props.at[1]]}
          name={`the point of ${props.title} that is drawn`}
          tone="a"
          grid={props.reach / 50}
          move={props.move}
        />
      </Plane>
      <div class="decoded">
        <div class="frame">
          <DigitPicture
            ink={props.ink?.map((ink) => 16 * ink) ?? []}
            label={`what stands at the point of ${props.title}`}
          />
        </div>
        <p>
          What stands at ({short(props.at[0], 2)}, {short(props.at[1], 2)}); the nearest test digit is a{" "}
          <strong>{nearest()}</strong>.
          <br />
          Error of all: <strong>{short(props.error)}</strong>
        </p>
      </div>
    </figure>
  );
}

function Mark(props: { readonly at: readonly number[]; readonly label: number }): JSX.Element {
  const { x, y } = usePlane();
  return (
    <text class={`mark class-${props.label}`} x={x(props.at[0])} y={y(props.at[1]) + 4} aria-hidden="true">
      {props.label}
    </text>
  );
}
