import { For, type JSX, Show } from "solid-js";
import type { Tone } from "../../ui/arrow.js";
import { Handle } from "../../ui/handle.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import { equation } from "../../ui/space/things.js";
import { StraightLine } from "../../ui/straight-line.js";
import type { ViewProps } from "../lesson.js";
import { SHAKE, type lesson, isSolved } from "./lesson.js";
import { systemAt } from "./shown.js";

const NAMES = ["x₁", "x₂"];
const TONES = ["a", "b"] as const;

/** Each equation as the line of its solutions, as the step that is looked at leaves them; where they meet is x. */
export function RowPicture(props: ViewProps<typeof lesson>): JSX.Element {
  const shown = (): readonly (readonly number[])[] => systemAt(props.steps, props.at);
  const isUnique = (): boolean => props.result.free.length === 0;
  const setRight = (values: readonly number[]): void =>
    props.change({ b: values.map((value) => Math.min(Math.max(Number(value.toFixed(4)), -100), 100)) });
  return (
    <Plane label="The lines of the equations, and where they meet" reach={6}>
      <Show when={props.steps[props.at]?.code === SHAKE && props.result.shaken}>
        {(points) => <Region points={points()} />}
      </Show>
      <Show when={isSolved(props.result) && props.result.free.length === 1}>
        <AllSolutions x={props.result.x} way={props.result.free[0]} />
      </Show>
      <For each={TONES}>
        {(tone, i) => (
          <EquationLine
            tone={tone}
            name={`Line of equation ${i() + 1}`}
            given={[...props.inputs.A[i()], props.inputs.b[i()]]}
            shown={shown()[i()]}
            setRight={(right) => setRight(props.inputs.b.map((old, k) => (k === i() ? right : old)))}
          />
        )}
      </For>
      <Show when={isUnique()}>
        <Handle
          at={[props.result.x[0], props.result.x[1]]}
          name="x, the solution"
          tone="c"
          move={(to) => setRight(props.inputs.A.map((row) => row[0] * to[0] + row[1] * to[1]))}
        />
      </Show>
    </Plane>
  );
}

/** The line of an equation; while it is as it was given, it can be moved, and its right-hand side follows. */
function EquationLine(props: {
  readonly tone: Tone;
  readonly name: string;
  /** Coefficients and right-hand side. */
  readonly given: readonly number[];
  readonly shown: readonly number[];
  readonly setRight: (right: number) => void;
}): JSX.Element {
  const normalOf = (row: readonly number[]): Point => [row[0], row[1]];
  const normal = (): Point => normalOf(props.shown);
  const size = (): number => normal()[0] ** 2 + normal()[1] ** 2;
  const isAsGiven = (): boolean => String(props.shown) === String(props.given);
  return (
    <>
      <Show when={!isAsGiven()}>
        <StraightLine normal={normalOf(props.given)} offset={props.given[2]} tone={props.tone} dashed />
      </Show>
      <StraightLine
        normal={normal()}
        offset={props.shown[2]}
        tone={props.tone}
        name={equation(normal(), props.shown[2], NAMES)}
      />
      <Show when={isAsGiven() && size() > 0}>
        <Handle
          at={[(props.shown[2] * normal()[0]) / size(), (props.shown[2] * normal()[1]) / size()]}
          name={props.name}
          tone={props.tone}
          move={(to) => props.setRight(normal()[0] * to[0] + normal()[1] * to[1])}
        />
      </Show>
    </>
  );
}

/** All x + t·n. */
function AllSolutions(props: { readonly x: readonly number[]; readonly way: readonly number[] }): JSX.Element {
  return (
    <StraightLine
      normal={[-props.way[1], props.way[0]]}
      offset={props.way[0] * props.x[1] - props.way[1] * props.x[0]}
      tone="c"
      name="all x + t·n"
    />
  );
}

/** Where the solutions lie when b is not quite known. */
function Region(props: { readonly points: readonly (readonly number[])[] }): JSX.Element {
  const { x, y } = usePlane();
  return (
    <polygon class="blur" points={props.points[0].map((at, k) => `${x(at)},${y(props.points[1][k])}`).join(" ")} />
  );
}
