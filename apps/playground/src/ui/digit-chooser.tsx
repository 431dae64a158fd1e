import { For, type JSX, createSignal } from "solid-js";
import type { Collection } from "../worker/messages.js";
import { DigitPicture } from "./digit-picture.js";

const SHOWN = 48;

/** Samples of the digits, of which one is chosen. */
export function DigitChooser(props: {
  readonly collection: Collection;
  readonly chosen: number;
  readonly choose: (index: number) => void;
}): JSX.Element {
  const [first, setFirst] = createSignal(0);
  const indices = (): number[] => {
    const left = props.collection.labels.length - first();
    return Array.from({ length: Math.min(SHOWN, left) }, (_, i) => first() + i);
  };
  const turn = (): void => {
    setFirst((first() + SHOWN) % (props.collection.labels.length - SHOWN));
    props.choose(first());
  };
  return (
    <>
      <fieldset class="digits">
        <legend class="unseen">Choose a digit</legend>
        <For each={indices()}>
          {(index) => (
            <label title={`a ${props.collection.labels[index]}`}>
              <input
                type="radio"
                name="digit"
                checked={props.chosen === index}
                onChange={() => props.choose(index)}
                aria-label={`a ${props.collection.labels[index]}, number ${index + 1}`}
              />
              <DigitPicture ink={props.collection.ink} offset={64 * index} />
            </label>
          )}
        </For>
      </fieldset>
      <p class="row">
        <button type="button" onClick={turn}>
          Show {SHOWN} others
        </button>
        <span class="muted">
          Digits {first() + 1} to {first() + indices().length} of 1,797. Chosen: a{" "}
          {props.collection.labels[props.chosen]}, number {props.chosen + 1}.
        </span>
      </p>
    </>
  );
}
