import type { JSX } from "solid-js";
import { short } from "./format.js";

/** A number between two others, by a slider. */
export function Slider(props: {
  readonly label: string;
  readonly range: readonly [least: number, most: number];
  readonly step: number;
  readonly value: number;
  readonly change: (value: number) => void;
  /** How the value is written. */
  readonly write?: (value: number) => string;
}): JSX.Element {
  const written = (): string => (props.write ?? short)(props.value);
  return (
    <label class="field slider">
      <span>
        {props.label} <output>{written()}</output>
      </span>
      <input
        type="range"
        aria-label={props.label} // the label around would name the output, which comes first
        min={props.range[0]}
        max={props.range[1]}
        step={props.step}
        value={props.value}
        aria-valuetext={written()}
        onInput={({ currentTarget }) => props.change(currentTarget.valueAsNumber)}
      />
    </label>
  );
}
