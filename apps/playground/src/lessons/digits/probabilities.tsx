import { For, type JSX } from "solid-js";
import { percent } from "../../ui/format.js";

/** How likely each digit is, as bars; the likeliest stands out. */
export function Probabilities(props: { readonly values: readonly number[] }): JSX.Element {
  const best = (): number => props.values.indexOf(Math.max(...props.values));
  return (
    <table class="probabilities" aria-label="Probability of each digit">
      <tbody>
        <For each={Array.from({ length: 10 }, (_, digit) => digit)}>
          {(digit) => (
            <tr classList={{ best: digit === best() }}>
              <th scope="row">{digit}</th>
              <td class="bar">
                <span style={{ width: `${100 * props.values[digit]}%` }} />
              </td>
              <td>{percent(props.values[digit])}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
