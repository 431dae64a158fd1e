import { type JSX, Show } from "solid-js";
import { short } from "../../ui/format.js";
import type { Point } from "../../ui/plane.js";

/** Numbers keep to tenths while they are dragged, so that they stay short. */
const GRID = 0.1;
const MOST = 10;
/** Pixels of the screen for a tenth. */
const PIXELS = 6;
const KEYS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

/** A number of the picture: dragged up and down, or moved by the arrow keys, by tenths or with Shift by ones. */
export function DraggedNumber(props: {
  readonly at: Point;
  readonly name: string;
  readonly value: number;
  /** What is written, where it is not the value alone. */
  readonly text?: string;
  /** How the loss moves with it, where that is known by now. */
  readonly slope?: number | undefined;
  /** What is seen of it besides the text; a box where there is nothing. */
  readonly children?: JSX.Element;
  readonly change: (value: number) => void;
}): JSX.Element {
  let begin = { y: 0, value: 0 };
  const move = (value: number): void =>
    props.change(Number((Math.round(Math.min(Math.max(value, -MOST), MOST) / GRID) * GRID).toFixed(6)) + 0);
  return (
    <g
      class="dragged-number"
      role="slider"
      tabindex={0}
      aria-label={props.name}
      aria-valuenow={props.value}
      aria-valuemin={-MOST}
      aria-valuemax={MOST}
      aria-valuetext={
        props.slope === undefined ? short(props.value) : `${short(props.value)}, gradient ${short(props.slope)}`
      }
      transform={`translate(${props.at.join(" ")})`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        event.preventDefault(); // or a drag would select text
        begin = { y: event.clientY, value: props.value };
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const tenths = Math.round((begin.y - event.clientY) / PIXELS);
        if (tenths !== 0 || props.value !== begin.value) move(begin.value + tenths * GRID);
      }}
      onKeyDown={(event) => {
        const way = KEYS[event.key];
        if (way === undefined) return;
        event.preventDefault(); // the page would scroll
        move(props.value + way * GRID * (event.shiftKey ? 10 : 1));
      }}
    >
      <Show when={props.children === undefined} fallback={props.children}>
        <rect x={-32} y={-11} width={64} height={props.slope === undefined ? 22 : 37} rx={6} />
      </Show>
      <text y={5}>{props.text ?? short(props.value, 2)}</text>
      <Show when={props.slope !== undefined}>
        <text class="slope" y={20}>{`∂ ${short(props.slope ?? 0, 3)}`}</text>
      </Show>
    </g>
  );
}
