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
import { Problem } from "./problem.js";
import { BEGIN, type Look } from "./space/look.js";
import { paint } from "./space/paint.js";
import type { Label } from "./space/scene.js";
import { type Movable, SpaceHandle } from "./space/space-handle.js";
import { type AxisNames, type Thing, describe } from "./space/things.js";
import { Turntable } from "./space/turntable.js";
import "./space.css";

export type { Thing, Vector3 } from "./space/things.js";

/** From this share of the width on, names stand to the left of what they name. */
const NEAR_RIGHT = 0.88;

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
          <Index each={labels()}>{(label) => <Name of={label()} />}</Index>
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

function Name(props: { readonly of: Label }): JSX.Element {
  return (
    <span
      class={`space-name tone-${props.of.tone}`}
      classList={{ "at-right": props.of.left > NEAR_RIGHT }}
      style={{ left: `${100 * props.of.left}%`, top: `${100 * props.of.top}%` }}
    >
      {props.of.text}
    </span>
  );
}
