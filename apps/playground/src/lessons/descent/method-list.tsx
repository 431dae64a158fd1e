import { For, type JSX } from "solid-js";
import { type ClassMark, classMark } from "../../ui/point-mark.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import { METHODS, type Method, NAMES, writeHeight } from "./methods.js";

type Props = ViewProps<typeof lesson>;

/** The mark at the end of a method's way. */
export function shapeOf(name: Method): ClassMark {
  return { ...classMark(NAMES.indexOf(name)), tone: METHODS[name].tone };
}

/** Which mark is which method, how it ended, and whose steps are told. */
export function Methods(props: Props): JSX.Element {
  const ended = (name: Method): string => {
    const { points, values, end } = props.result.paths[name];
    const steps = `${points.length - 1} ${points.length === 2 ? "step" : "steps"}`;
    return end === "diverged" ? `diverges after ${steps}` : `${writeHeight(values[values.length - 1])} after ${steps}`;
  };
  return (
    <fieldset class="methods">
      <legend class="muted">Height at the end; steps of the chosen one are told</legend>
      <For each={NAMES}>
        {(name) => (
          <label>
            <input
              type="radio"
              name="method"
              checked={props.inputs.method === name}
              onChange={() => props.change({ method: name })}
            />
            <svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true" class={`tone-${shapeOf(name).tone}`}>
              <path class="point-mark" d={shapeOf(name).path} />
            </svg>
            <span>
              {METHODS[name].name} <span class="muted">{ended(name)}</span>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
