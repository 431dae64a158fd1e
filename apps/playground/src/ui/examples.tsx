import { For, type JSX } from "solid-js";

/** Inputs at which there is something to be seen. */
export interface Example<I> {
  readonly text: string;
  readonly of: Partial<I>;
}

/** Inputs to begin with, by name; what stands in none of them is one's own. */
export function Examples<I>(props: {
  readonly of: readonly Example<I>[];
  readonly inputs: I;
  readonly change: (part: Partial<I>) => void;
}): JSX.Element {
  const current = (): number =>
    props.of.findIndex(({ of }) =>
      (Object.keys(of) as (keyof I)[]).every((name) => JSON.stringify(of[name]) === JSON.stringify(props.inputs[name])),
    );
  return (
    <label class="examples">
      <span>Example</span>
      <select onChange={({ currentTarget }) => props.change(props.of[Number(currentTarget.value)]?.of ?? {})}>
        <option value={-1} selected={current() < 0} disabled>
          your own
        </option>
        <For each={props.of}>
          {({ text }, i) => (
            <option value={i()} selected={current() === i()}>
              {text}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}
