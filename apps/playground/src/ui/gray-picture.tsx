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
      props.rows.forEach((row, i) =>
        row.forEach((value, j) => {
          const shade = Math.round(255 * Math.min(Math.max(value, 0), 1));
          picture.data.set([shade, shade, shade, 255], 4 * (i * width + j));
        }),
      );
      canvas.getContext("2d")?.putImageData(picture, 0, 0);
    });
  };
  return <canvas ref={draw} class="gray-picture" role="img" aria-label={props.label} />;
}
