import { For, type JSX } from "solid-js";
import { percent } from "../../ui/format.js";

/** More bars than these say nothing at a glance. */
const MOST = 6;

/** How much of the variance each axis holds, as bars; those that are kept are full. */
export function Shares(props: { readonly ratio: readonly number[]; readonly k: number }): JSX.Element {
  const shown = (): readonly number[] => props.ratio.slice(0, MOST);
  const rest = (): number => props.ratio.slice(MOST).reduce((sum, share) => sum + share, 0);
  return (
    <div class="pca-shares">
      <p class="muted">Share of the variance</p>
      <ol>
        <For each={shown()}>
          {(share, i) => (
            <li>
              <span>v{"₁₂₃₄₅₆"[i()]}</span>
              <span class="bar" classList={{ kept: i() < props.k }} aria-hidden="true">
                <span style={{ width: `${100 * share}%` }} />
              </span>
              <span>{percent(share)}</span>
            </li>
          )}
        </For>
      </ol>
      {props.ratio.length > MOST && <p class="muted">{`${props.ratio.length - MOST} more: ${percent(rest())}`}</p>}
    </div>
  );
}
