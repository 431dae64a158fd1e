import { type JSX, createEffect } from "solid-js";
import type { Gray } from "../own-data/shrink.js";

/** A gray matrix as a picture, its pixels sharp: 0 is black, 1 is white, and what is beyond is cut off. */
export function GrayPicture(props: { readonly rows: Gray; readonly label: string }): JSX.Element {
  const draw = (canvas: HTMLCanvasElement): void => {
    createEffect(() => {
      const [height, width] = [props.rows.length, props.rows[0]?.length ?? 0];
      if (height === 0 || width === 0) return;
      canvas.width = width;
      canvas.height = height;
      const picture = new ImageData(width, height);
      const { data } = picture; // which rounds, and keeps to 0 … 255
      let at = 0;
      for (const row of props.rows) {
        for (const value of row) {
          data[at] = data[at + 1] = data[at + 2] = 255 * value;
          data[at + 3] = 255;
          at += 4;
        }
      }
      canvas.getContext("2d")?.putImageData(picture, 0, 0);
    });
  };
  return <canvas ref={draw} class="gray-picture" role="img" aria-label={props.label} />;
}
