import { type JSX, createEffect } from "solid-js";

/** Ink of a black pixel. */
const FULL = 16;
/** Below 256, so that no whole shade of ink is a tie between two opacities: rounding errors stay invisible. */
const OPAQUE = 255.9;

/**
 * A picture of 8×8 pixels. Ink is drawn as opacity of black; the style sheet turns it to white in the dark.
 */
export function DigitPicture(props: {
  /** Pixels, 64 of them from `offset` on; values beyond 0 … 16 are cut off. */
  readonly ink: ArrayLike<number>;
  readonly offset?: number;
  /** What the picture shows; none where the text beside it says so. */
  readonly label?: string;
}): JSX.Element {
  const draw = (canvas: HTMLCanvasElement): void => {
    const context = canvas.getContext("2d");
    if (context === null) return;
    const picture = new ImageData(8, 8);
    createEffect(() => {
      for (let i = 0; i < 64; i++) {
        const ink = props.ink[(props.offset ?? 0) + i];
        picture.data[4 * i + 3] = Math.floor((OPAQUE * Math.min(Math.max(ink, 0), FULL)) / FULL);
      }
      context.putImageData(picture, 0, 0);
    });
  };
  return (
    <canvas
      ref={draw}
      class="digit"
      width={8}
      height={8}
      role={props.label === undefined ? undefined : "img"}
      aria-label={props.label}
      aria-hidden={props.label === undefined}
    />
  );
}
