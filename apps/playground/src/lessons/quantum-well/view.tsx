import { For, type JSX, Show } from "solid-js";
import { short } from "../../ui/format.js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import { type Result, type lesson } from "./lesson.js";
import "./quantum-well.css";

type Props = ViewProps<typeof lesson>;

const SHAPES = [
  { value: "box", text: "Box" },
  { value: "spring", text: "Spring" },
  { value: "finite", text: "Finite" },
  { value: "double", text: "Double" },
] as const;

/** The well with its lowest waves, each at the height of its energy. */
export function View(props: Props): JSX.Element {
  const hasDepth = (): boolean => props.inputs.shape === "finite" || props.inputs.shape === "double";
  return (
    <div class="well">
      <Segments
        name="shape"
        legend="Well"
        options={SHAPES}
        value={props.inputs.shape}
        change={(shape) => props.change({ shape })}
      />
      <Waves result={props.result} count={props.inputs.states} isDensity={props.steps[props.at]?.code === "norm"} />
      <div class="well-choices">
        <Show when={hasDepth()}>
          <Slider
            label={props.inputs.shape === "finite" ? "Depth" : "Height of the wall"}
            range={[0, 1000]}
            step={10}
            value={props.inputs.depth}
            change={(depth) => props.change({ depth })}
          />
        </Show>
        <Slider
          label="Grid points"
          range={[9, 299]}
          step={10}
          value={props.inputs.points}
          change={(points) => props.change({ points })}
        />
        <Slider
          label="States"
          range={[1, 5]}
          step={1}
          value={props.inputs.states}
          change={(states) => props.change({ states })}
        />
      </div>
    </div>
  );
}

const [WIDTH, HEIGHT, LEFT, RIGHT] = [480, 340, 16, 84];
const TONES = ["a", "b", "c", "d", "a"];

function Waves(props: { readonly result: Result; readonly count: number; readonly isDensity: boolean }): JSX.Element {
  const energies = (): readonly number[] => props.result.energies.slice(0, props.count);
  const low = (): number => Math.min(0, ...props.result.V);
  const top = (): number => {
    const highest = energies()[energies().length - 1];
    return highest + 0.25 * (highest - low());
  };
  const across = (x: number): number => LEFT + (x + 0.5) * (WIDTH - LEFT - RIGHT);
  const up = (energy: number): number => {
    const share = (energy - low()) / (top() - low());
    return HEIGHT - 12 - Math.min(share, 1.2) * (HEIGHT - 30);
  };
  // waves of height √2 take a third of the mean distance of energies
  const scale = (): number => (HEIGHT - 30) / (props.count + 1) / 2.4;
  const line = (wave: readonly number[], energy: number): string => {
    const heights = wave.map((value) => (props.isDensity ? value * value : value));
    const most = Math.max(...heights.map(Math.abs));
    const places = [-0.5, ...props.result.x, 0.5];
    return [0, ...heights, 0]
      .map((height, i) => `${across(places[i]).toFixed(1)},${(up(energy) - (height / most) * scale()).toFixed(1)}`)
      .join(" ");
  };
  // names of energies that are close to each other keep apart
  const labelAt = (k: number): number => {
    const own = up(energies()[k]) + 5;
    return k === 0 ? own : Math.min(own, labelAt(k - 1) - 15);
  };
  const ground = (): string =>
    [[-0.5, top() * 2], [-0.5, props.result.V[0]], ...props.result.x.map((x, i) => [x, props.result.V[i]]), [0.5, props.result.V[0]], [0.5, top() * 2]]
      .map(([x, energy]) => `${across(x).toFixed(1)},${Math.max(up(energy), -10).toFixed(1)}`)
      .join(" "); // prettier-ignore
  return (
    <figure>
      <svg
        class="waves"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`The lowest ${props.count} ${props.isDensity ? "densities" : "waves"} in their well, each at the height of its energy`}
      >
        <polyline class="potential" points={ground()} />
        <For each={energies()}>
          {(energy, k) => (
            <g class={`tone-${TONES[k()]}`}>
              <line class="energy" x1={across(-0.5)} x2={across(0.5)} y1={up(energy)} y2={up(energy)} />
              <polyline class="wave" points={line(props.result.waves[k()], energy)} />
              <text x={across(0.5) + 8} y={labelAt(k())}>
                {short(energy, 2)}
              </text>
            </g>
          )}
        </For>
      </svg>
      <figcaption class="muted">
        {props.isDensity
          ? "Where the particle is found, at the height of its energy."
          : "The waves, each at the height of its energy; the thick line is the well."}
      </figcaption>
    </figure>
  );
}
