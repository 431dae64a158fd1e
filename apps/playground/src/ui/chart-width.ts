import { type Accessor, createSignal, onCleanup } from "solid-js";

/** CSS pixels that a chart is drawn for: half of a column on wide screens, all of it on phones. */
export function createChartWidth(): Accessor<number> {
  const wide = matchMedia("(min-width: 48rem)");
  const widthOf = (): number => (wide.matches ? 440 : 350);
  const [width, setWidth] = createSignal(widthOf());
  const change = (): void => void setWidth(widthOf());
  wide.addEventListener("change", change);
  onCleanup(() => wide.removeEventListener("change", change));
  return width;
}
