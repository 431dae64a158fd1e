/** Widths of characters in hundredths of the font size, those of DejaVu Sans: system fonts elsewhere run narrower. */
const CLASSES: readonly (readonly [width: number, pattern: RegExp])[] = [
  [0, /\p{Mn}|\p{Me}|\u200d|\ufe0f/u], // drawn over or joined to their neighbours
  [137, /\p{Emoji_Presentation}/u], // as wide as colour fonts draw them
  [30, /[ijlI.,:;'|!]/],
  [40, /[ ftr()[\]{}/\\"`-]/],
  [98, /[mwMW@%…→—]/],
  [72, /[A-Z&]/],
  [64, /[0-9_$#?]/],
  [84, /[+−=<>~×÷±]/],
  [61, /[ -ɏ]/],
  [68, /[Ͱ-῿]/],
];

/** About how many pixels a text takes: there is no font to ask in Node, and every platform must place things alike. */
export function textWidth(text: string, fontSize: number): number {
  let hundredths = 0;
  for (const character of text) hundredths += CLASSES.find(([, pattern]) => pattern.test(character))?.[0] ?? 105;
  return (hundredths * fontSize) / 100;
}

/** Lines no wider than `width`; a word that is wider is cut with an ellipsis. */
export function wrapText(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const joined = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && textWidth(joined, fontSize) <= width) lines[lines.length - 1] = joined;
    else lines.push(shorten(word, fontSize, width));
  }
  return lines;
}

/** The text, or as much of its beginning as fits into `width` with an ellipsis. */
export function shorten(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join("")}…`, fontSize) > width) characters.pop();
  return `${characters.join("")}…`;
}
