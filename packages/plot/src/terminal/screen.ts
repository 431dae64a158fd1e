/** The size and the means of a terminal picture. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly color: boolean;
}

/** Text without control characters: a label must not steer the terminal. */
export function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
