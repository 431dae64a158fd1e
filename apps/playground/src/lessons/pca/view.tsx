import { For, type JSX, Show, createSignal } from "solid-js";
import { OwnTableField } from "../../ui/own-table.js";
import { ClassLegend } from "../../ui/point-mark.js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import "./pca.css";
import { Scatter } from "./scatter.js";
import { Shares } from "./shares.js";

type Props = ViewProps<typeof lesson>;

const SOURCES = [
  { value: "points", text: "Points to drag" },
  { value: "iris", text: "150 irises" },
  { value: "own", text: "Your own" },
] as const;

/** The points with their covariance as an ellipse and the principal axes as arrows, and how much each axis holds. */
export function View(props: Props): JSX.Element {
  const [isBringing, setBringing] = createSignal(props.inputs.source === "own");
  const choose = (source: (typeof SOURCES)[number]["value"]): void => {
    setBringing(source === "own");
    const hasOwn = props.inputs.own.rows.length > 0;
    if (source !== "own" || hasOwn)
      props.change({ source, ...(source === "iris" ? { across: 2, up: 3 } : { across: 0, up: 1 }) });
  };
  const classes = (): string[] => [...new Set(props.result.labels)];
  return (
    <div class="pca">
      <Segments
        name="source"
        legend="Points"
        options={SOURCES}
        value={isBringing() ? "own" : props.inputs.source}
        change={choose}
      />
      <div class="pca-picture">
        <div class="pca-seen">
          <Scatter {...props} classes={classes()} />
          <ClassLegend names={classes()} />
          <Show when={props.result.columns.length > 2}>
            <ColumnChoice {...props} />
          </Show>
        </div>
        <div class="pca-side">
          <Shares ratio={props.result.ratio} k={props.result.k} />
          <Slider
            label="Axes kept"
            range={[1, props.result.ratio.length]}
            step={1}
            value={props.result.k}
            change={(components) => props.change({ components })}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={props.inputs.standardize}
              onChange={({ currentTarget }) => props.change({ standardize: currentTarget.checked })}
            />
            Each column in its own standard deviations
          </label>
        </div>
      </div>
      <Show when={props.inputs.source === "points"}>
        <PointButtons {...props} />
      </Show>
      <Show when={isBringing()}>
        <OwnTableField
          value={props.inputs.own}
          leastColumns={2}
          mostRows={200}
          change={(own) => props.change({ own, source: "own", across: 0, up: 1 })}
        />
      </Show>
    </div>
  );
}

/** Which two of more columns are seen. */
function ColumnChoice(props: Props): JSX.Element {
  const pick = (label: string, value: () => number, change: (j: number) => void): JSX.Element => (
    <label>
      {label}
      <select onChange={({ currentTarget }) => change(Number(currentTarget.value))}>
        <For each={props.result.columns}>
          {(name, j) => (
            <option value={j()} selected={value() === j()}>
              {name}
            </option>
          )}
        </For>
      </select>
    </label>
  );
  return (
    <div class="pca-columns">
      {pick(
        "To the right",
        () => props.inputs.across,
        (across) => props.change({ across }),
      )}
      {pick(
        "Upwards",
        () => props.inputs.up,
        (up) => props.change({ up }),
      )}
    </div>
  );
}

function PointButtons(props: Props): JSX.Element {
  const points = () => props.inputs.points;
  // a golden angle further each time, so that new points spread over the plane
  const next = (): number[] => {
    const angle = 2.4 * points().length;
    return [Math.cos(angle), Math.sin(angle)].map((value) => Math.round(30 * value) / 10);
  };
  return (
    <p class="row">
      <button
        type="button"
        aria-disabled={points().length >= 40}
        onClick={() => points().length < 40 && props.change({ points: [...points(), next()] })}
      >
        Add a point
      </button>
      <button
        type="button"
        aria-disabled={points().length <= 2}
        onClick={() => points().length > 2 && props.change({ points: points().slice(0, -1) })}
      >
        Take one away
      </button>
    </p>
  );
}
