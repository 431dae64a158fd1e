import { For, type JSX } from "solid-js";
import { type ClassMark, classMark } from "../../ui/point-mark.js";
import type { ViewProps } from "../lesson.js";
import type { Path } from "./code.js";
import type { lesson } from "./lesson.js";
import { METHODS, type Method, NAMES, writeHeight } from "./methods.js";

type Props = ViewProps<typeof lesson>;

/** The mark at the end of a method's way. */
export function shapeOf(name: Method): ClassMark {
  return { ...classMark(NAMES.indexOf(name)), tone: METHODS[name].tone };
}

/** Which mark is which method, how it ended, and whose steps are told. */
export function Methods(props: Props): JSX.Element {
  const path = (name: Method): Path => props.result.paths[name];
  const height = (name: Method): string =>
    path(name).end === "diverged"
      ? path(name).points.length === 1
        ? "stuck"
        : "diverges"
      : writeHeight(path(name).values[path(name).values.length - 1]);
  const steps = (name: Method): string => {
    const count = path(name).points.length - 1;
    return count === 1 ? "1 step" : `${count} steps`;
  };
  return (
    <fieldset class="methods">
      <legend class="muted">Height at the end; the chosen one is told</legend>
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
            <span>{METHODS[name].name}</span>
            <span class="height">{height(name)}</span>
            <span class="muted">{steps(name)}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
