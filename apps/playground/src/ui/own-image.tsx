import { type JSX, Show } from "solid-js";
import { type OwnImage, tellImage } from "../own-data/own-image.js";
import { OwnData } from "./own-data.js";

/** A visitor's own picture, as a gray matrix. */
export function OwnImageField(props: {
  /** What was brought; empty before. */
  readonly value: OwnImage;
  /** Pixels of the longer side. */
  readonly most: number;
  readonly change: (image: OwnImage) => void;
}): JSX.Element {
  return (
    <div class="own-image">
      <OwnData<OwnImage> kind="image" settings={{ most: props.most }} taken={props.change} />
      <Show when={props.value.rows.length > 0}>
        <p class="muted" role="status" data-testid="taken">
          {tellImage(props.value)}
        </p>
      </Show>
    </div>
  );
}
