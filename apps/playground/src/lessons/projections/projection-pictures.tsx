import { type JSX, Show } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { Handle } from "../../ui/handle.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import { createReach } from "../../ui/reach.js";
import { cross } from "../../ui/space/clip.js";
import { Space, type Thing, type Vector3 } from "../../ui/space.js";
import { StraightLine } from "../../ui/straight-line.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";

type Props = ViewProps<typeof lesson>;

/** b, its shadow p on the line of a, and what is left between them. */
export function LinePicture(props: Props): JSX.Element {
  const reach = createReach(() => [...props.inputs.A.flat(), ...props.inputs.b]);
  const a = (): Point => [props.inputs.A[0][0], props.inputs.A[1][0]];
  const b = (): Point => [props.inputs.b[0], props.inputs.b[1]];
  const p = (): Point => [props.result.nearest[0], props.result.nearest[1]];
  return (
    <Plane label="b, the line of a, and the point p of it that is nearest to b" reach={reach()}>
      <StraightLine normal={[-a()[1], a()[0]]} offset={0} tone="quiet" />
      <RightAngle at={p()} one={a()} other={props.result.rest} />
      <Arrow from={p()} to={b()} tone="d" dashed name="" />
      <Arrow to={a()} tone="a" name="a" />
      <Arrow to={p()} tone="c" name="p" />
      <Arrow to={b()} tone="b" name="b" />
      <Handle
        at={a()}
        name="a, the direction of the line"
        tone="a"
        move={(to) => props.change({ A: [[to[0]], [to[1]]] })}
      />
      <Handle at={b()} name="b, what is projected" tone="b" move={(to) => props.change({ b: to })} />
    </Plane>
  );
}

/** Pixels of the sides of the sign for a right angle. */
const CORNER = 12;

/** The sign for a right angle between two directions; nothing where one is zero. */
function RightAngle(props: {
  readonly at: Point;
  readonly one: readonly number[];
  readonly other: readonly number[];
}): JSX.Element {
  const { x, y } = usePlane();
  const unit = ([s, t]: readonly number[]): Point => {
    const length = Math.hypot(s, t);
    return [(CORNER * s) / length, (-CORNER * t) / length];
  };
  const path = (): string => {
    const [u, v] = [unit(props.one), unit(props.other)];
    const [left, top] = [x(props.at[0]), y(props.at[1])];
    return `M${left + u[0]} ${top + u[1]}l${v[0]} ${v[1]}L${left + v[0]} ${top + v[1]}`;
  };
  const isSeen = (): boolean => Math.hypot(...props.one) > 1e-9 && Math.hypot(...props.other) > 1e-9;
  return (
    <Show when={isSeen()}>
      <path d={path()} fill="none" stroke="currentColor" />
    </Show>
  );
}

/** b, its shadow p on the plane of two columns, and what is left between them. */
export function PlanePicture(props: Props): JSX.Element {
  const reach = createReach(() => [...props.inputs.A.flat(), ...props.inputs.b], 3);
  const things = (): Thing[] => {
    const { A, b } = props.inputs;
    const [one, other] = [0, 1].map((j): Vector3 => [A[0][j], A[1][j], A[2][j]]);
    const [to, nearest] = [b, props.result.nearest].map(([x, y, z]): Vector3 => [x, y, z]);
    return [
      ...spanOf(one, other, props.result.rank),
      { kind: "arrow", to: one, tone: "a", name: "a₁" },
      { kind: "arrow", to: other, tone: "quiet", name: "a₂" },
      { kind: "arrow", to, tone: "b", name: "b" },
      { kind: "arrow", to: nearest, tone: "c", name: "p" },
      { kind: "path", points: [nearest, to], tone: "d", dashed: true },
    ];
  };
  return (
    <Space
      label="b, the plane of the columns of A, and the point p of it that is nearest to b"
      reach={reach()}
      things={things()}
    />
  );
}

function spanOf(one: Vector3, other: Vector3, rank: number): Thing[] {
  if (rank === 2) return [{ kind: "plane", normal: cross(one, other), offset: 0, tone: "a" }];
  const along = Math.hypot(...one) > 0 ? one : other;
  return rank === 1 ? [{ kind: "line", through: [0, 0, 0], along, tone: "a" }] : [];
}
