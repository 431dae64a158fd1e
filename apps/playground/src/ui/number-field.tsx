import type { JSX } from "solid-js";

/** A whole number. */
export function NumberField(props: {
  readonly label: string;
  readonly range: readonly [least: number, most: number];
  readonly value: number;
  readonly change: (value: number) => void;
}): JSX.Element {
  return (
    <label class="number-field">
      <span>{props.label}</span>
      <input
        type="number"
        inputmode="numeric"
        required
        step={1}
        min={props.range[0]}
        max={props.range[1]}
        value={props.value}
        onInput={({ currentTarget }) => {
          if (currentTarget.validity.valid) props.change(currentTarget.valueAsNumber);
        }}
      />
    </label>
  );
}
