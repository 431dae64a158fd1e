import type { Sketch } from "./sketch.js";

/** What a chart hands over to make its figure. */
export interface FigureParts {
  readonly svg: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly sketch: Sketch;
}

/**
 * A finished chart: one self-contained `<svg>` as text, with what a reader who cannot see it needs to know.
 *
 * A figure is immutable and holds plain data, so it can be posted from a worker to a page.
 *
 * @example
 * const figure = lossCurve({ train: [2.3, 0.9, 0.4] });
 * element.innerHTML = figure.svg; // or `${figure}`
 */
export class Figure implements FigureParts {
  /** The whole picture, starting with `<svg`. */
  readonly svg: string;
  /** The accessible name, also drawn at the top. */
  readonly title: string;
  /** What the picture shows, in sentences. */
  readonly description: string;
  /** Natural size in CSS pixels; the picture scales with its container. */
  readonly width: number;
  readonly height: number;
  /** The numbers that {@link toTerminal} draws. */
  readonly sketch: Sketch;

  constructor(parts: FigureParts) {
    this.svg = parts.svg;
    this.title = parts.title;
    this.description = parts.description;
    this.width = parts.width;
    this.height = parts.height;
    this.sketch = parts.sketch;
    // one line in Node's inspector instead of kilobytes of markup; not enumerable, so that a clone need not copy it
    const line = `Figure(${JSON.stringify(this.title)}, ${this.width} × ${this.height}, ${this.svg.length} characters)`;
    Object.defineProperty(this, Symbol.for("nodejs.util.inspect.custom"), { value: () => line });
    Object.freeze(this);
  }

  /** The SVG text. */
  toString(): string {
    return this.svg;
  }
}
