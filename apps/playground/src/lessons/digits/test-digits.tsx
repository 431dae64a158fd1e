import { Index, type JSX } from "solid-js";
import { DigitPicture } from "../../ui/digit-picture.js";

interface Digit {
  readonly pixels: readonly number[];
  readonly label: number;
  readonly read: number;
}

/** Some of the test digits, and what they are read as. */
export function TestDigits(props: {
  readonly title: string;
  readonly digits: readonly Digit[];
  readonly write: (digit: Digit) => string;
}): JSX.Element {
  return (
    <figure class="test-digits chart">
      <figcaption>{props.title}</figcaption>
      <ul>
        <Index each={props.digits}>
          {(digit) => (
            <li classList={{ wrong: digit().read !== digit().label }}>
              <DigitPicture ink={digit().pixels.map((ink) => 16 * ink)} label={`a ${digit().label}, read as`} />
              {props.write(digit())}
            </li>
          )}
        </Index>
      </ul>
    </figure>
  );
}
