import { For, type JSX, Show } from "solid-js";
import { Arrow } from "../../ui/arrow.js";
import { Handle } from "../../ui/handle.js";
import { Plane, usePlane } from "../../ui/plane.js";
import { Space, type Thing, type Vector3 } from "../../ui/space.js";
import type { ViewProps } from "../lesson.js";
import { createReach } from "../../ui/reach.js";
import { gripsOf } from "./drag.js";
import type { lesson } from "./lesson.js";
import { type Drawn, arrowsOf, mirrorOf } from "./picture.js";
import { familyOf } from "./ways.js";

type Props = ViewProps<typeof lesson>;

const ROWS = { LU: "The rows of U", QR: "The columns of A", LLT: "The rows of L" };

/** What the step at hand does to rows or columns: in the plane, where they can be dragged, or in space. */
export function Picture(props: Props): JSX.Element {
  const isFactoring = (): boolean => props.steps[props.at].code === "factor";
  const arrows = (): readonly Drawn[] =>
    arrowsOf(props.steps[props.at], props.inputs, props.result.solved?.x).filter(({ to }) => to.every(Number.isFinite));
  const label = (): string =>
    `${isFactoring() ? ROWS[familyOf(props.inputs.by)] : "b, of the columns of A,"} as arrows`;
  const reach = createReach(() => [...props.inputs.A.flat(), ...(isFactoring() ? [] : props.inputs.b)]);
  const mirror = () => mirrorOf(props.steps[props.at], props.inputs);
  return (
    <Show
      when={props.inputs.A.length === 2}
      fallback={<Space label={label()} reach={reach()} things={thingsOf(arrows(), mirror())} />}
    >
      <Plane label={label()} reach={reach()}>
        <Show when={mirror()}>{(across) => <Mirror across={across()} />}</Show>
        <For each={arrows()}>
          {({ to, from, ...look }) => (
            <Arrow to={[to[0], to[1]]} {...(from === undefined ? {} : { from: [from[0], from[1]] })} {...look} />
          )}
        </For>
        <For each={gripsOf(props.inputs, isFactoring()).map(({ name }) => name)}>
          {(name, i) => (
            <Show when={gripsOf(props.inputs, isFactoring())[i()]}>
              {(grip) => (
                <Handle at={grip().at} name={name} tone="quiet" move={(to) => props.change({ A: grip().move(to) })} />
              )}
            </Show>
          )}
        </For>
      </Plane>
    </Show>
  );
}

/** The line in which a reflection mirrors the plane. */
function Mirror(props: { readonly across: readonly number[] }): JSX.Element {
  const { x, y, reach } = usePlane();
  const far = (): number => (2 * reach()) / Math.hypot(...props.across);
  const [dx, dy] = [() => -props.across[1] * far(), () => props.across[0] * far()];
  return (
    <g class="mirror">
      <line x1={x(-dx())} y1={y(-dy())} x2={x(dx())} y2={y(dy())} />
    </g>
  );
}

function thingsOf(arrows: readonly Drawn[], mirror: readonly number[] | null): readonly Thing[] {
  const point = (values: readonly number[]): Vector3 => [values[0], values[1], values[2]];
  const plane: Thing[] =
    mirror === null ? [] : [{ kind: "plane", normal: point(mirror), offset: 0, tone: "quiet", name: "mirror" }];
  return [
    ...plane,
    ...arrows.map(({ to, from, ...look }): Thing => ({
      kind: "arrow",
      to: point(to),
      ...(from === undefined ? {} : { from: point(from) }),
      ...look,
    })),
  ];
}
