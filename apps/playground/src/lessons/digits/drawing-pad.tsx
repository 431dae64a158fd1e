import { For, type JSX, Show, createSignal } from "solid-js";
import { MOST_POINTS, SIDE, type Strokes, pointsOf } from "./strokes.js";

const KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** How far a key moves the pen, and how far with Shift. */
const STEP = 2;
const LEAP = 8;

interface PadProps {
  readonly label: string;
  readonly strokes: Strokes;
  readonly change: (strokes: Strokes) => void;
}

/** A square to draw on: with a pointer or a finger; or with the arrow keys, where space sets the pen down and lifts it. */
export function DrawingPad(props: PadProps): JSX.Element {
  const { pen, isDown, setDown, begin, extend, key } = createPen(props);
  return (
    <svg
      class="drawing-pad"
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      role="application"
      tabindex={0}
      aria-label={props.label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        event.preventDefault(); // or a drag would select text
        setDown(false);
        begin(...placeOf(event, event.currentTarget));
      }}
      onPointerMove={(event) => {
        const pad = event.currentTarget;
        if (!pad.hasPointerCapture(event.pointerId)) return;
        const way = event.getCoalescedEvents();
        for (const point of way.length > 0 ? way : [event]) extend(...placeOf(point, pad));
      }}
      onKeyDown={key}
    >
      <For each={props.strokes}>
        {(stroke) => <polyline points={(stroke.length === 2 ? [...stroke, ...stroke] : stroke).join(" ")} />}
      </For>
      <circle class="pen" classList={{ down: isDown() }} cx={pen()[0]} cy={pen()[1]} r={2} />
      <Show when={props.strokes.length === 0}>
        <text x={SIDE / 2} y={SIDE / 2 + 2}>
          Draw a digit here
        </text>
      </Show>
    </svg>
  );
}

/** Draws with what points and with keys; the keys have a pen of their own, which is somewhere also while it is lifted. */
function createPen(props: PadProps) {
  const [pen, movePen] = createSignal<readonly [number, number]>([SIDE / 2, SIDE / 2]);
  const [isDown, setDown] = createSignal(false);
  const isFull = (): boolean => pointsOf(props.strokes) >= MOST_POINTS;
  const begin = (x: number, y: number): void => {
    if (!isFull()) props.change([...props.strokes, [x, y]]);
  };
  const extend = (x: number, y: number): void => {
    const last = props.strokes.at(-1);
    if (last === undefined || isFull()) return;
    const [oldX, oldY] = last.slice(-2);
    if (Math.hypot(x - oldX, y - oldY) >= STEP) props.change([...props.strokes.slice(0, -1), [...last, x, y]]);
  };
  const key = (event: KeyboardEvent): void => {
    const way = KEYS[event.key];
    if (way !== undefined) {
      const length = event.shiftKey ? LEAP : STEP;
      const [x, y] = pen().map((at, i) => Math.min(Math.max(at + length * way[i], 0), SIDE));
      movePen([x, y]);
      if (isDown()) extend(x, y);
    } else if (event.key === " " || event.key === "Enter") {
      setDown(!isDown());
      if (isDown()) begin(...pen());
    } else if (event.key === "Backspace") {
      setDown(false);
      props.change(props.strokes.slice(0, -1));
    } else if (event.key === "Delete") {
      setDown(false);
      props.change([]);
    } else return;
    event.preventDefault(); // the page would scroll
  };
  return { pen, isDown, setDown, begin, extend, key };
}

/** The point of the square below a pointer. */
function placeOf(event: PointerEvent, pad: SVGSVGElement): readonly [number, number] {
  const box = pad.getBoundingClientRect();
  const at = (along: number, length: number): number =>
    Math.round(Math.min(Math.max((SIDE * along) / length, 0), SIDE));
  return [at(event.clientX - box.left, box.width), at(event.clientY - box.top, box.height)];
}
