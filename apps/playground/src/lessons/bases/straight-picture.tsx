import { type JSX, Show } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { ColumnHandle } from "../../ui/column-handle.js";
import { columnOf } from "../../ui/columns.js";
import { Handle } from "../../ui/handle.js";
import { MappedGrid } from "../../ui/mapped-grid.js";
import { Plane, type Point } from "../../ui/plane.js";
import { PointMark, classMark } from "../../ui/point-mark.js";
import { createReach } from "../../ui/reach.js";
import { StraightLine } from "../../ui/straight-line.js";
import type { ViewProps } from "../lesson.js";
import { NameOf, pointOf } from "./name-of.js";
import { isIndependent, type lesson } from "./lesson.js";

type Props = ViewProps<typeof lesson>;
type Rows = readonly (readonly number[])[];

/** Sections of the code in which a walk along the basis leads to the point. */
const WALKS = ["solve", "trust"];

/** Two vectors, the grid or the line that they span, and how they lead to a point. */
export function StraightPicture(props: Props): JSX.Element {
  const reach = createReach(() => [...props.inputs.B.flat(), ...props.inputs.p]);
  const scene = (): string => props.steps[props.at]?.code ?? "independent";
  const isWalk = (): boolean => WALKS.includes(scene()) || "C·x" in props.steps[props.at].after;
  return (
    <Plane label="Two vectors, what they span, and a point" reach={reach()}>
      <Show when={isIndependent(props.result)} fallback={<Span B={props.inputs.B} />}>
        <MappedGrid matrix={props.inputs.B} tone="c" />
      </Show>
      <Reduced {...props} />
      <Show when={isWalk() && props.result.coordinates}>
        {(coordinates) => <Walk B={props.inputs.B} coordinates={coordinates()} />}
      </Show>
      <Show when={scene() === "trust" && props.result.nearCoordinates}>
        {(coordinates) => (
          <>
            <Walk B={props.inputs.B} coordinates={coordinates()} />
            <PointMark at={pointOf(props.result.near)} mark={classMark(3)} />
            <NameOf at={props.result.near} text="q" below />
          </>
        )}
      </Show>
      <Arrow to={columnOf(props.inputs.B, 0)} tone="a" name="b₁" />
      <Arrow to={columnOf(props.inputs.B, 1)} tone="b" name="b₂" />
      <ColumnHandle matrix="B" rows={props.inputs.B} column={0} tone="a" change={(B) => props.change({ B })} />
      <ColumnHandle matrix="B" rows={props.inputs.B} column={1} tone="b" change={(B) => props.change({ B })} />
      <Show when={scene() !== "independent"}>
        <Handle at={pointOf(props.inputs.p)} name="The point p" tone="d" move={(p) => props.change({ p })} />
        <NameOf at={props.inputs.p} text="p" />
      </Show>
    </Plane>
  );
}

/** The line of dependent vectors; nothing where both are zero. */
function Span(props: { readonly B: Rows }): JSX.Element {
  const along = (): Point => {
    const [first, second] = [columnOf(props.B, 0), columnOf(props.B, 1)];
    return first[0] === 0 && first[1] === 0 ? second : first;
  };
  return <StraightLine normal={[-along()[1], along()[0]]} offset={0} tone="c" dashed name="all that they reach" />;
}

/** Where operations on rows have carried the columns. */
function Reduced(props: Props): JSX.Element {
  const columns = (): Rows | null => {
    const { R, BA } = props.steps[props.at].after;
    const rows = (R ?? BA)?.map((row) => row.slice(0, 2).map(({ value }) => value));
    return rows === undefined || String(rows) === String(props.inputs.B) ? null : rows;
  };
  return (
    <Show when={columns()}>
      {(rows) => (
        <>
          <Arrow to={columnOf(rows(), 0)} tone="a" dashed name="column 1" />
          <Arrow to={columnOf(rows(), 1)} tone="b" dashed name="column 2" />
        </>
      )}
    </Show>
  );
}

/** Along the first vector, then along the second. */
function Walk(props: { readonly B: Rows; readonly coordinates: readonly number[] }): JSX.Element {
  const corner = (): Point => pointOf(columnOf(props.B, 0).map((value) => value * props.coordinates[0]));
  const end = (): Point => {
    const [x, y] = columnOf(props.B, 1);
    return [corner()[0] + x * props.coordinates[1], corner()[1] + y * props.coordinates[1]];
  };
  return (
    <>
      <Arrow to={corner()} tone="a" dashed />
      <Arrow from={corner()} to={end()} tone="b" dashed />
    </>
  );
}
