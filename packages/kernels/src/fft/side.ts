import { float32 } from "../element-type.js";
import type { Strided } from "../strided.js";
import { fftFamily } from "./family.js";

/** How the lines of an operand lie in memory, and their way into and out of work areas: rows of complex float64. */
export class Side {
  readonly isComplex: boolean;
  /** Bytes from one element of a line to the next. */
  private readonly step: number;
  /** Bytes of a number. */
  private readonly unit: number;
  /** Bytes from one line to the next. */
  private readonly col: number;
  /** Whether the elements of a line are float64 side by side, which can be worked on where they are. */
  readonly isDirect: boolean;

  constructor({ type, layout }: Strided, axis: number, lineStep: number) {
    this.isComplex = type.kind === "complex";
    this.step = layout.strides[axis] * 2 ** type.shift;
    this.unit = type.array.BYTES_PER_ELEMENT;
    this.col = lineStep * 2 ** type.shift;
    this.isDirect = layout.strides[axis] === 1 && type.array !== float32.array;
  }

  /** Rows `first` to `first + rows` of the area at `to` ← a·Re + i·b·Im of those elements of lines that begin at x; 0 for no part. */
  load(cols: number, x: number, first: number, rows: number, a: number, b: number, to: number): void {
    const { f32_gather, f64_gather } = fftFamily.exports;
    const { step, unit, col } = this;
    const gather = unit === 4 ? f32_gather : f64_gather;
    gather(rows, cols, x + first * step, step, col, unit, a, this.isComplex ? b : 0, to + first * cols * 16);
  }

  /** The way back; real elements take real parts. */
  store(cols: number, from: number, first: number, rows: number, a: number, b: number, y: number): void {
    const { f32_scatter, f64_scatter } = fftFamily.exports;
    const { step, unit, col } = this;
    const scatter = unit === 4 ? f32_scatter : f64_scatter;
    scatter(rows, cols, from + first * cols * 16, a, this.isComplex ? b : 0, y + first * step, step, col, unit);
  }

  /** Real lines of 2h elements as h complex numbers, of even and odd elements. */
  loadPairs(cols: number, x: number, h: number, to: number): void {
    const { f32_gather, f64_gather } = fftFamily.exports;
    (this.unit === 4 ? f32_gather : f64_gather)(h, cols, x, 2 * this.step, this.col, this.step, 1, 1, to);
  }

  /** The way back, times a. */
  storePairs(cols: number, from: number, h: number, a: number, y: number): void {
    const { f32_scatter, f64_scatter } = fftFamily.exports;
    (this.unit === 4 ? f32_scatter : f64_scatter)(h, cols, from, a, a, y, 2 * this.step, this.col, this.step);
  }
}
