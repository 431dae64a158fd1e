import { For, type JSX } from "solid-js";

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** How likely each digit is in percent, as bars; the likeliest stands out. */
export function Probabilities(props: { readonly values: readonly number[] }): JSX.Element {
  const best = (): number => props.values.indexOf(Math.max(...props.values));
  return (
    <table class="probabilities">
      <caption>Probability of each digit in percent</caption>
      <tbody>
        <tr>
          <For each={DIGITS}>
            {(digit) => (
              <td classList={{ best: digit === best() }}>
                {Math.round(100 * props.values[digit])}
                <span class="bar" style={{ height: `${100 * props.values[digit]}%` }} />
              </td>
            )}
          </For>
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <For each={DIGITS}>
            {(digit) => (
              <th scope="col" classList={{ best: digit === best() }}>
                {digit}
              </th>
            )}
          </For>
        </tr>
      </tfoot>
    </table>
  );
}
