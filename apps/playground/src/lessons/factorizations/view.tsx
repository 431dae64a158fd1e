import { For, type JSX } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { Handle } from "../../ui/handle.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Plane, type Point } from "../../ui/plane.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import { reachOf } from "../reach.js";
import { Choices } from "./choices.js";
import { COSTS, amount } from "./costs.js";
import { Examples } from "./examples.js";
import "./factorizations.css";
import type { lesson } from "./lesson.js";
import { arrowsOf } from "./picture.js";

type Props = ViewProps<typeof lesson>;

/** The rows or columns of A as arrows, and what the step at hand does to them. */
export function View(props: Props): JSX.Element {
  return (
    <div class="factorizations">
      <Picture {...props} />
      <div class="inputs">
        <MatrixField name="A" value={props.inputs.A} change={(A) => props.change({ A })} most={1000} />
        <MatrixField
          name="b"
          value={props.inputs.b.map((entry) => [entry])}
          change={(rows) => props.change({ b: rows.map(([entry]) => entry) })}
          most={1000}
        />
        <Examples change={props.change} />
      </div>
      <Choices inputs={props.inputs} change={props.change}>
        <Slider
          label="Unknowns"
          range={[2, 2000]}
          step={1}
          value={props.inputs.n}
          change={(n) => props.change({ n })}
        />
      </Choices>
      <Price by={props.inputs.by} n={props.inputs.n} />
    </div>
  );
}

function Picture(props: Props): JSX.Element {
  const A = (): Props["inputs"]["A"] => props.inputs.A;
  const ofRows = (): boolean => props.inputs.by.startsWith("lu") && props.steps[props.at].code === "factor";
  const arrows = () => arrowsOf(props.steps[props.at], props.inputs, props.result.solved?.x);
  const reach = (): number => reachOf([...A().flat(), ...props.inputs.b], 6);
  const vectorAt = (k: number): Point => (ofRows() ? [A()[k][0], A()[k][1]] : [A()[0][k], A()[1][k]]);
  const move = (k: number, to: Point): void =>
    props.change({
      A: A().map((row, i) => row.map((entry, j) => (ofRows() ? (i === k ? to[j] : entry) : j === k ? to[i] : entry))),
    });
  return (
    <Plane label={`The ${ofRows() ? "rows" : "columns"} of A as arrows, at this step`} reach={reach()}>
      <For each={arrows()}>
        {({ to, from, ...look }) => (
          <Arrow to={[to[0], to[1]]} {...(from === undefined ? {} : { from: [from[0], from[1]] })} {...look} />
        )}
      </For>
      <For each={[0, 1]}>
        {(k) => (
          <Handle
            at={vectorAt(k)}
            name={`${ofRows() ? "Row" : "Column"} ${k + 1} of A`}
            tone="quiet"
            move={(to) => move(k, to)}
          />
        )}
      </For>
    </Plane>
  );
}

/** What the way at hand costs for a matrix of any size. */
function Price(props: { readonly by: Props["inputs"]["by"]; readonly n: number }): JSX.Element {
  const cost = () => COSTS[props.by];
  const once = (): number => cost().cubes * props.n ** 3;
  const each = (): number => cost().squares * props.n ** 2;
  return (
    <p class="price">
      {`${props.n.toLocaleString("en")} unknowns would cost ${amount(once())} operations once (${cost().once}) and ${amount(each())} for each b (${cost().each}).`}
    </p>
  );
}
