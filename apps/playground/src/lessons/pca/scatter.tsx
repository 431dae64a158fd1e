import { For, type JSX, Show } from "solid-js";
import { Arrow, type Tone } from "../../ui/arrow.js";
import { Handle } from "../../ui/handle.js";
import { Plane, type Point } from "../../ui/plane.js";
import { PointMark, classMark } from "../../ui/point-mark.js";
import { Curve, Segment } from "../../ui/segment.js";
import type { ViewProps } from "../lesson.js";
import { ellipse } from "./ellipse.js";
import { REACH, type lesson } from "./lesson.js";

type Props = ViewProps<typeof lesson> & { readonly classes: readonly string[] };

const AXIS_TONES: readonly Tone[] = ["b", "c"];

/** Two columns of the points, or at the step of the scores two principal axes. */
export function Scatter(props: Props): JSX.Element {
  const stage = (): string | undefined => props.steps[props.at]?.code;
  return (
    <Show
      when={stage() === "scores" && props.result.ratio.length > 1}
      fallback={<InColumns {...props} stage={stage()} />}
    >
      <InScores {...props} />
    </Show>
  );
}

/** The points as they are given: those to drag where they lie, all others seen from their middle. */
function InColumns(props: Props & { readonly stage: string | undefined }): JSX.Element {
  const columns = (): [number, number] => {
    const last = props.result.columns.length - 1;
    const across = Math.min(props.inputs.across, last);
    return [across, Math.min(props.inputs.up, last)];
  };
  const isOwnPlane = (): boolean => props.inputs.source === "points" && !props.inputs.standardize;
  const shift = (j: number): number => (isOwnPlane() ? 0 : props.result.middle[j]);
  const pick = (row: readonly number[]): Point => {
    const [a, b] = columns();
    return [row[a] - shift(a), row[b] - shift(b)];
  };
  const points = (): Point[] => props.result.x.map(pick);
  const middle = (): Point => pick(props.result.middle);
  const reach = (): number => (isOwnPlane() ? REACH : roomFor([...points(), axis(0)]));
  const C = (): number[][] => columns().map((i) => columns().map((j) => props.result.C[i][j]));
  const axis = (i: number): Point => {
    const [a, b] = columns();
    const length = 2 * Math.sqrt(props.result.variance[i] ?? 0);
    const direction = props.result.components[i];
    return [middle()[0] + length * direction[a], middle()[1] + length * direction[b]];
  };
  const names = (): string => columns().map((j) => props.result.columns[j]).join(" to the right, "); // prettier-ignore
  return (
    <figure class="pca-plane">
      <Plane label={`${props.result.x.length} points: ${names()} upwards`} reach={reach()}>
        <Show when={props.stage === "centre"}>
          <For each={points()}>{(point) => <Segment from={middle()} to={point} tone="quiet" />}</For>
        </Show>
        <Curve points={ellipse(C(), middle())} tone="d" />
        <Show when={props.stage === "rebuild"}>
          <For each={points()}>
            {(point, i) => (
              <>
                <Segment from={point} to={pick(props.result.rebuilt[i()])} tone="quiet" />
                <PointMark at={pick(props.result.rebuilt[i()])} mark={markOf(props, i())} hollow />
              </>
            )}
          </For>
        </Show>
        <Show
          when={isOwnPlane()}
          fallback={<For each={points()}>{(point, i) => <PointMark at={point} mark={markOf(props, i())} />}</For>}
        >
          <DragPoints {...props} />
        </Show>
        <For each={props.result.components.slice(0, 2)}>
          {(_, i) => <Arrow from={middle()} to={axis(i())} tone={AXIS_TONES[i()]} name={i() === 0 ? "v₁" : "v₂"} />}
        </For>
      </Plane>
      <figcaption class="muted">
        {isOwnPlane()
          ? "Drag the points. The ellipse reaches two standard deviations, as the arrows do."
          : `From the middle: ${names()} upwards${props.inputs.standardize ? ", in standard deviations" : ""}.`}
      </figcaption>
    </figure>
  );
}

function DragPoints(props: Props): JSX.Element {
  const places = (): number[] => Array.from(props.inputs.points, (_, i) => i);
  const move = (i: number, to: Point): void =>
    props.change({ points: props.inputs.points.map((point, j) => (i === j ? to : point)) });
  return (
    <For each={places().map(String)}>
      {(_, i) => (
        <Show when={props.inputs.points[i()]}>
          {(point) => (
            <Handle at={[point()[0], point()[1]]} name={`Point ${i() + 1}`} tone="a" move={(to) => move(i(), to)} />
          )}
        </Show>
      )}
    </For>
  );
}

/** The points turned, so that the principal axes lie along the page. */
function InScores(props: Props): JSX.Element {
  const points = (): Point[] => props.result.scores.map((score): Point => [score[0], score[1]]);
  const C = (): number[][] => [
    [props.result.variance[0], 0],
    [0, props.result.variance[1]],
  ];
  return (
    <figure class="pca-plane">
      <Plane
        label={`${points().length} points along their first two principal axes`}
        reach={roomFor([...points(), [2 * Math.sqrt(props.result.variance[0]), 0]])}
      >
        <Curve points={ellipse(C(), [0, 0])} tone="d" />
        <For each={points()}>
          {(point, i) => (
            <>
              <Show when={props.result.k === 1}>
                <Segment from={point} to={[point[0], 0]} tone="quiet" />
              </Show>
              <PointMark at={point} mark={markOf(props, i())} />
            </>
          )}
        </For>
        <For each={AXIS_TONES}>
          {(tone, i) => {
            const length = (): number => 2 * Math.sqrt(props.result.variance[i()]);
            return <Arrow to={i() === 0 ? [length(), 0] : [0, length()]} tone={tone} name={i() === 0 ? "v₁" : "v₂"} />;
          }}
        </For>
      </Plane>
      <figcaption class="muted">
        The scores: the same points, turned so that v₁ lies to the right and v₂ upwards.
      </figcaption>
    </figure>
  );
}

function markOf(props: Props, i: number) {
  return classMark(Math.max(props.classes.indexOf(props.result.labels[i]), 0));
}

/** A reach that all points are well within. */
function roomFor(points: readonly Point[]): number {
  const farthest = Math.max(...points.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))));
  return farthest > 0 ? 1.2 * farthest : 1;
}
