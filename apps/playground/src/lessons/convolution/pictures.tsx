import { For, type JSX, Show } from "solid-js";
import { short } from "../../ui/format.js";
import { GrayPicture } from "../../ui/gray-picture.js";
import type { ViewProps } from "../lesson.js";
import { type lesson, outputAt } from "./lesson.js";
import { type Place, padded, placesUnder } from "./windows.js";

type Props = ViewProps<typeof lesson>;

/** The image with the window of the step, and the result with the pixel that it becomes. */
export function Pictures(props: Props): JSX.Element {
  const output = (): Place | null => outputAt(props.at, props.result.y);
  const shown = (): number[][] => padded(props.result.x, props.inputs);
  const under = (): Place[] => {
    const place = output();
    return place === null ? [] : placesUnder(place, props.inputs.kernel.length, props.inputs);
  };
  const isSigned = (): boolean => Math.abs(props.inputs.kernel.flat().reduce((sum, value) => sum + value, 0)) < 1e-4;
  const largest = (): number => Math.max(...props.result.y.flat().map(Math.abs), 1e-12);
  const shade = (value: number): number => (isSigned() ? 0.5 + value / (2 * largest()) : value);
  return (
    <div class="convolution-pictures">
      <figure>
        <Grid
          rows={shown()}
          ring={props.inputs.padding}
          marked={under()}
          label={`The image, ${props.result.x.length} rows of ${props.result.x[0].length} pixels`}
        />
        <figcaption class="muted">
          {props.inputs.padding > 0 ? "The image in its ring of zeros" : "The image"}, and the window on it
        </figcaption>
      </figure>
      <figure>
        <Grid
          rows={props.result.y.map((row) => row.map(shade))}
          ring={0}
          marked={marked(output())}
          label={`The result, ${props.result.y.length} rows of ${props.result.y[0].length} pixels`}
          pick={([i, j]) => props.go(1 + i * props.result.y[0].length + j)}
        />
        <figcaption class="muted">
          {isSigned()
            ? `The result: gray is 0, white ${short(largest(), 2)}. `
            : "The result: black is 0, white is 1. "}
          Click a pixel of it.
        </figcaption>
      </figure>
    </div>
  );
}

function marked(place: Place | null): Place[] {
  return place === null ? [] : [place];
}

/** A gray picture with some of its pixels framed. */
function Grid(props: {
  readonly rows: readonly (readonly number[])[];
  /** Pixels around the picture that do not belong to it. */
  readonly ring: number;
  readonly marked: readonly Place[];
  readonly label: string;
  readonly pick?: (place: Place) => void;
}): JSX.Element {
  const [height, width] = [(): number => props.rows.length, (): number => props.rows[0].length];
  const pick = (event: PointerEvent & { readonly currentTarget: Element }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const i = Math.floor(((event.clientY - box.top) / box.height) * height());
    const j = Math.floor(((event.clientX - box.left) / box.width) * width());
    const isInside = i >= 0 && j >= 0 && i < height() && j < width();
    if (isInside) props.pick?.([i, j]);
  };
  return (
    <div
      class="pixel-grid"
      classList={{ pickable: props.pick !== undefined }}
      onPointerDown={pick}
      onPointerMove={(event) => event.buttons === 1 && pick(event)}
    >
      <GrayPicture rows={props.rows} label={props.label} />
      <svg viewBox={`0 0 ${width()} ${height()}`} aria-hidden="true">
        <Show when={props.ring > 0}>
          <rect
            class="ring"
            x={props.ring}
            y={props.ring}
            width={width() - 2 * props.ring}
            height={height() - 2 * props.ring}
          />
        </Show>
        <For each={props.marked}>{([i, j]) => <rect class="under" x={j} y={i} width={1} height={1} />}</For>
      </svg>
    </div>
  );
}
