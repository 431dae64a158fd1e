import { type JSX, Match, Show, Switch } from "solid-js";
import { Angle } from "../../ui/angle.js";
import { Arrow } from "../../ui/arrow.js";
import { Handle } from "../../ui/handle.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Plane, type Point } from "../../ui/plane.js";
import { createReach } from "../../ui/reach.js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
import { Space, type Vector3 } from "../../ui/space.js";
import type { ViewProps } from "../lesson.js";
import { Balls } from "./balls.js";
import type { lesson } from "./lesson.js";
import "./vectors.css";

type Props = ViewProps<typeof lesson>;

/** Two arrows, and what the chosen operation makes of them. */
export function View(props: Props): JSX.Element {
  const operation = () => props.result.operation;
  const reach = createReach(() => [...props.inputs.x, ...props.inputs.y]);
  return (
    <div class="vectors" classList={{ "in-space": operation() === "cross" }}>
      <Segments
        name="operation"
        legend="What to do with x and y"
        options={[
          { value: "add", text: "add" },
          { value: "scale", text: "scale" },
          { value: "dot", text: "dot" },
          { value: "cross", text: "cross" },
          { value: "norms", text: "norms" },
        ]}
        value={props.inputs.operation}
        change={(chosen) => {
          props.change({ operation: chosen });
          props.go(0);
        }}
      />
      <Show when={operation() === "cross"} fallback={<InPlane {...props} reach={reach()} />}>
        <InSpace {...props} />
      </Show>
      <div class="inputs">
        <VectorField {...props} name="x" />
        <Show when={operation() !== "scale" && operation() !== "norms"}>
          <VectorField {...props} name="y" />
        </Show>
        <Show when={operation() === "scale"}>
          <Slider
            label="factor"
            range={[-3, 3]}
            step={0.1}
            value={props.inputs.factor}
            change={(factor) => props.change({ factor })}
          />
        </Show>
      </div>
    </div>
  );
}

/** The entries of x or y; three of them where the operation is one of space. */
function VectorField(props: Props & { readonly name: "x" | "y" }): JSX.Element {
  const place = (): number => (props.name === "x" ? 0 : 1);
  const entries = (): readonly number[] =>
    props.result.operation === "cross"
      ? [...props.inputs[props.name], props.inputs.heights[place()]]
      : props.inputs[props.name];
  return (
    <MatrixField
      name={props.name}
      value={entries().map((entry) => [entry])}
      change={(rows) => {
        const [first, second, height] = rows.map(([entry]) => entry);
        props.change(
          height === undefined ? { [props.name]: [first, second] } : moved(props, props.name, [first, second, height]),
        );
      }}
    />
  );
}

function InPlane(props: Props & { readonly reach: number }): JSX.Element {
  const operation = () => props.result.operation;
  const x = (): Point => point(props.inputs.x);
  const y = (): Point => point(props.inputs.y);
  return (
    <Plane label={LABELS[operation()]} reach={props.reach}>
      <Switch>
        <Match when={operation() === "add"}>
          <Sum {...props} />
        </Match>
        <Match when={operation() === "scale"}>
          <Arrow to={x()} tone="a" name="x" />
          <Scaled {...props} />
        </Match>
        <Match when={operation() === "dot"}>
          <Dot {...props} />
        </Match>
        <Match when={operation() === "norms"}>
          <Balls x={x()} lengths={props.result.lengths} at={props.at} />
          <Arrow to={x()} tone="a" name="x" />
        </Match>
      </Switch>
      <Handle at={x()} name="x" tone="a" move={(to) => props.change({ x: to })} />
      <Show when={operation() === "add" || operation() === "dot"}>
        <Handle at={y()} name="y" tone="b" move={(to) => props.change({ y: to })} />
      </Show>
    </Plane>
  );
}

const LABELS: Readonly<Record<string, string>> = {
  add: "Arrows x and y, their sum and their difference",
  scale: "The arrow x, and its multiple",
  dot: "Arrows x and y, the angle between them, and the shadow of y on x",
  norms: "The arrow x, and all vectors of the same norm",
};

function Sum(props: Props): JSX.Element {
  const [x, y] = [() => point(props.inputs.x), () => point(props.inputs.y)];
  const subtracts = (): boolean => props.steps[props.at]?.code === "subtract";
  return (
    <>
      <Arrow to={x()} tone="a" name="x" />
      <Arrow to={y()} tone="b" name="y" />
      <Show when={subtracts()} fallback={<Parallelogram x={x()} y={y()} sum={point(props.result.sum)} />}>
        <Arrow from={y()} to={x()} tone="c" dashed />
        <Arrow to={point(props.result.difference)} tone="c" name="x − y" />
      </Show>
    </>
  );
}

function Parallelogram(props: { readonly x: Point; readonly y: Point; readonly sum: Point }): JSX.Element {
  return (
    <>
      <Arrow from={props.x} to={props.sum} tone="b" dashed />
      <Arrow from={props.y} to={props.sum} tone="a" dashed />
      <Arrow to={props.sum} tone="c" name="x + y" />
    </>
  );
}

function Scaled(props: Props): JSX.Element {
  const length = (): number => props.result.lengths[1];
  const unit = (): Point => [props.inputs.x[0] / length(), props.inputs.x[1] / length()];
  return (
    <Show
      when={props.at === 2}
      fallback={<Arrow to={point(props.result.scaled)} tone="c" name="factor·x" dashed={props.inputs.factor < 0} />}
    >
      <Show when={length() > 0}>
        <Balls x={unit()} lengths={[1, 1, 1]} at={1} />
        <Arrow to={unit()} tone="c" name="x/‖x‖" />
      </Show>
    </Show>
  );
}

function Dot(props: Props): JSX.Element {
  const [x, y] = [() => point(props.inputs.x), () => point(props.inputs.y)];
  const shadow = (): Point => point(props.result.shadow);
  const hasAngle = (): boolean => props.result.lengths[1] > 0 && Math.hypot(...y()) > 0;
  return (
    <>
      <Show when={hasAngle()}>
        <Angle from={x()} to={y()} tone="d" />
      </Show>
      <Arrow from={y()} to={shadow()} tone="quiet" dashed />
      <Arrow to={x()} tone="a" name="x" />
      <Arrow to={y()} tone="b" name="y" />
      <Show when={props.steps[props.at]?.code === "shadow"}>
        <Arrow to={shadow()} tone="c" name="p" />
      </Show>
    </>
  );
}

function InSpace(props: Props): JSX.Element {
  const x = (): Vector3 => [props.inputs.x[0], props.inputs.x[1], props.inputs.heights[0]];
  const y = (): Vector3 => [props.inputs.y[0], props.inputs.y[1], props.inputs.heights[1]];
  const product = (): Vector3 => [props.result.product[0], props.result.product[1], props.result.product[2]];
  const reach = createReach(() => [...x(), ...y(), ...product()]);
  return (
    <Space
      label="The vectors x and y, their parallelogram, and their cross product"
      reach={reach()}
      things={[
        { kind: "parallelogram", edges: [x(), y()], tone: "c" },
        { kind: "arrow", to: x(), tone: "a", name: "x" },
        { kind: "arrow", to: y(), tone: "b", name: "y" },
        { kind: "arrow", to: product(), tone: "c", name: "x × y" },
      ]}
      movable={[
        { at: x(), name: "x", tone: "a", move: (to) => props.change(moved(props, "x", to)) },
        { at: y(), name: "y", tone: "b", move: (to) => props.change(moved(props, "y", to)) },
      ]}
    />
  );
}

/** What changes when x or y is another arrow in space. */
function moved(props: Props, name: "x" | "y", [first, second, height]: Vector3): Partial<Props["inputs"]> {
  const place = name === "x" ? 0 : 1;
  return {
    [name]: [first, second],
    heights: props.inputs.heights.map((old, k) => (k === place ? height : old)),
  };
}

function point(vector: readonly number[]): Point {
  return [vector[0], vector[1]];
}
