import { For, Index, type JSX } from "solid-js";

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** How many of each digit are read as which; what is right stands in the diagonal. */
export function Confusion(props: { readonly counts: readonly (readonly number[])[] }): JSX.Element {
  return (
    <figure class="confusion chart">
      <figcaption>Row: is. Column: is read as.</figcaption>
      <table aria-label="How many of each digit are read as which">
        <thead>
          <tr>
            <td />
            <For each={DIGITS}>{(digit) => <th scope="col">{digit}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <Index each={props.counts}>
            {(row, is) => (
              <tr>
                <th scope="row">{is}</th>
                <Index each={row()}>
                  {(count, read) => (
                    <td classList={{ right: is === read, wrong: is !== read && count() > 0 }}>{count() || "·"}</td>
                  )}
                </Index>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
    </figure>
  );
}
