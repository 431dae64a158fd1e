import * as Plot from "@observablehq/plot";
import { Figure } from "../figure.js";
import type { Sketch } from "../sketch.js";
import { type Colors, colorsOf, themeStyle } from "../theme/theme.js";
import { type Arrangement, type Contents, type Placed, arrange, linesHeight } from "./arrange.js";
import { SvgElement, element, svgDocument } from "./document.js";
import { legendMarks } from "./legend.js";
import { type Mark, bottomAxis, drawing, leftAxis, textAt } from "./marks.js";
import { serialize } from "./serialize.js";
import { FONT, type Frame, LEADING, PAD } from "./sizes.js";
import { shorten, textWidth } from "./text-width.js";

/** What follows the name of an x axis. */
const ARROW = " →";

/** A chart before it is drawn. */
export interface Sheet extends Contents {
  /** What is drawn in the frame, from back to front. */
  readonly marks: (frame: Frame) => readonly Mark[];
  readonly sketch: Sketch;
}

/** Draws a chart: everything, title and legend too, is a mark in one `<svg>`. */
export function draw(sheet: Sheet): Figure {
  const { page } = sheet;
  const colors = colorsOf(page.theme);
  const arrangement = arrange(sheet);
  const { frame, height, x, y } = arrangement;
  const svg = Plot.plot({
    // the marks used here ask no more of a document than ours has
    document: svgDocument as unknown as Document,
    className: "linnet-figure",
    width: page.width,
    height,
    marginLeft: frame.left,
    marginTop: frame.top,
    marginRight: page.width - frame.left - frame.width,
    marginBottom: height - frame.top - frame.height,
    ...(x && { x: scaleOf(x) }),
    ...(y && { y: scaleOf(y) }),
    marks: [
      drawing(element("rect", { class: "linnet-surface", width: page.width, height, fill: colors.surface })),
      ...axisMarks(arrangement, colors),
      ...sheet.marks(frame),
      ...words(sheet, arrangement, colors),
    ],
  }) as unknown as SvgElement;
  const { title, description, width } = page;
  return new Figure({ svg: finish(svg, sheet, colors), title, description, width, height, sketch: sheet.sketch });
}

/** Plot's element with its style sheet replaced, its colours set, and its accessible name and description. */
function finish(svg: SvgElement, { page }: Sheet, colors: Colors): string {
  const [, ...marks] = svg.childNodes; // the first child is Plot's style sheet
  const { title, description, theme } = page;
  const name = element("title", {}, title);
  const story = element("desc", {}, description);
  const body = marks.filter((mark) => mark instanceof SvgElement);
  const size = { width: svg.getAttribute("width") ?? "", height: svg.getAttribute("height") ?? "" };
  const root = element("svg", {
    xmlns: svg.namespaceURI,
    role: "img",
    class: `linnet-figure linnet-${theme}`,
    ...size,
    viewBox: `0 0 ${size.width} ${size.height}`,
    fill: colors.ink,
    "font-family": "system-ui, sans-serif",
    "font-size": FONT.tick,
    "text-anchor": "middle",
    style: "max-width:100%;height:auto",
  });
  for (const child of [name, story, ...body.map(classed)]) root.appendChild(child);
  const text = serialize(root);
  if (theme !== "auto") return text;
  const at = text.indexOf("</desc>") + "</desc>".length; // the first one is no content: that is escaped
  return `${text.slice(0, at)}${serialize(element("style", {}, themeStyle(text)))}${text.slice(at)}`;
}

/** Plot names its groups by aria-label, which a group must not have: in a picture only the whole has a name. */
function classed(mark: SvgElement): SvgElement {
  const label = mark.getAttribute("aria-label");
  if (label === null) return mark;
  const names = [mark.getAttribute("class"), `linnet-${label.replaceAll(" ", "-")}`];
  mark.removeAttribute("aria-label");
  mark.removeAttribute("aria-hidden");
  mark.setAttribute("class", names.filter((name) => name !== null).join(" "));
  return mark;
}

function axisMarks({ x, y }: Arrangement, colors: Colors): Mark[] {
  const text = { fontSize: FONT.tick, fill: colors.muted };
  const grid = ({ axis }: Placed) => (axis.grid ? colors.grid : undefined);
  return [
    ...(y ? leftAxis(y.ticks.values, { ...text, text: [...y.labels] }, grid(y)) : []),
    ...(x ? bottomAxis(x.ticks.values, { ...text, text: [...x.labels], tickRotate: x.rotate }, grid(x)) : []),
  ];
}

/** Title, subtitle, legend, names of the axes and notes. */
function words(
  sheet: Sheet,
  { frame, height, title, subtitle, notes, legendTop, x, y }: Arrangement,
  colors: Colors,
): Mark[] {
  const right = frame.left + frame.width;
  const lines = (texts: readonly string[], top: number, size: number, options: Plot.TextOptions) =>
    texts.map((text, i) => textAt(frame, PAD, top + size * LEADING * (i + 0.5), text, { fontSize: size, ...options }));
  const muted = { fill: colors.muted };
  const label = { fontSize: FONT.label, fill: colors.muted };
  const place = { left: PAD, top: legendTop, width: sheet.page.width - 2 * PAD };
  const noteTop = height - PAD - linesHeight(notes.length, FONT.note);
  const axisTop = noteTop - (notes.length ? 6 : 0);
  return [
    ...lines(title, PAD, FONT.title, { fontWeight: 600, fill: colors.ink }),
    ...lines(subtitle, PAD + linesHeight(title.length, FONT.title), FONT.tick, muted),
    ...(sheet.legend ? legendMarks(sheet.legend, frame, colors, place) : []),
    ...(y?.axis.label
      ? [textAt(frame, PAD, frame.top - FONT.label - 4, axisName(y.axis.label, place.width), label)]
      : []),
    ...(x?.axis.label
      ? [
          textAt(frame, right, axisTop - FONT.label * 0.6, axisName(x.axis.label, right - PAD), {
            ...label,
            textAnchor: "end",
          }),
        ]
      : []),
    ...lines(notes, noteTop, FONT.note, muted),
  ];
}

/** The name of an axis in so many pixels, with its arrow where it has one at its end. */
function axisName(name: string, room: number): string {
  const arrow = name.endsWith(ARROW) ? ARROW : "";
  return shorten(name.slice(0, name.length - arrow.length), FONT.label, room - textWidth(arrow, FONT.label)) + arrow;
}

function scaleOf({ axis: { type, domain, downward, padding = 0.12 } }: Placed): Plot.ScaleOptions {
  if (type === "band") return { type, domain: [...domain], padding, axis: null, round: false };
  return { type, domain: [...domain], reverse: downward ?? false, axis: null };
}
