import type { JSX } from "solid-js";
import { Examples } from "../../ui/examples.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import { FamilyChoice, NumbersChoice, WayChoice } from "./choices.js";
import { EXAMPLES } from "./examples.js";
import "./factorizations.css";
import type { lesson } from "./lesson.js";
import { Picture } from "./picture.js";
import { COSTS, amount } from "./ways.js";

type Props = ViewProps<typeof lesson>;
type Matrix = Props["inputs"]["A"];

/** What the step at hand does to the columns of A, and how A is taken apart. */
export function View(props: Props): JSX.Element {
  /** Cholesky's A stays symmetric: what is typed is typed on both sides. */
  const changeA = (A: Matrix): void => {
    const old = props.inputs.A;
    const mirrored = A.map((row, i) => row.map((entry, j) => (A[j][i] === old[j][i] ? entry : A[j][i])));
    props.change({ A: props.inputs.by === "cholesky" ? mirrored : A });
  };
  return (
    <div class="factorizations" classList={{ solid: props.inputs.A.length === 3 }}>
      <Picture {...props}>
        <details class="costs">
          <summary>Costs</summary>
          <Slider
            label="Unknowns"
            range={[2, 2000]}
            step={1}
            value={props.inputs.n}
            change={(n) => props.change({ n })}
          />
          <Price by={props.inputs.by} n={props.inputs.n} />
        </details>
      </Picture>
      <div class="inputs">
        <MatrixField name="A" value={props.inputs.A} change={changeA} most={1000} />
        <MatrixField
          name="b"
          value={props.inputs.b.map((entry) => [entry])}
          change={(rows) => props.change({ b: rows.map(([entry]) => entry) })}
          most={1000}
        />
        <div class="choices">
          <FamilyChoice inputs={props.inputs} change={props.change} />
          <Examples of={EXAMPLES} inputs={props.inputs} change={props.change} />
        </div>
      </div>
      <div class="inputs">
        <WayChoice inputs={props.inputs} change={props.change} />
        <NumbersChoice inputs={props.inputs} change={props.change} />
      </div>
    </div>
  );
}

/** What the way at hand costs for a matrix of any size. */
function Price(props: { readonly by: Props["inputs"]["by"]; readonly n: number }): JSX.Element {
  const cost = () => COSTS[props.by];
  const once = (): number => cost().cubes * props.n ** 3;
  const each = (): number => cost().squares * props.n ** 2;
  return (
    <p class="price">
      {`${props.n.toLocaleString("en")} unknowns: ${cost().name} would take ${amount(once())} operations once (${cost().once}), and ${amount(each())} for each b (${cost().each}).`}
    </p>
  );
}
