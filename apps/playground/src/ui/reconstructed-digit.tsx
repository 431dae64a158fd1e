import type { JSX } from "solid-js";
import { DigitPicture } from "./digit-picture.js";

/** A digit beside what k components make of it, and the slider for k. */
export function ReconstructedDigit(props: {
  readonly original: Float64Array;
  readonly label: number;
  /** 65 pictures by the number of components. */
  readonly steps: Float64Array;
  readonly k: number;
  readonly setK: (k: number) => void;
}): JSX.Element {
  const rmse = (): number => {
    const sum = props.original.reduce((total, ink, i) => total + (ink - props.steps[64 * props.k + i]) ** 2, 0);
    return Math.sqrt(sum / 64);
  };
  return (
    <div class="rebuild">
      <div class="pair">
        <figure>
          <div class="frame">
            <DigitPicture ink={props.original} label={`the digit, a ${props.label}`} />
          </div>
          <figcaption>original</figcaption>
        </figure>
        <figure>
          <div class="frame">
            <DigitPicture ink={props.steps} offset={64 * props.k} label={`the digit from ${props.k} components`} />
          </div>
          <figcaption>
            from {props.k} {props.k === 1 ? "component" : "components"}
          </figcaption>
        </figure>
      </div>
      <div class="field">
        <label for="k">
          Components kept <output for="k">{props.k} of 64</output>
        </label>
        <input
          id="k"
          type="range"
          min={0}
          max={64}
          value={props.k}
          aria-valuetext={`${props.k} of 64 components`}
          onInput={(event) => props.setK(event.currentTarget.valueAsNumber)}
        />
        <p class="muted">A pixel of this digit is off by {rmse().toFixed(2)} of 16 shades of ink (root mean square).</p>
      </div>
    </div>
  );
}
