import { For, type JSX } from "solid-js";

/** A matrix whose entries can be typed. What is not a number yet is left as it was. */
export function MatrixField(props: {
  readonly name: string;
  readonly value: readonly (readonly number[])[];
  readonly change: (value: readonly (readonly number[])[]) => void;
  readonly step?: number;
  readonly most?: number;
}): JSX.Element {
  const set = (i: number, j: number, value: number): void =>
    props.change(props.value.map((row, k) => (k === i ? row.map((old, l) => (l === j ? value : old)) : row)));
  const rows = (): number[] => Array.from(props.value, (_, i) => i);
  const columns = (): number[] => Array.from(props.value[0], (_, j) => j);
  return (
    <fieldset class="matrix-field">
      <legend>{props.name} =</legend>
      <div class="brackets">
        <table role="presentation">
          <tbody>
            <For each={rows()}>
              {(i) => (
                <tr>
                  <For each={columns()}>
                    {(j) => (
                      <td>
                        <input
                          type="number"
                          required
                          aria-label={`${props.name}, row ${i + 1}, column ${j + 1}`}
                          step={props.step ?? "any"}
                          min={-(props.most ?? 100)}
                          max={props.most ?? 100}
                          value={props.value[i][j]}
                          onInput={({ currentTarget }) => {
                            if (currentTarget.validity.valid) set(i, j, currentTarget.valueAsNumber);
                          }}
                        />
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}
