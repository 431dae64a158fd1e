import { For, type JSX } from "solid-js";
import { SAMPLES } from "../samples/catalogue.js";

const GROUPS = [...new Set(SAMPLES.map(({ group }) => group))];

/** The samples, by what they are about. Choosing one changes the address, which opens it. */
export function SampleChooser(props: { readonly current: string }): JSX.Element {
  return (
    <select aria-label="Sample" onChange={({ currentTarget }) => (location.hash = `#sample=${currentTarget.value}`)}>
      <option value="" disabled selected={props.current === ""}>
        Your own program
      </option>
      <For each={GROUPS}>
        {(group) => (
          <optgroup label={group}>
            <For each={SAMPLES.filter((sample) => sample.group === group)}>
              {({ id, title }) => (
                <option value={id} selected={id === props.current}>
                  {title}
                </option>
              )}
            </For>
          </optgroup>
        )}
      </For>
    </select>
  );
}
