import type { Matrices } from "@linnet/explain";
import { type JSX, Match, Show, Switch } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { ColumnHandle } from "../../ui/column-handle.js";
import { columnOf, pointsOf } from "../../ui/columns.js";
import { MappedGrid } from "../../ui/mapped-grid.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Plane, type Point } from "../../ui/plane.js";
import { Polygon } from "../../ui/polygon.js";
import { createReach } from "../../ui/reach.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";

type Props = ViewProps<typeof lesson>;
type Rows = readonly (readonly number[])[];

const I: Rows = [
  [1, 0],
  [0, 1],
];

/** What A does to a letter, what elimination does to A and to I, and the way back. */
export function View(props: Props): JSX.Element {
  const scene = (): string => props.steps[props.at]?.code ?? "map";
  const wide = createReach(() => props.inputs.A.flat());
  const close = createReach(() => numbersOf(props.steps[props.at]?.after), 3);
  const reach = (): number => (scene() === "eliminate" ? close() : wide());
  const setA = (A: Rows): void => props.change({ A });
  return (
    <>
      <Plane label={LABELS[scene()]} reach={reach()}>
        <Switch>
          <Match when={scene() === "transpose"}>
            <Transposition {...props} />
          </Match>
          <Match when={scene() === "identity"}>
            <Pair matrix={I} tones={["a", "b"]} names={["e₁", "e₂"]} />
            <Polygon corners={pointsOf(props.result.unmoved)} tone="c" name="I·F" />
          </Match>
          <Match when={scene() === "map"}>
            <MappedGrid matrix={props.inputs.A} tone="c" />
            <Polygon corners={pointsOf(props.result.letter)} tone="quiet" dashed name="F" />
            <Polygon corners={pointsOf(props.result.moved)} tone="c" name="A·F" />
            <Pair matrix={props.inputs.A} tones={["a", "b"]} names={["a₁", "a₂"]} />
          </Match>
          <Match when={scene() === "eliminate"}>
            <Elimination {...props} />
          </Match>
          <Match when={scene() === "undo"}>
            <Polygon corners={pointsOf(props.result.moved)} tone="quiet" dashed name="A·F" />
            <Show when={props.result.back}>
              {(back) => <Polygon corners={pointsOf(back())} tone="c" name="A⁻¹·(A·F)" />}
            </Show>
          </Match>
          <Match when={scene() === "trust"}>
            <Doubt {...props} />
          </Match>
        </Switch>
        <Show when={scene() === "map" || scene() === "transpose" || scene() === "trust"}>
          <ColumnHandle matrix="A" rows={props.inputs.A} column={0} tone="a" change={setA} />
          <ColumnHandle matrix="A" rows={props.inputs.A} column={1} tone="b" change={setA} />
        </Show>
      </Plane>
      <div class="inputs">
        <MatrixField name="A" value={props.inputs.A} change={setA} />
      </div>
    </>
  );
}

const LABELS: Readonly<Record<string, string>> = {
  transpose: "The columns of A, and its rows, which are the columns of the transpose",
  identity: "A letter F, which the identity leaves where it is",
  map: "A letter F, and where A moves it",
  eliminate: "The columns of both halves: operations on rows carry the left ones to the axes",
  undo: "The letter that A has moved, and where the inverse brings it",
  trust: "A small circle around a point of the image, and all that A may have moved into it",
};

/** All entries of some matrices. */
function numbersOf(matrices: Matrices = {}): number[] {
  return Object.values(matrices).flatMap((matrix) => matrix.flatMap((row) => row.map(({ value }) => value)));
}

/** The columns of a matrix as arrows. */
function Pair(props: {
  readonly matrix: Rows;
  readonly tones: readonly ["a" | "c", "b" | "d"];
  readonly names: readonly [string, string];
  readonly dashed?: boolean;
}): JSX.Element {
  return (
    <>
      <Arrow
        to={columnOf(props.matrix, 0)}
        tone={props.tones[0]}
        name={props.names[0]}
        dashed={props.dashed === true}
      />
      <Arrow
        to={columnOf(props.matrix, 1)}
        tone={props.tones[1]}
        name={props.names[1]}
        dashed={props.dashed === true}
      />
    </>
  );
}

/** Columns and rows; where they are the same, they are drawn once. */
function Transposition(props: Props): JSX.Element {
  const isSymmetric = (): boolean => props.inputs.A[0][1] === props.inputs.A[1][0];
  return (
    <Show
      when={isSymmetric()}
      fallback={
        <>
          <Pair matrix={props.result.transposed} tones={["c", "d"]} names={["row 1", "row 2"]} dashed />
          <Pair matrix={props.inputs.A} tones={["a", "b"]} names={["column 1", "column 2"]} />
        </>
      }
    >
      <Pair matrix={props.inputs.A} tones={["a", "b"]} names={["column 1, row 1", "column 2, row 2"]} />
    </Show>
  );
}

/** The halves of [A | I] as the step leaves them; or what the end of the story is about. */
function Elimination(props: Props): JSX.Element {
  const after = () => props.steps[props.at].after;
  const rows = (name: string): Rows | undefined => after()[name]?.map((row) => row.map(({ value }) => value));
  const halves = (): readonly [Rows, Rows] | undefined => {
    const both = rows("AI");
    return both && [both.map((row) => row.slice(0, 2)), both.map((row) => row.slice(2))];
  };
  return (
    <>
      <Show when={halves()}>
        {(pair) => (
          <>
            <Pair matrix={pair()[1]} tones={["c", "d"]} names={["right 1", "right 2"]} dashed />
            <Pair matrix={pair()[0]} tones={["a", "b"]} names={["left 1", "left 2"]} />
          </>
        )}
      </Show>
      <Show when={rows("A⁻¹")}>
        {(inverse) => (
          <>
            <Pair matrix={props.inputs.A} tones={["a", "b"]} names={["a₁", "a₂"]} />
            <Pair matrix={inverse()} tones={["c", "d"]} names={["column 1 of A⁻¹", "column 2 of A⁻¹"]} dashed />
          </>
        )}
      </Show>
      <Show when={rows("x")}>
        {(x) => (
          <>
            <Pair matrix={props.inputs.A} tones={["a", "b"]} names={["a₁", "a₂"]} />
            <Arrow to={[x()[0][0], x()[1][0]]} tone="c" name="x, which goes to 0" />
          </>
        )}
      </Show>
    </>
  );
}

/** The circle around the image of the tip, and what goes into it. */
function Doubt(props: Props): JSX.Element {
  const around = (corners: Rows, offsets: Rows): readonly Point[] => {
    const [x, y] = columnOf(corners, 0);
    return pointsOf(offsets).map(([dx, dy]): Point => [x + dx, y + dy]);
  };
  return (
    <>
      <Pair matrix={props.inputs.A} tones={["a", "b"]} names={["a₁", "a₂"]} />
      <Polygon corners={around(props.result.moved, props.result.circle)} tone="d" name="A·x" />
      <Show when={props.result.doubt}>
        {(doubt) => <Polygon corners={around(props.result.letter, doubt())} tone="c" name="x" />}
      </Show>
    </>
  );
}
