import type { JSX } from "solid-js";
import { type Look, keyed, turned } from "./look.js";

/** Degrees that one turns by dragging across a whole picture. */
const TURN = 200;

/** What can be turned by dragging, by touch and by keys. */
export function Turntable(props: {
  readonly look: Look;
  readonly turn: (to: Look) => void;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <div
      class="space-view"
      role="application"
      aria-roledescription="space"
      aria-label="Turn the space: arrow keys. Plus and minus: come nearer, go away. Home: as it began."
      tabindex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const degrees = TURN / event.currentTarget.clientWidth;
        props.turn(turned(props.look, -event.movementX * degrees, event.movementY * degrees));
      }}
      onKeyDown={(event) => {
        const next = event.ctrlKey || event.metaKey || event.altKey ? null : keyed(props.look, event.key);
        if (next === null) return;
        event.preventDefault(); // the page would scroll
        props.turn(next);
      }}
    >
      {props.children}
    </div>
  );
}
