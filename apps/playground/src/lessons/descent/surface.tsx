import { For, type JSX, createMemo } from "solid-js";
import { Handle } from "../../ui/handle.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import { PointMark } from "../../ui/point-mark.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import { type Piece, levelLine, levelsOf } from "./level-lines.js";
import { METHODS, type Method, NAMES } from "./methods.js";
import { shapeOf } from "./method-list.js";

type Props = ViewProps<typeof lesson>;

/** Lines of equal height, and the ways down as far as the step that is looked at. */
export function Surface(props: Props): JSX.Element {
  const grid = createMemo(() => props.result.grid, undefined, { equals: isSameSurface });
  const lines = createMemo(() => levelsOf(grid()).map((level) => levelLine(grid(), props.result.reach, level)));
  return (
    <figure>
      <Plane label="The surface from above, with the ways down it" reach={props.result.reach}>
        <For each={lines()}>{(pieces) => <Line pieces={pieces} />}</For>
        <For each={NAMES}>{(name) => <Way {...props} name={name} />}</For>
        <Handle
          at={[props.inputs.start[0], props.inputs.start[1]]}
          name="The start"
          tone="quiet"
          move={(start) => props.change({ start })}
        />
      </Plane>
      <figcaption class="muted">
        Drag the start. {props.at === 0 ? "All steps are shown." : `Shown to step ${props.at}.`}
      </figcaption>
    </figure>
  );
}

/** While the start is dragged, the surface stays. */
function isSameSurface(a: readonly (readonly number[])[], b: typeof a): boolean {
  return a.every((row, i) => row.every((height, j) => Object.is(height, b[i][j])));
}

function Line(props: { readonly pieces: readonly Piece[] }): JSX.Element {
  const { x, y } = usePlane();
  const place = (point: Point): string => `${x(point[0]).toFixed(1)} ${y(point[1]).toFixed(1)}`;
  const path = (): string => props.pieces.map(([from, to]) => `M${place(from)}L${place(to)}`).join("");
  return <path class="level-line" d={path()} />;
}

function Way(props: Props & { readonly name: Method }): JSX.Element {
  const { x, y } = usePlane();
  const points = (): Point[] => {
    const all = props.result.paths[props.name].points;
    const shown = props.at === 0 ? all : all.slice(0, props.at + 1);
    const isNear = ([a, b]: readonly number[]): boolean => Math.abs(a) < 1e4 && Math.abs(b) < 1e4;
    return shown.filter(isNear).map(([a, b]): Point => [a, b]); // far beyond the picture
  };
  const path = (): string => points().map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(" "); // prettier-ignore
  const dots = (): string => points().map(([a, b]) => `M${x(a).toFixed(1)} ${y(b).toFixed(1)}h0`).join(""); // prettier-ignore
  const end = (): Point => points()[points().length - 1];
  return (
    <g class={`way tone-${METHODS[props.name].tone}`} classList={{ told: props.inputs.method === props.name }}>
      <polyline points={path()} />
      <path class="dots" d={dots()} />
      <PointMark at={end()} mark={shapeOf(props.name)} />
    </g>
  );
}
