import type { Highlight, Matrix } from "@linnet/explain";
import { For, type JSX, Show } from "solid-js";

/** A matrix as a table between brackets; marked entries stand out. */
export function MatrixTable(props: {
  readonly label: string;
  readonly matrix: Matrix;
  readonly marks: readonly Highlight[];
}): JSX.Element {
  const role = (row: number, column: number): string | undefined =>
    props.marks.find((mark) => mark.row === row && mark.column === column)?.role;
  return (
    <div class="brackets">
      <table aria-label={props.label}>
        <tbody>
          <For each={props.matrix}>
            {(row, i) => (
              <tr>
                <For each={row}>
                  {({ text }, j) => (
                    <td>
                      <Show when={role(i(), j())} fallback={text}>
                        {(kind) => <mark class={kind()}>{text}</mark>}
                      </Show>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
