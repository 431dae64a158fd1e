/** What `configure({ print })` sets, read wherever an array is printed. */
export const printing = {
  /** Digits after the point, at most. */
  precision: 8,
  /** More elements than this are summarized … */
  threshold: 1000,
  /** … by this many from each end of each axis. */
  edgeItems: 3,
  /** Characters in a line, at most. */
  lineWidth: 75,
  /** Shows small numbers as 0 rather than all in scientific notation. */
  suppress: false,
};
