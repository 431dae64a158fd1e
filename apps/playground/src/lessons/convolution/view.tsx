import { For, type JSX, Show, createSignal } from "solid-js";
import { MatrixField } from "../../ui/matrix-field.js";
import { OwnImageField } from "../../ui/own-image.js";
import { Segments } from "../../ui/segments.js";
import type { ViewProps } from "../lesson.js";
import "./convolution.css";
import { KERNELS } from "./kernels.js";
import type { lesson } from "./lesson.js";
import { Pictures } from "./pictures.js";

type Props = ViewProps<typeof lesson>;

/** Pixels of the longer side of a visitor's own picture: a step each must remain bearable. */
const MOST = 40;

const IMAGES = [
  { value: "disc", text: "Disc" },
  { value: "digit", text: "Digit" },
  { value: "own", text: "Your own" },
] as const;

/** The image under its sliding window, what comes of it, and everything that may be chosen. */
export function View(props: Props): JSX.Element {
  const [isBringing, setBringing] = createSignal(false);
  const choose = (image: (typeof IMAGES)[number]["value"]): void => {
    setBringing(image === "own");
    if (image !== "own" || props.inputs.own.rows.length > 0) props.change({ image });
  };
  return (
    <div class="convolution">
      <Segments
        name="image"
        legend="Image"
        options={IMAGES}
        value={isBringing() ? "own" : props.inputs.image}
        change={choose}
      />
      <Show when={isBringing()}>
        <OwnImageField
          value={props.inputs.own}
          most={MOST}
          change={(own) => {
            props.go(0);
            props.change({ own, image: "own" });
          }}
        />
      </Show>
      <Pictures {...props} />
      <div class="convolution-choices">
        <MatrixField
          name="kernel"
          value={props.inputs.kernel}
          change={(kernel) => props.change({ kernel })}
          most={20}
        />
        <div class="kernels" role="group" aria-label="Kernels">
          <For each={KERNELS}>
            {({ name, rows }) => (
              <button type="button" onClick={() => props.change({ kernel: rows })}>
                {name}
              </button>
            )}
          </For>
        </div>
      </div>
      <div class="sizes">
        <Count legend="Stride" name="stride" counts={[1, 2, 3]} {...props} />
        <Count legend="Padding" name="padding" counts={[0, 1, 2]} {...props} />
        <Count legend="Dilation" name="dilation" counts={[1, 2, 3]} {...props} />
      </div>
    </div>
  );
}

function Count(
  props: Props & {
    readonly legend: string;
    readonly name: "stride" | "padding" | "dilation";
    readonly counts: readonly number[];
  },
): JSX.Element {
  return (
    <Segments
      name={props.name}
      legend={props.legend}
      options={props.counts.map((count) => ({ value: String(count), text: String(count) }))}
      value={String(props.inputs[props.name])}
      change={(count) => props.change({ [props.name]: Number(count) })}
    />
  );
}
