import { For, type JSX, Show } from "solid-js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
import { short } from "../../ui/format.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import type { ViewProps } from "../lesson.js";
import "./hueckel.css";
import { NAMES, type Result, type lesson } from "./lesson.js";
import { Levels } from "./levels.js";

type Props = ViewProps<typeof lesson>;

/** The molecule with one of its orbitals, and all levels with their electrons. */
export function View(props: Props): JSX.Element {
  const orbital = (): number => Math.min(props.inputs.orbital, props.result.x.length - 1);
  const choose = (orbital: number): void => props.change({ orbital });
  return (
    <div class="hueckel">
      <label class="examples">
        <span>Molecule</span>
        <select onChange={({ currentTarget }) => props.change({ molecule: NAMES[currentTarget.selectedIndex] })}>
          <For each={NAMES}>{(name) => <option selected={props.inputs.molecule === name}>{name}</option>}</For>
        </select>
      </label>
      <div class="hueckel-pictures">
        <Molecule result={props.result} orbital={orbital()} showsOrders={props.steps[props.at]?.code === "orders"} />
        <Levels result={props.result} orbital={orbital()} />
      </div>
      <div class="hueckel-choices">
        <Slider
          label="Orbital, from the lowest"
          range={[1, props.result.x.length]}
          step={1}
          value={orbital() + 1}
          change={(k) => choose(k - 1)}
        />
        <Segments
          name="charge"
          legend="Charge"
          options={[-2, -1, 0, 1, 2].map((charge) => ({ value: String(charge), text: short(charge) }))}
          value={String(props.inputs.charge)}
          change={(charge) => props.change({ charge: Number(charge) })}
        />
      </div>
    </div>
  );
}

function Molecule(props: {
  readonly result: Result;
  readonly orbital: number;
  /** Names at the bonds, in place of the lobes. */
  readonly showsOrders: boolean;
}): JSX.Element {
  const place = (i: number): Point => [props.result.atoms[i][0], props.result.atoms[i][1]];
  const reach = (): number => Math.max(...props.result.atoms.flat().map(Math.abs)) + 0.9;
  return (
    <figure>
      <Plane label={`The molecule with its orbital ${props.orbital + 1}`} reach={reach()}>
        <For each={props.result.bonds}>
          {({ i, j, order }) => <Bond from={place(i)} to={place(j)} order={order} named={props.showsOrders} />}
        </For>
        <Show when={!props.showsOrders}>
          <For each={props.result.orbitals[props.orbital]}>{(c, i) => <Lobe at={place(i())} c={c} />}</For>
        </Show>
      </Plane>
      <figcaption class="muted">
        {props.showsOrders
          ? "Bonds are as thick as their order."
          : "Circles are as wide as the orbital’s coefficient; blue and orange are of opposite signs."}
      </figcaption>
    </figure>
  );
}

function Bond(props: {
  readonly from: Point;
  readonly to: Point;
  readonly order: number;
  readonly named: boolean;
}): JSX.Element {
  const { x, y } = usePlane();
  const middle = (axis: 0 | 1): number => (props.from[axis] + props.to[axis]) / 2;
  return (
    <>
      <line
        class="bond"
        x1={x(props.from[0])}
        y1={y(props.from[1])}
        x2={x(props.to[0])}
        y2={y(props.to[1])}
        stroke-width={2 + 10 * Math.max(props.order, 0)}
      />
      <Show when={props.named}>
        <text class="order" x={x(middle(0))} y={y(middle(1)) + 5}>
          {props.order.toFixed(3)}
        </text>
      </Show>
    </>
  );
}

function Lobe(props: { readonly at: Point; readonly c: number }): JSX.Element {
  const { x, y } = usePlane();
  const radius = (): number => Math.abs(x(0.62 * props.c) - x(0));
  return <circle class={`lobe tone-${props.c < 0 ? "b" : "a"}`} cx={x(props.at[0])} cy={y(props.at[1])} r={radius()} />;
}
