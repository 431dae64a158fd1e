import { type JSX, Show } from "solid-js";
import type { Reconstruction } from "../digits/components.js";
import { decimal, scientific } from "./format.js";

/** What k components lose, measured on the pictures and predicted by the singular values. */
export function ErrorTable(props: {
  readonly k: number;
  readonly measured: Reconstruction | undefined;
  readonly count: number;
}): JSX.Element {
  // while the answer for this k is on its way, the one before it would be wrong
  const current = (): Reconstruction | undefined => (props.measured?.k === props.k ? props.measured : undefined);
  const show = (pick: (measured: Reconstruction) => string): JSX.Element => (
    <Show when={current()} fallback="…">
      {(measured) => pick(measured())}
    </Show>
  );
  return (
    <dl class="numbers">
      <div>
        <dt>Squared error of {decimal(props.count)} rebuilt digits</dt>
        <dd>{show(({ error }) => decimal(error, 3))}</dd>
      </div>
      <div>
        <dt>Sum of σ² left out</dt>
        <dd>{show(({ discarded }) => decimal(discarded, 3))}</dd>
      </div>
      <div>
        <dt>Difference, as a share of ‖X‖²</dt>
        <dd>{show(({ difference }) => (difference === 0 ? "0" : scientific(difference)))}</dd>
      </div>
    </dl>
  );
}
