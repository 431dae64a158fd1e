import { For, type JSX } from "solid-js";

const HEIGHT = 120;

/** σ² of each component as a bar: those kept in colour, those discarded in grey. */
export function SpectrumBars(props: { readonly energies: readonly number[]; readonly k: number }): JSX.Element {
  const heightOf = (energy: number): number => (HEIGHT * energy) / props.energies[0];
  const label = (): string =>
    `Squared singular values of ${props.energies.length} components as bars; the first ${props.k} are kept.`;
  return (
    <figure class="spectrum">
      <svg
        viewBox={`0 0 ${8 * props.energies.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label()}
      >
        <For each={props.energies}>
          {(energy, i) => (
            <rect
              x={8 * i() + 1}
              width={6}
              y={HEIGHT - Math.max(heightOf(energy), 1)}
              height={Math.max(heightOf(energy), 1)}
              classList={{ kept: i() < props.k }}
            />
          )}
        </For>
      </svg>
      <figcaption class="muted">σ² of the 64 components: kept in blue, left out in grey.</figcaption>
    </figure>
  );
}
