import { type JSX, Show } from "solid-js";
import { adoptStyle } from "./chart-style.js";

/**
 * A chart that `@linnet/plot` drew in the worker. Its SVG is the library's own output, in which every text is escaped; it
 * carries its own accessible name and description, and replaces the one before it in one go, so that nothing flickers.
 */
export function Chart(props: { readonly svg: string | undefined; readonly waiting: string }): JSX.Element {
  return (
    <div class="chart">
      <Show when={props.svg} fallback={<p class="waiting">{props.waiting}</p>}>
        {(svg) => <div innerHTML={adoptStyle(svg())} />}
      </Show>
    </div>
  );
}
