/** Sizes of text in pixels: what is read on a phone, where a figure of 480 pixels is shown at three quarters. */
export const FONT = { title: 17, label: 14, tick: 13, note: 12.5 } as const;
/** How much wider bold text runs. */
export const BOLD = 1.13;
/** Space at the rim of the picture. */
export const PAD = 12;
/** Height of a line as a multiple of the size of its text. */
export const LEADING = 1.35;

/** The rectangle that the data are drawn in, in pixels of the picture. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
