import { For, type JSX, Show, createMemo } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { createGlide } from "../../ui/glide.js";
import { Handle } from "../../ui/handle.js";
import { MappedGrid } from "../../ui/mapped-grid.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import { Polygon } from "../../ui/polygon.js";
import { createReach } from "../../ui/reach.js";
import { Space, type Thing, type Vector3 } from "../../ui/space.js";
import { StraightLine } from "../../ui/straight-line.js";
import type { ViewProps } from "../lesson.js";
import { type Grip, gripsOf } from "./drag.js";
import type { lesson } from "./lesson.js";
import type { Scene, Span } from "./scene.js";
import { sceneOf } from "./scene-of.js";
import type { Rows, Vector } from "./small-matrices.js";

type Props = ViewProps<typeof lesson>;

/** What the step at hand does to the plane, in which columns can be dragged, or to space, and in words. */
export function Picture(props: Props & { readonly children: JSX.Element }): JSX.Element {
  const glide = createGlide(() => props.at);
  const scene = createMemo((): Scene => sceneOf(props.steps, props.at, props.inputs, props.result.solved, glide()));
  const code = (): string | undefined => props.steps[props.at].code;
  const reach = createReach(() => [...props.inputs.A.flat(), ...(code() === "factor" ? [] : props.inputs.b)], 3);
  return (
    <>
      <Show
        when={props.inputs.A.length === 2}
        fallback={<Space label={scene().told} reach={reach()} things={thingsOf(scene())} />}
      >
        <Plane label={scene().told} reach={reach()}>
          <Flat scene={scene()} />
          <Grips of={gripsOf(props.inputs, code())} change={props.change} />
        </Plane>
      </Show>
      <div class="told">
        <p>{scene().told}</p>
        {props.children}
      </div>
    </>
  );
}

function Flat(props: { readonly scene: Scene }): JSX.Element {
  return (
    <>
      <Show when={props.scene.grid}>{(matrix) => <MappedGrid matrix={matrix()} tone="c" />}</Show>
      <For each={props.scene.circles ?? []}>{(by, i) => <Ring by={by} dashed={i() === 0} />}</For>
      <For each={props.scene.spans ?? []}>{(span) => <Polygon {...span} corners={cornersOf(span)} />}</For>
      <Show when={props.scene.mirror}>
        {(across) => <StraightLine normal={pointOf(across())} offset={0} tone="quiet" dashed />}
      </Show>
      <Show when={props.scene.corner}>{(corner) => <RightAngle {...corner()} />}</Show>
      <For each={props.scene.arrows.filter(({ to }) => to.every(Number.isFinite))}>
        {({ to, from, ...look }) => (
          <Arrow to={pointOf(to)} {...(from === undefined ? {} : { from: pointOf(from) })} {...look} />
        )}
      </For>
    </>
  );
}

/** Handles stay the same elements while they are dragged. */
function Grips(props: { readonly of: readonly Grip[]; readonly change: Props["change"] }): JSX.Element {
  return (
    <For each={props.of.map(({ name }) => name)}>
      {(name, i) => (
        <Show when={props.of[i()]}>
          {(grip) => <Handle at={grip().at} name={name} tone="quiet" move={(to) => props.change(grip().move(to))} />}
        </Show>
      )}
    </For>
  );
}

const TURN = Array.from({ length: 73 }, (_, i) => (i * Math.PI) / 36);

/** What a matrix makes of the unit circle. */
function Ring(props: { readonly by: Rows; readonly dashed: boolean }): JSX.Element {
  const { x, y } = usePlane();
  const outline = (): string => {
    const [[a, b], [c, d]] = props.by;
    return TURN.map((phi) => [Math.cos(phi), Math.sin(phi)])
      .map(([s, t]) => `${x(a * s + b * t)},${y(c * s + d * t)}`)
      .join(" ");
  };
  return <polygon class="ring" classList={{ dashed: props.dashed }} points={outline()} />;
}

/** Pixels of the sides of the sign for a right angle. */
const CORNER = 11;

function RightAngle(props: { readonly at: Vector; readonly one: Vector; readonly other: Vector }): JSX.Element {
  const { x, y } = usePlane();
  const side = ([s, t]: Vector): Point => {
    const length = Math.hypot(s, t);
    return length === 0 ? [0, 0] : [(CORNER * s) / length, (-CORNER * t) / length];
  };
  const path = (): string => {
    const [u, v] = [side(props.one), side(props.other)];
    const [left, top] = [x(props.at[0]), y(props.at[1])];
    return `M${left + u[0]} ${top + u[1]}l${v[0]} ${v[1]}L${left + v[0]} ${top + v[1]}`;
  };
  return <path class="corner" d={path()} />;
}

function thingsOf({ arrows, mirror, spans = [] }: Scene): readonly Thing[] {
  return [
    ...(mirror === undefined
      ? []
      : [{ kind: "plane", normal: vectorOf(mirror), offset: 0, tone: "quiet", name: "mirror" } as const]),
    ...spans.flatMap(({ edges, tone, dashed }): Thing[] =>
      dashed === true ? [] : [{ kind: "parallelepiped", edges: edgesOf(edges), tone }],
    ),
    ...arrows
      .filter(({ to }) => to.every(Number.isFinite))
      .map(({ to, from, ...look }): Thing => ({
        kind: "arrow",
        to: vectorOf(to),
        ...(from === undefined ? {} : { from: vectorOf(from) }),
        ...look,
      })),
  ];
}

function cornersOf({ edges: [u, v] }: Span): readonly Point[] {
  return [[0, 0], pointOf(u), [u[0] + v[0], u[1] + v[1]], pointOf(v)];
}

function edgesOf([u, v, w]: Rows): readonly [Vector3, Vector3, Vector3] {
  return [vectorOf(u), vectorOf(v), vectorOf(w)];
}

function pointOf([x, y]: Vector): Point {
  return [x, y];
}

function vectorOf([x, y, z]: Vector): Vector3 {
  return [x, y, z];
}
