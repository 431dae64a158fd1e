import { element } from "../draw/document.js";
import { type Mark, drawingIn } from "../draw/marks.js";
import { type Segment, pixelSegments } from "../draw/plane.js";
import type { Frame } from "../draw/sizes.js";
import type { Colors } from "../theme/theme.js";

/** The two axes through 0, as far as the frame goes; what lies outside it is not drawn. */
export function originCross(frame: Frame, colors: Colors): Mark {
  return drawingIn(frame, ({ x, y }) => {
    const { left, top, width, height } = frame;
    const [x0, y0] = [x(0), y(0)];
    const across: Segment = [[left, y0], [left + width, y0]]; // prettier-ignore
    const upright: Segment = [[x0, top], [x0, top + height]]; // prettier-ignore
    const look = { stroke: colors.muted, "stroke-width": 1.25 };
    return element("g", { class: "linnet-origin" }, pixelSegments(frame, [across, upright], look));
  });
}
