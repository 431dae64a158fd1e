import { glyph, paint } from "./paint.js";

/** The bit of each of the eight dots of a Braille character, by row and column (Unicode, block U+2800). */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

/** A grid of characters in which dots are set at two by four to a character. */
export class Canvas {
  /** Size in dots. */
  readonly width: number;
  readonly height: number;
  private readonly bits: Uint8Array;
  private readonly owner: Int16Array;

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {
    this.width = columns * 2;
    this.height = rows * 4;
    this.bits = new Uint8Array(columns * rows);
    this.owner = new Int16Array(columns * rows).fill(-1);
  }

  /** Sets the dot nearest to (x, y), y counted from the top, for class `k`; the last class to reach a character owns it. */
  set(x: number, y: number, k: number): void {
    const [i, j] = [Math.round(y), Math.round(x)];
    if (i < 0 || j < 0 || i >= this.height || j >= this.width) return;
    const at = (i >> 2) * this.columns + (j >> 1);
    this.bits[at] |= DOTS[i & 3][j & 1];
    this.owner[at] = k;
  }

  /** Sets the dots of a straight line. */
  line(x0: number, y0: number, x1: number, y1: number, k: number): void {
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))));
    for (let s = 0; s <= steps; s++) this.set(x0 + ((x1 - x0) * s) / steps, y0 + ((y1 - y0) * s) / steps, k);
  }

  /** The rows as text: Braille dots, or the mark `write(k)` of the class that owns each character. */
  toRows(color: boolean, write?: (k: number) => string): string[] {
    return Array.from({ length: this.rows }, (_, i) => {
      let row = "";
      for (let at = i * this.columns; at < (i + 1) * this.columns; at++) {
        const k = this.owner[at];
        const character = k < 0 ? " " : write ? write(k) : String.fromCharCode(0x2800 + this.bits[at]);
        row += color && k >= 0 ? paint(character, k) : character;
      }
      return color ? row : row.trimEnd();
    });
  }
}

/** Dots where one class is drawn or colour tells them apart, else a mark for each. */
export function marksOf(classes: number, color: boolean): ((k: number) => string) | undefined {
  return classes <= 1 || color ? undefined : glyph;
}
