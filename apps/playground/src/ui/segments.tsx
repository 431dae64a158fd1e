import { For, type JSX } from "solid-js";

/** One choice of a few, as radio buttons side by side. */
export function Segments<T extends string>(props: {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly value: T;
  readonly change: (value: T) => void;
}): JSX.Element {
  return (
    <fieldset class="segments">
      <legend>{props.legend}</legend>
      <div>
        <For each={props.options}>
          {({ value, text }) => (
            <label>
              <input
                type="radio"
                name={props.name}
                checked={props.value === value}
                onChange={() => props.change(value)}
              />
              <span>{text}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
