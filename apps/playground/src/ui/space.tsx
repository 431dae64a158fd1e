import {
  Index,
  type JSX,
  Show,
  createEffect,
  createMemo,
  createResource,
  createSignal,
  mergeProps,
  onMount,
} from "solid-js";
import { type NamePlace, placeApart } from "./name-place.js";
import { Problem } from "./problem.js";
import { BEGIN, type Look } from "./space/look.js";
import { paint } from "./space/paint.js";
import type { Label } from "./space/scene.js";
import { type Movable, SpaceHandle } from "./space/space-handle.js";
import { type AxisNames, type Thing, describe } from "./space/things.js";
import { Turntable } from "./space/turntable.js";
import "./space.css";

export type { Thing, Vector3 } from "./space/things.js";

interface SpaceProps {
  /** What is to be seen, for those who do not see it. */
  readonly label: string;
  readonly reach: number;
  readonly things: readonly Thing[];
  /** Points that can be dragged, and moved by keys. */
  readonly movable?: readonly Movable[];
  /** Names of the axes. Default x, y, z. */
  readonly axes?: AxisNames;
}

/**
 * Space from −reach to reach, with the things that stand in it; it can be turned by dragging, by touch and by keys. Who cannot
 * see it, and a browser without WebGL, are told what stands in it. three.js is loaded with the first space that is drawn.
 */
export function Space(props: SpaceProps): JSX.Element {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2", { alpha: true, antialias: true });
  return (
    <Show
      when={context}
      fallback={
        <p class="space-missing">
          This picture needs WebGL, which this browser does not have or has switched off. {props.label}.{" "}
          {describe(props.things, props.axes)}
        </p>
      }
    >
      {(found) => <Drawn {...props} canvas={canvas} context={found()} />}
    </Show>
  );
}

function Drawn(
  props: SpaceProps & { readonly canvas: HTMLCanvasElement; readonly context: WebGL2RenderingContext },
): JSX.Element {
  const { canvas, context } = props;
  const [look, turn] = createSignal<Look>(BEGIN);
  const [labels, setLabels] = createSignal<readonly Label[]>([]);
  const [isHeld, hold] = createSignal(false);
  // as it was while a point is dragged, or the point would run away from the pointer
  const reach = createMemo((before: number) => (isHeld() ? before : props.reach), props.reach);
  const places = createMemo(() => placesOf(labels(), canvas.clientWidth)); // labels are written anew whenever it changes
  const [drawing] = createResource(() => import("./space/scene.js"));
  onMount(() => {
    createEffect(() => {
      if (drawing.state !== "ready") return;
      const shown = mergeProps(props, {
        get reach() {
          return reach();
        },
      });
      paint(new (drawing().SpaceScene)(canvas, context), canvas, shown, look, setLabels);
    });
  });
  return (
    <div class="space" role="group" aria-label={props.label}>
      <Show when={drawing.state === "errored"}>
        <Problem error={drawing.error} />
      </Show>
      <Turntable look={look()} turn={turn}>
        {canvas}
        <div aria-hidden="true">
          <Index each={labels()}>{(label, i) => <Name of={label()} at={places()[i]} />}</Index>
        </div>
        <Index each={props.movable}>
          {(point) => <SpaceHandle of={point()} look={look()} reach={reach()} hold={hold} />}
        </Index>
      </Turntable>
      <p class="space-hint muted">
        Drag to turn; with keys: arrows, + and −.
        <Show when={props.movable}> Drag a ring to move it; with keys: arrows, Page Up and Page Down.</Show>
      </p>
      <p class="unseen">{describe(props.things, props.axes)}</p>
    </div>
  );
}

/** Where names are written so that none covers another; those of the axes stand where they are. */
function placesOf(labels: readonly Label[], size: number): readonly (NamePlace | null)[] {
  return placeApart(
    labels.map(({ text, tone, left, top }) => (tone === "axis" ? null : { at: [left * size, top * size], name: text })),
    size,
  );
}

function Name(props: { readonly of: Label; readonly at: NamePlace | null }): JSX.Element {
  const left = (): string => (props.at ? `${props.at.x}px` : `${100 * props.of.left}%`);
  const top = (): string => (props.at ? `${props.at.y}px` : `${100 * props.of.top}%`);
  return (
    <span
      class={`space-name tone-${props.of.tone}`}
      classList={{ "at-end": props.at?.["text-anchor"] === "end" }}
      style={{ left: left(), top: top() }}
    >
      {props.of.text}
    </span>
  );
}
