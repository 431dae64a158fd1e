import { type JSX, Show } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { type Example, Examples } from "../../ui/examples.js";
import { Handle } from "../../ui/handle.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Plane, type Point } from "../../ui/plane.js";
import { Polygon } from "../../ui/polygon.js";
import { createReach } from "../../ui/reach.js";
import { Segments } from "../../ui/segments.js";
import { Space, type Thing, type Vector3 } from "../../ui/space.js";
import type { ViewProps } from "../lesson.js";
import { matrixAt } from "../matrix-at.js";
import type { Inputs } from "./code.js";
import { EXAMPLES } from "./examples.js";
import { exactly, type lesson } from "./lesson.js";
import "./determinant.css";

type Props = ViewProps<typeof lesson>;
type Columns = readonly (readonly number[])[];

const NAMES = ["a₁", "a₂", "a₃"];
const TONES = ["a", "b", "d"] as const;

/** What the columns of A span, and what elimination makes of it. */
export function View(props: Props): JSX.Element {
  const size = (): 2 | 3 => (props.inputs.A.length === 2 ? 2 : 3);
  const isComputed = (): boolean => props.result.U.length === size(); // it comes a moment after what is typed
  const examples = (): readonly Example<Inputs>[] => EXAMPLES[size()];
  return (
    <div class="determinant" classList={{ solid: size() === 3 }}>
      <Show when={isComputed()}>
        <Show when={size() === 2} fallback={<Solid {...props} />}>
          <Flat {...props} />
        </Show>
      </Show>
      <div class="inputs">
        <MatrixField name="A" value={props.inputs.A} change={(A) => props.change({ A })} />
        <div class="choices">
          <Segments
            name="size"
            legend="Size"
            options={[
              { value: "2", text: "2 × 2" },
              { value: "3", text: "3 × 3" },
            ]}
            value={size() === 2 ? "2" : "3"}
            change={(to) => props.change(EXAMPLES[to === "2" ? 2 : 3][0].of)}
          />
          <Examples of={examples()} inputs={props.inputs} change={props.change} />
        </div>
      </div>
    </div>
  );
}

/** The triangle that elimination has reached, once it has begun. */
function triangleAt(props: Props): Columns | undefined {
  const U = matrixAt(props.steps, props.at, "U");
  return U === undefined || String(U) === String(props.inputs.A) ? undefined : U;
}

function pointOf(A: Columns, j: number): Point {
  return [A[0][j], A[1][j]];
}

function Flat(props: Props): JSX.Element {
  const reach = createReach(() => props.inputs.A.flat());
  const move = (j: number, to: Point): void =>
    props.change({ A: props.inputs.A.map((row, i) => row.map((entry, k) => (k === j ? to[i] : entry))) });
  const area = (): number => exactly(props.result);
  const column = (j: number): Point => pointOf(props.inputs.A, j);
  return (
    <>
      <Plane label="The unit square, and the parallelogram of the columns of A" reach={reach()}>
        <Polygon corners={corners([1, 0], [0, 1])} tone="quiet" dashed />
        <Polygon corners={corners(column(0), column(1))} tone={area() < 0 ? "d" : "c"} />
        <Show when={triangleAt(props)}>
          {(U) => (
            <>
              <Polygon corners={corners(pointOf(U(), 0), pointOf(U(), 1))} tone="quiet" />
              <Arrow to={pointOf(U(), 0)} tone="a" dashed name="u₁" />
              <Arrow to={pointOf(U(), 1)} tone="b" dashed name="u₂" />
            </>
          )}
        </Show>
        <Arrow to={column(0)} tone="a" name="a₁" />
        <Arrow to={column(1)} tone="b" name="a₂" />
        <Handle at={column(0)} name="a₁, the first column of A" tone="a" move={(to) => move(0, to)} />
        <Handle at={column(1)} name="a₂, the second column of A" tone="b" move={(to) => move(1, to)} />
      </Plane>
      <p class="measure">
        <Show when={triangleAt(props)} fallback="Dashed: the unit square.">
          Grey: after elimination, of the same area.
        </Show>
      </p>
    </>
  );
}

function Solid(props: Props): JSX.Element {
  const reach = createReach(() => props.inputs.A.flat(), 3);
  const volume = (): number => exactly(props.result);
  const edges = (A: Columns): readonly [Vector3, Vector3, Vector3] => [edge(A, 0), edge(A, 1), edge(A, 2)];
  const things = (): Thing[] => {
    const U = triangleAt(props);
    return [
      { kind: "parallelepiped", edges: edges(props.inputs.A), tone: volume() < 0 ? "d" : "c" },
      ...NAMES.map((name, j): Thing => ({ kind: "arrow", to: edge(props.inputs.A, j), tone: TONES[j], name })),
      ...(U === undefined ? [] : [{ kind: "parallelepiped", edges: edges(U), tone: "quiet", name: "U" } as const]),
    ];
  };
  return (
    <>
      <Space label="The parallelepiped of the columns of A" reach={reach()} things={things()} />
      <p class="measure">
        <Show when={triangleAt(props)} fallback="The parallelepiped of the columns of A.">
          Grey: after elimination, of the same volume.
        </Show>
      </p>
    </>
  );
}

function edge(A: Columns, j: number): Vector3 {
  return [A[0][j], A[1][j], A[2][j]];
}

function corners(u: Point, v: Point): readonly Point[] {
  return [[0, 0], u, [u[0] + v[0], u[1] + v[1]], v];
}
