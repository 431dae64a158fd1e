import { type JSX, Match, Switch } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { ColumnHandle } from "../../ui/column-handle.js";
import { columnOf, pointsOf } from "../../ui/columns.js";
import { Handle } from "../../ui/handle.js";
import { MappedGrid } from "../../ui/mapped-grid.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Plane, type Point } from "../../ui/plane.js";
import { Polygon } from "../../ui/polygon.js";
import { createReach } from "../../ui/reach.js";
import { Segments } from "../../ui/segments.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import "./products.css";

type Props = ViewProps<typeof lesson>;
type Rows = readonly (readonly number[])[];

/** The product as the chosen reading sees it, then as one map after another. */
export function View(props: Props): JSX.Element {
  const numbers = (): number[] => [...props.inputs.A.flat(), ...props.inputs.B.flat()];
  const close = createReach(numbers, 3);
  const wide = createReach(() => [...numbers(), ...props.result.both.flat(), ...props.result.other.flat()], 3);
  const scene = (): string => {
    const code = props.steps[props.at]?.code ?? "tell";
    return code === "tell" ? props.result.by : code;
  };
  // where nothing can be dragged, all of the letters is seen
  const reach = (): number => (scene() === "both" || scene() === "other" ? wide() : close());
  return (
    <div class="products">
      <Segments
        name="by"
        legend="Read the product by"
        options={[
          { value: "entries", text: "entries" },
          { value: "columns", text: "columns" },
          { value: "outer", text: "outer products" },
        ]}
        value={props.inputs.by}
        change={(by) => {
          props.change({ by });
          props.go(0);
        }}
      />
      <Plane label={LABELS[scene()]} reach={reach()}>
        <Switch fallback={<Composition {...props} scene={scene()} />}>
          <Match when={scene() === "entries"}>
            <RowTimesColumn {...props} />
          </Match>
          <Match when={scene() === "columns"}>
            <Mixture {...props} />
          </Match>
          <Match when={scene() === "outer"}>
            <Layers {...props} />
          </Match>
        </Switch>
      </Plane>
      <div class="inputs">
        <MatrixField name="A" value={props.inputs.A} change={(A) => props.change({ A })} />
        <MatrixField name="B" value={props.inputs.B} change={(B) => props.change({ B })} />
      </div>
    </div>
  );
}

const LABELS: Readonly<Record<string, string>> = {
  entries: "A row of A and a column of B as arrows",
  columns: "A column of the product as a mixture of the columns of A",
  outer: "What the sum of the outer products so far makes of a letter F",
  first: "A letter F, and where B moves it",
  second: "The letter that B has moved, and where A moves it",
  both: "A letter F, and where A·B moves it at once",
  other: "Where A·B moves a letter F, and where B·A does",
};

/** Entry (i, j): row i of A along the shadow that column j of B throws on it. */
function RowTimesColumn(props: Props): JSX.Element {
  const i = (): number => Math.floor(props.at / 2);
  const j = (): number => props.at % 2;
  const row = (): Point => [props.inputs.A[i()][0], props.inputs.A[i()][1]];
  const shadow = (): Point => {
    const [[r, s], [b, c]] = [row(), columnOf(props.inputs.B, j())];
    const share = r === 0 && s === 0 ? 0 : (r * b + s * c) / (r * r + s * s);
    return [share * r, share * s];
  };
  return (
    <>
      <Arrow from={columnOf(props.inputs.B, j())} to={shadow()} tone="quiet" dashed />
      <Arrow to={shadow()} tone="c" name={Math.hypot(...shadow()) > 0.5 ? "shadow" : ""} />
      <Arrow to={row()} tone="a" name={`row ${i() + 1} of A`} />
      <Arrow to={columnOf(props.inputs.B, j())} tone="b" name={`b${SUBSCRIPTS[j()]}`} />
      <Handle
        at={row()}
        name={`Row ${i() + 1} of A`}
        tone="a"
        move={(to) => props.change({ A: props.inputs.A.map((old, k) => (k === i() ? to : old)) })}
      />
      <Dragged {...props} matrix="B" column={j()} tone="b" />
    </>
  );
}

/** Column j of the product: so much of a₁, then so much of a₂. */
function Mixture(props: Props): JSX.Element {
  const weights = (): Point => columnOf(props.inputs.B, props.at);
  const part = (): Point => {
    const [x, y] = columnOf(props.inputs.A, 0);
    return [weights()[0] * x, weights()[0] * y];
  };
  const sum = (): Point => columnOf(props.result.product, props.at);
  return (
    <>
      <Arrow to={columnOf(props.inputs.A, 0)} tone="a" name="a₁" />
      <Arrow to={columnOf(props.inputs.A, 1)} tone="b" name="a₂" />
      <Arrow to={part()} tone="a" dashed />
      <Arrow from={part()} to={sum()} tone="b" dashed />
      <Arrow to={sum()} tone="c" name={`c${SUBSCRIPTS[props.at]}`} />
      <Dragged {...props} matrix="A" column={0} tone="a" />
      <Dragged {...props} matrix="A" column={1} tone="b" />
    </>
  );
}

/** The outer products so far: one flattens the plane to a line, two fill it again. */
function Layers(props: Props): JSX.Element {
  const sum = (): Rows => props.steps[props.at].after["C"].map((row) => row.map(({ value }) => value));
  return (
    <>
      <Polygon corners={pointsOf(props.result.letter)} tone="quiet" dashed />
      <MappedGrid matrix={sum()} tone="c" />
      <Polygon corners={pointsOf(times(sum(), props.result.letter))} tone="c" />
      <Arrow
        to={columnOf(props.inputs.A, props.at)}
        tone={props.at === 0 ? "a" : "b"}
        name={`a${SUBSCRIPTS[props.at]}`}
      />
      <Dragged {...props} matrix="A" column={props.at} tone={props.at === 0 ? "a" : "b"} />
    </>
  );
}

/** The letter before and after a map. */
function Composition(props: Props & { readonly scene: string }): JSX.Element {
  const map = (): Rows => {
    if (props.scene === "first") return props.inputs.B;
    return props.scene === "second" ? props.inputs.A : props.result.product;
  };
  const moved = (): "A" | "B" => (props.scene === "first" ? "B" : "A");
  const before = (): Rows => {
    if (props.scene === "other") return props.result.other;
    return props.scene === "second" ? props.result.first : props.result.letter;
  };
  const after = (): Rows => {
    if (props.scene === "first") return props.result.first;
    return props.scene === "second" ? props.result.second : props.result.both;
  };
  const names = (): readonly [string, string] => NAMES[props.scene];
  return (
    <>
      <MappedGrid matrix={map()} tone="c" />
      <Polygon corners={pointsOf(before())} tone={props.scene === "other" ? "d" : "quiet"} dashed name={names()[0]} />
      <Polygon corners={pointsOf(after())} tone="c" name={names()[1]} />
      <Switch>
        <Match when={props.scene === "first" || props.scene === "second"}>
          <Arrow to={columnOf(map(), 0)} tone="a" name={`${moved().toLowerCase()}₁`} />
          <Arrow to={columnOf(map(), 1)} tone="b" name={`${moved().toLowerCase()}₂`} />
          <Dragged {...props} matrix={moved()} column={0} tone="a" />
          <Dragged {...props} matrix={moved()} column={1} tone="b" />
        </Match>
      </Switch>
    </>
  );
}

const NAMES: Readonly<Record<string, readonly [before: string, after: string]>> = {
  first: ["F", "B·F"],
  second: ["B·F", "A·(B·F)"],
  both: ["F", "(A·B)·F"],
  other: ["(B·A)·F", "(A·B)·F"],
};

const SUBSCRIPTS: readonly string[] = ["₁", "₂"];

/** A column of A or B that can be dragged. */
function Dragged(
  props: Props & { readonly matrix: "A" | "B"; readonly column: number; readonly tone: "a" | "b" },
): JSX.Element {
  return (
    <ColumnHandle
      matrix={props.matrix}
      rows={props.inputs[props.matrix]}
      column={props.column}
      tone={props.tone}
      change={(rows) => props.change({ [props.matrix]: rows })}
    />
  );
}

function times(matrix: Rows, corners: Rows): Rows {
  return matrix.map(([a, b]) => corners[0].map((x, k) => a * x + b * corners[1][k]));
}
