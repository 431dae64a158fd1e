import { type Accessor, createEffect, onCleanup, untrack } from "solid-js";
import { onFrame } from "../on-frame.js";
import type { Look } from "./look.js";
import type { Colours, Label, SpaceScene } from "./scene.js";
import { type AxisNames, type Thing, XYZ } from "./things.js";

/** More of the screen's pixels to one of CSS would not be seen. */
const PIXELS = 2;

const COLOURS = ["tone-a", "tone-b", "tone-c", "tone-d", "tone-quiet", "line", "strong-line"] as const;

/** Draws whenever the things, the colours, the size or the look have changed; ends with the owner around. */
export function paint(
  scene: SpaceScene,
  canvas: HTMLCanvasElement,
  props: { readonly reach: number; readonly things: readonly Thing[]; readonly axes?: AxisNames },
  look: Accessor<Look>,
  write: (labels: readonly Label[]) => void,
): void {
  let isOpen = true;
  const draw = onFrame((from: Look) => isOpen && write(scene.draw(from)));
  const redraw = (): void => draw(untrack(look));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = (): void => {
    scene.show(props.things, { reach: props.reach, axes: props.axes ?? XYZ, colours: coloursOf(canvas) });
    redraw();
  };
  const observer = new ResizeObserver(() => {
    scene.resize(canvas.clientWidth, canvas.clientHeight, Math.min(devicePixelRatio, PIXELS));
    redraw();
  });
  createEffect(show);
  createEffect(() => draw(look()));
  observer.observe(canvas);
  dark.addEventListener("change", show);
  canvas.addEventListener("webglcontextrestored", redraw);
  onCleanup(() => {
    isOpen = false;
    observer.disconnect();
    dark.removeEventListener("change", show);
    canvas.removeEventListener("webglcontextrestored", redraw);
    scene.dispose();
  });
}

function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const [a, b, c, d, quiet, line, strong] = COLOURS.map((name) => style.getPropertyValue(`--${name}`).trim());
  return { a, b, c, d, quiet, line, "strong-line": strong };
}
