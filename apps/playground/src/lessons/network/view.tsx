import type { JSX } from "solid-js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Segments } from "../../ui/segments.js";
import { Slider } from "../../ui/slider.js";
import type { ViewProps } from "../lesson.js";
import type { lesson } from "./lesson.js";
import { Net, type Units, type Weights } from "./net.js";
import "./network.css";

type Props = ViewProps<typeof lesson>;

/** The steps of the story from which on a gradient is known. */
const KNOWN = { dY: 2, dW2: 3, dZ: 4, dW1: 5 };

const ACTIVATIONS = [
  { value: "relu", text: "relu" },
  { value: "tanh", text: "tanh" },
  { value: "sigmoid", text: "sigmoid" },
  { value: "identity", text: "none" },
] as const;
const LOSSES = [
  { value: "mse", text: "squares" },
  { value: "crossEntropy", text: "cross-entropy" },
] as const;
const EXAMPLES = [
  { value: "1", text: "first" },
  { value: "2", text: "second" },
] as const;
const CLASSES = [
  { value: "0", text: "y₁" },
  { value: "1", text: "y₂" },
] as const;

/** The network with what is known of it at this step, and all its numbers. */
export function View(props: Props): JSX.Element {
  const step = (): void => {
    const [W1, b1, W2, b2] = props.result.next;
    props.change({ W1, b1, W2, b2 } as Partial<Props["inputs"]>); // in this order
  };
  return (
    <div class="network">
      <Net units={unitsOf(props)} weights={weightsOf(props)} />
      <Choices {...props} />
      <div class="inputs net-inputs">
        <Slider
          label="Length of a step"
          range={[0, 5]}
          step={0.05}
          value={props.inputs.rate}
          change={(rate) => props.change({ rate })}
        />
        <button type="button" class="primary" onClick={step}>
          Step against the gradients
        </button>
      </div>
      <Numbers {...props} />
    </div>
  );
}

/** All numbers, to be typed. */
function Numbers(props: Props): JSX.Element {
  return (
    <details class="numbers">
      <summary>Drag any number up or down; or type them here</summary>
      <div class="inputs net-inputs">
        <MatrixField name="X" value={props.inputs.X} most={10} change={(X) => props.change({ X })} />
        <MatrixField name="W₁" value={props.inputs.W1} most={10} change={(W1) => props.change({ W1 })} />
        <MatrixField name="b₁" value={[props.inputs.b1]} most={10} change={([b1]) => props.change({ b1 })} />
        <MatrixField name="W₂" value={props.inputs.W2} most={10} change={(W2) => props.change({ W2 })} />
        <MatrixField name="b₂" value={[props.inputs.b2]} most={10} change={([b2]) => props.change({ b2 })} />
      </div>
    </details>
  );
}

/** What is shown, and what the network is made of. */
function Choices(props: Props): JSX.Element {
  const shown = (): number => props.inputs.example - 1;
  return (
    <div class="inputs net-inputs">
      <Segments
        name="example"
        legend="Example shown"
        options={EXAMPLES}
        value={props.inputs.example === 1 ? "1" : "2"}
        change={(example) => props.change({ example: Number(example) })}
      />
      <Segments
        name="class"
        legend="Its output should be"
        options={CLASSES}
        value={props.inputs.classes[shown()] === 0 ? "0" : "1"}
        change={(to) => props.change({ classes: replaced(props.inputs.classes, shown(), Number(to)) })}
      />
      <Segments
        name="activation"
        legend="Activation"
        options={ACTIVATIONS}
        value={props.inputs.activation}
        change={(activation) => props.change({ activation })}
      />
      <Segments
        name="loss"
        legend="Loss"
        options={LOSSES}
        value={props.inputs.loss}
        change={(loss) => props.change({ loss })}
      />
    </div>
  );
}

function unitsOf({ inputs, result, at, change }: Props): Units[] {
  const row = inputs.example - 1;
  return [
    {
      name: "x",
      values: inputs.X[row],
      slopes: undefined,
      lit: false,
      bias: undefined,
      change: (unit, value) => change({ X: replaced(inputs.X, row, replaced(inputs.X[row], unit, value)) }),
    },
    {
      name: "h",
      values: result.H[row],
      slopes: at >= KNOWN.dZ ? result.dZ[row] : undefined,
      lit: at === 0 || at === KNOWN.dZ,
      bias: {
        name: "b₁",
        values: inputs.b1,
        slopes: at >= KNOWN.dW1 ? result.db1 : undefined,
        change: (unit, value) => change({ b1: replaced(inputs.b1, unit, value) }),
      },
      change: undefined,
    },
    {
      name: "y",
      values: result.Y[row],
      slopes: at >= KNOWN.dY ? result.dY[row] : undefined,
      lit: at === 1 || at === KNOWN.dY,
      bias: {
        name: "b₂",
        values: inputs.b2,
        slopes: at >= KNOWN.dW2 ? result.db2 : undefined,
        change: (unit, value) => change({ b2: replaced(inputs.b2, unit, value) }),
      },
      change: undefined,
    },
  ];
}

function weightsOf({ inputs, result, at, change }: Props): Weights[] {
  const changed = (W: readonly (readonly number[])[], to: number, from: number, value: number) =>
    replaced(W, to, replaced(W[to], from, value));
  return [
    {
      name: "W₁",
      values: inputs.W1,
      slopes: at >= KNOWN.dW1 ? result.dW1 : undefined,
      lit: at === 0 || at >= KNOWN.dW1,
      change: (to, from, value) => change({ W1: changed(inputs.W1, to, from, value) }),
    },
    {
      name: "W₂",
      values: inputs.W2,
      slopes: at >= KNOWN.dW2 ? result.dW2 : undefined,
      lit: [1, KNOWN.dW2, KNOWN.dZ].includes(at) || at > KNOWN.dW1,
      change: (to, from, value) => change({ W2: changed(inputs.W2, to, from, value) }),
    },
  ];
}

function replaced<T>(list: readonly T[], at: number, value: T): T[] {
  return list.map((old, i) => (i === at ? value : old));
}
