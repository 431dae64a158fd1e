import { For, type JSX, Show } from "solid-js";
import { short } from "../../ui/format.js";
import { Segments } from "../../ui/segments.js";
import type { ViewProps } from "../lesson.js";
import { tuple } from "../tuple.js";
import { type Cell, type Cells, layersOf, meetingsOf } from "./axes.js";
import { type Compiled, compiled } from "./compiler.js";
import type { lesson } from "./lesson.js";
import "./tensors.css";

type Props = ViewProps<typeof lesson>;

/** The arrays as layers of cells, and what becomes of them. */
export function View(props: Props): JSX.Element {
  const topic = () => props.result.topic;
  const refused = (): Compiled | null => {
    const { x, y, added, multiplied } = props.result;
    if (topic() === "reduce") return null;
    const { problem } = topic() === "broadcast" ? added : multiplied;
    return problem === null ? null : compiled(topic() === "broadcast" ? "add" : "matmul", x.shape, y.shape, problem);
  };
  return (
    <>
      <Segments
        name="topic"
        legend="What to do with the arrays"
        options={[
          { value: "broadcast", text: "add" },
          { value: "batches", text: "multiply" },
          { value: "reduce", text: "reduce" },
        ]}
        value={props.inputs.topic}
        change={(chosen) => {
          props.change({ topic: chosen, ...SHAPES[chosen] });
          props.go(0);
        }}
      />
      <div class="shapes">
        <ShapeField {...props} name="a" />
        <Show when={topic() !== "reduce"}>
          <ShapeField {...props} name="b" />
        </Show>
      </div>
      <div class="tensors">
        <Operands {...props} />
        <Outcome {...props} />
      </div>
      <Show when={refused()}>{(said) => <CompilerSays {...said()} />}</Show>
    </>
  );
}

/** What TypeScript says of the call, as an editor shows it. */
function CompilerSays(props: Compiled): JSX.Element {
  return (
    <figure class="compiler">
      <figcaption>Before the program runs, TypeScript says</figcaption>
      <pre tabindex={0}>
        <code>{`${props.call}\n`}</code>
        <span aria-hidden="true">{`${props.waves}\n`}</span>
        <code>{`… is not assignable to …\n${props.type}`}</code>
      </pre>
    </figure>
  );
}

/** Shapes that meet, to begin with. */
const SHAPES = {
  broadcast: { a: [2, 3, 1], b: [3] },
  batches: { a: [2, 2, 3], b: [3, 2] },
  reduce: { a: [2, 3, 2] },
};

/** a and b; while they are matched, repeated along the axes that have been compared. */
function Operands(props: Props): JSX.Element {
  const meetings = () => meetingsOf(props.result.x.shape, props.result.y.shape);
  const axes = (): number => (props.result.topic === "broadcast" ? props.at : 0);
  return (
    <>
      <Tensor name="a" cells={props.result.x} layers={layersOf(props.result.x, meetings(), axes())} tone="a" />
      <Show when={props.result.topic !== "reduce"}>
        <Tensor name="b" cells={props.result.y} layers={layersOf(props.result.y, meetings(), axes())} tone="b" />
      </Show>
    </>
  );
}

/** What the step has come to. */
function Outcome(props: Props): JSX.Element {
  const outcome = (): { readonly name: string; readonly cells: Cells } | null => {
    const { topic, added, multiplied, sums, total } = props.result;
    const isLast = props.at === props.steps.length - 1;
    if (topic === "reduce") {
      if (props.at === 0) return null;
      if (isLast) return { name: "sum", cells: { shape: [], values: [total] } };
      return { name: `sum along axis ${props.at - 1}`, cells: sums[props.at - 1] };
    }
    const cells = topic === "broadcast" ? added.ok : multiplied.ok;
    return isLast && cells !== null ? { name: topic === "broadcast" ? "a + b" : "a · b", cells } : null;
  };
  return (
    <Show when={outcome()}>
      {(shown) => <Tensor name={shown().name} cells={shown().cells} layers={layersOf(shown().cells)} tone="c" />}
    </Show>
  );
}

/** From here on numbers are long: three layers of them have just room beside each other. */
const LONG = 10_000;

/** The layers of an array, one beside the other. */
function Tensor(props: {
  readonly name: string;
  readonly cells: Cells;
  readonly layers: readonly (readonly (readonly Cell[])[])[];
  readonly tone: "a" | "b" | "c";
}): JSX.Element {
  return (
    <figure
      class={`tensor tone-${props.tone}`}
      classList={{ dense: props.cells.values.some((value) => Math.abs(value) >= LONG) }}
    >
      <figcaption>
        {props.name} <span class="muted">shape {tuple(props.cells.shape)}</span>
      </figcaption>
      <div class="layers">
        <For each={props.layers}>
          {(rows, layer) => (
            <table aria-label={props.layers.length === 1 ? props.name : `${props.name}, layer ${layer() + 1}`}>
              <tbody>
                <For each={rows}>
                  {(row) => (
                    <tr>
                      <For each={row}>
                        {({ value, isCopy }) => <td classList={{ copy: isCopy }}>{short(value)}</td>}
                      </For>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          )}
        </For>
      </div>
    </figure>
  );
}

/** A shape by the sizes of its axes; an axis of "none" does not exist. */
function ShapeField(props: Props & { readonly name: "a" | "b" }): JSX.Element {
  const sizeAt = (fromRight: number): number => {
    const shape = props.inputs[props.name];
    return shape[shape.length - 1 - fromRight] ?? 0;
  };
  const set = (fromRight: number, size: number): void => {
    const sizes = [0, 1, 2].map((k) => (k === fromRight ? size : sizeAt(k)));
    // without an axis there is none before it either
    const end = sizes.indexOf(0, 1);
    props.change({ [props.name]: sizes.slice(0, end < 0 ? 3 : Math.max(end, 1)).reverse() });
  };
  return (
    <fieldset class="shape-field">
      <legend>Shape of {props.name}</legend>
      <For each={[2, 1, 0]}>
        {(fromRight) => (
          <select
            aria-label={`Shape of ${props.name}, axis ${-1 - fromRight}`}
            disabled={fromRight > props.inputs[props.name].length}
            onChange={({ currentTarget }) => set(fromRight, Number(currentTarget.value))}
          >
            <For each={fromRight === 0 ? [1, 2, 3] : [0, 1, 2, 3]}>
              {(size) => (
                <option value={size} selected={size === sizeAt(fromRight)}>
                  {size === 0 ? "none" : size}
                </option>
              )}
            </For>
          </select>
        )}
      </For>
    </fieldset>
  );
}
