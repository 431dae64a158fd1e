import { Index, type JSX, Show, createEffect, createSignal } from "solid-js";
import { latest } from "../worker/latest.js";
import { Chart } from "./chart.js";
import { Problem } from "./problem.js";

/** Charts that the lesson's code draws when they are looked at, and again when what they are of has changed. */
export function DrawnCharts<Q>(props: {
  /** How many there will be. */
  readonly count: number;
  readonly of: Q;
  readonly draw: (of: Q) => Promise<readonly string[]>;
  readonly waiting: string;
}): JSX.Element {
  const [charts, show] = createSignal<readonly (string | undefined)[]>(new Array(props.count).fill(undefined));
  const [problem, setProblem] = createSignal<unknown>();
  const ask = latest(
    (of: Q) => props.draw(of),
    (drawn) => {
      setProblem(undefined);
      show(drawn);
    },
    setProblem,
  );
  createEffect(() => ask(props.of));
  return (
    <>
      <Index each={charts()}>{(svg) => <Chart svg={svg()} waiting={props.waiting} />}</Index>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
    </>
  );
}
