import { For, type JSX, Show } from "solid-js";
import { Arrow, type Tone } from "../../ui/arrow.js";
import { ColumnHandle } from "../../ui/column-handle.js";
import { short } from "../../ui/format.js";
import { Handle } from "../../ui/handle.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { kept } from "../../ui/name-place.js";
import { Plane, type Point, usePlane } from "../../ui/plane.js";
import { Segments } from "../../ui/segments.js";
import type { ViewProps } from "../lesson.js";
import { createReach } from "../../ui/reach.js";
import "./eigenvalues.css";
import type { lesson } from "./lesson.js";
import { type Line, linesOf, pairsOf } from "./picture.js";
import { Polynomial } from "./polynomial.js";

type Props = ViewProps<typeof lesson>;

/** Of the directions that stay. */
const TONES: readonly Tone[] = ["c", "d"];
const VECTORS: readonly Tone[] = ["a", "a"];
const IMAGES: readonly Tone[] = ["b", "b"];

/** The unit circle and its image, the directions that stay, and the vectors of the step. */
export function View(props: Props): JSX.Element {
  return (
    <div class="eigenvalues">
      <Picture {...props} />
      <div class="inputs">
        <MatrixField name="A" value={props.inputs.A} change={(A) => props.change({ A })} />
        <Polynomial A={props.inputs.A} />
      </div>
      <div class="inputs">
        <Segments
          name="method"
          legend="Found by"
          options={[
            { value: "characteristic", text: "Roots" },
            { value: "power", text: "Power" },
            { value: "qr", text: "QR" },
            { value: "jacobi", text: "Jacobi" },
          ]}
          value={props.inputs.method}
          change={(method) => {
            props.change({ method });
            props.go(0);
          }}
        />
      </div>
    </div>
  );
}

function Picture(props: Props): JSX.Element {
  const A = (): Props["inputs"]["A"] => props.inputs.A;
  const pairs = () => pairsOf(props.steps[props.at], props.inputs);
  const reach = createReach(() => [...A().flat(), ...props.inputs.x, ...props.result.values.map(([re]) => re)], 3);
  const lines = () => linesOf(props.result, A());
  /** That of the direction in which the vector lies. */
  const toneOf = (vector: Point, i: number, isImage: boolean): Tone => {
    const along = lines().findIndex(({ direction }) => isParallel(vector, direction));
    if (along >= 0) return TONES[along];
    return (isImage ? IMAGES : VECTORS)[i];
  };
  return (
    <Plane label="The unit circle and its image, and the directions that stay" reach={reach()}>
      <Circle points={props.result.circle} />
      <For each={lines()}>{(line, i) => <Direction line={line} index={i()} />}</For>
      <Arrow to={[A()[0][0], A()[1][0]]} tone="quiet" name="a₁" />
      <Arrow to={[A()[0][1], A()[1][1]]} tone="quiet" name="a₂" />
      <For each={pairs()}>
        {({ name, vector, image }, i) => (
          <>
            <Arrow to={image} tone={toneOf(vector, i(), true)} dashed name={`A·${name}`} />
            <Arrow to={vector} tone={toneOf(vector, i(), false)} name={name} />
          </>
        )}
      </For>
      <For each={[0, 1]}>
        {(column) => (
          <ColumnHandle matrix="A" rows={A()} column={column} tone="quiet" change={(A) => props.change({ A })} />
        )}
      </For>
      <Show when={pairs()[0].name === "x"}>
        <Handle
          at={[props.inputs.x[0], props.inputs.x[1]]}
          name="x, a vector to try"
          tone="a"
          move={(x) => props.change({ x })}
        />
      </Show>
    </Plane>
  );
}

/** The unit circle, and what A makes of it. */
function Circle(props: { readonly points: readonly (readonly number[])[] }): JSX.Element {
  const { x, y } = usePlane();
  const outline = (): string => props.points[0].map((at, i) => `${x(at)},${y(props.points[1][i])}`).join(" ");
  return (
    <g class="circle">
      <ellipse cx={x(0)} cy={y(0)} rx={x(1) - x(0)} ry={x(1) - x(0)} />
      <polygon points={outline()} />
    </g>
  );
}

/** A direction that stays, through the whole plane. */
function Direction(props: { readonly line: Line; readonly index: number }): JSX.Element {
  const { x, y, reach, size } = usePlane();
  const far = (): number => (1.5 * reach()) / Math.hypot(...props.line.direction);
  const at = (t: number): Point => [x(t * props.line.direction[0]), y(t * props.line.direction[1])];
  /** Where its name stands: on the lower half, since images mostly lie on the upper. */
  const label = (): Point => {
    const [dx, dy] = props.line.direction;
    const edge = (0.86 * reach()) / Math.max(Math.abs(dx), Math.abs(dy));
    return at(dy < 0 ? edge : -edge);
  };
  const isRight = (): boolean => label()[0] > x(0);
  return (
    <g class={`direction tone-${TONES[props.index]}`}>
      <line x1={at(-far())[0]} y1={at(-far())[1]} x2={at(far())[0]} y2={at(far())[1]} />
      <text
        x={label()[0] + (isRight() ? -8 : 8)}
        y={kept(label()[1] - 2, size())}
        text-anchor={isRight() ? "end" : "start"}
        aria-hidden="true"
      >
        {`λ${"₁₂"[props.index]} = ${short(props.line.value, 2)}`}
      </text>
    </g>
  );
}

/** Whether two vectors lie on one line, as far as the eye can tell. */
function isParallel([a, b]: Point, [c, d]: Point): boolean {
  return Math.abs(a * d - b * c) <= 0.02 * Math.hypot(a, b) * Math.hypot(c, d);
}
