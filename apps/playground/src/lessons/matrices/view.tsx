import { type JSX, Match, Show, Switch } from "solid-js";
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
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import { LayerDiagram } from "./layer-diagram.js";
import type { lesson } from "./lesson.js";
import "./matrices.css";

type Props = ViewProps<typeof lesson>;

/** The same matrix as points, as the weights of a layer, and as a map of the plane. */
export function View(props: Props): JSX.Element {
  const reach = createReach(() => props.inputs.A.flat());
  return (
    <div class="matrices-lesson">
      <Segments
        name="role"
        legend="Take the numbers as"
        options={[
          { value: "data", text: "data" },
          { value: "weights", text: "weights" },
          { value: "map", text: "a map" },
        ]}
        value={props.inputs.role}
        change={(role) => {
          props.change({ role });
          props.go(0);
        }}
      />
      <Switch>
        <Match when={props.result.role === "data"}>
          <Plane label="The rows of A as two points" reach={reach()}>
            <Data {...props} />
          </Plane>
        </Match>
        <Match when={props.result.role === "weights"}>
          <Weights {...props} />
        </Match>
        <Match when={props.result.role === "map"}>
          <Plane label="Where A moves the grid of the plane, and a letter F" reach={reach()}>
            <MapOfPlane {...props} />
          </Plane>
        </Match>
      </Switch>
      <div class="inputs">
        <MatrixField name="A" value={props.inputs.A} change={(A) => props.change({ A })} />
        <Show when={props.result.role === "weights"}>
          <div class="layer-inputs">
            <InputSlider {...props} place={0} />
            <InputSlider {...props} place={1} />
          </div>
        </Show>
      </div>
    </div>
  );
}

function InputSlider(props: Props & { readonly place: number }): JSX.Element {
  return (
    <Slider
      label={`Input ${props.place + 1}`}
      range={[-3, 3]}
      step={0.1}
      value={props.inputs.x[props.place]}
      change={(value) => props.change({ x: props.inputs.x.map((old, k) => (k === props.place ? value : old)) })}
    />
  );
}

function Data(props: Props): JSX.Element {
  const row = (i: number): Point => [props.inputs.A[i][0], props.inputs.A[i][1]];
  const centre = (): Point => [props.result.centre[0], props.result.centre[1]];
  return (
    <>
      <Show when={props.at === 1}>
        <Arrow from={[0, row(0)[1]]} to={row(0)} tone="a" dashed />
        <Arrow from={[0, row(1)[1]]} to={row(1)} tone="b" dashed />
      </Show>
      <Show when={props.at === 3}>
        <Arrow from={centre()} to={row(0)} tone="a" />
        <Arrow from={centre()} to={row(1)} tone="b" />
      </Show>
      <Show when={props.at >= 2}>
        <Polygon corners={[centre()]} tone="c" name="mean" />
      </Show>
      <DataPoint {...props} row={0} />
      <DataPoint {...props} row={1} />
    </>
  );
}

/** A row as a point that can be dragged. */
function DataPoint(props: Props & { readonly row: number }): JSX.Element {
  const at = (): Point => [props.inputs.A[props.row][0], props.inputs.A[props.row][1]];
  const tone = props.row === 0 ? "a" : "b";
  return (
    <>
      <Polygon corners={[at()]} tone={tone} name={`row ${props.row + 1}`} />
      <Handle
        at={at()}
        name={`Row ${props.row + 1} of A`}
        tone={tone}
        move={(to) => props.change({ A: props.inputs.A.map((old, i) => (i === props.row ? to : old)) })}
      />
    </>
  );
}

function Weights(props: Props): JSX.Element {
  return (
    <LayerDiagram
      weights={props.inputs.A}
      inputs={props.inputs.x}
      outputs={props.result.output}
      isLit={(i, j) => (props.at === 2 ? j === 0 : i === props.at)}
    />
  );
}

function MapOfPlane(props: Props): JSX.Element {
  const setA = (A: readonly (readonly number[])[]): void => props.change({ A });
  const corners = (): readonly Point[] => {
    const [first, second] = [columnOf(props.inputs.A, 0), columnOf(props.inputs.A, 1)];
    return [[0, 0], first, [first[0] + second[0], first[1] + second[1]], second];
  };
  return (
    <>
      <MappedGrid matrix={props.inputs.A} tone="c" />
      <Switch>
        <Match when={props.at < 2}>
          <Arrow to={props.at === 0 ? [1, 0] : [0, 1]} tone="quiet" name={props.at === 0 ? "e₁" : "e₂"} />
        </Match>
        <Match when={props.at === 2}>
          <Polygon corners={pointsOf(props.result.letter)} tone="quiet" dashed name="F" />
          <Polygon corners={pointsOf(props.result.moved)} tone="c" name="A·F" />
        </Match>
        <Match when={props.at === 3}>
          <Polygon corners={UNIT_SQUARE} tone="quiet" dashed />
          <Polygon corners={corners()} tone="d" />
        </Match>
      </Switch>
      <Arrow to={columnOf(props.inputs.A, 0)} tone="a" name="A·e₁" />
      <Arrow to={columnOf(props.inputs.A, 1)} tone="b" name="A·e₂" />
      <ColumnHandle matrix="A" rows={props.inputs.A} column={0} tone="a" change={setA} />
      <ColumnHandle matrix="A" rows={props.inputs.A} column={1} tone="b" change={setA} />
    </>
  );
}

const UNIT_SQUARE: readonly Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
