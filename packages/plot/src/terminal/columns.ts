/** Marks that are drawn over the character before them, joiners, and the two halves of a selector of emoji. */
const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
/** Emoji, and what Unicode's East Asian Width calls wide or fullwidth (UAX #11), by block. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}])$/u;
/** Asks for the colourful form of the character before it, which is wide then. */
const EMOJI_SELECTOR = "\ufe0f";

/** How many columns of a terminal a text takes at most: joined emoji are counted one by one, because some terminals draw them so. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character === EMOJI_SELECTOR ? 1 : widthOf(character);
  return columns;
}

/** The text cut to `columns`, with an ellipsis where something is missing. */
export function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let [kept, room] = ["", columns - 1];
  for (const character of text) {
    room -= character === EMOJI_SELECTOR ? 1 : widthOf(character);
    if (room < 0) break;
    kept += character;
  }
  return columns < 1 ? "" : `${kept}…`;
}

/** The text after as many spaces as fill `columns`. */
export function toTheRight(text: string, columns: number): string {
  return " ".repeat(Math.max(0, columns - columnsOf(text))) + text;
}

/** Lines of at most `columns`; a word that is wider is cut. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const joined = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && columnsOf(joined) <= columns) lines[lines.length - 1] = joined;
    else lines.push(cut(word, columns));
  }
  return lines;
}

function widthOf(character: string): number {
  if (character < "\u0300") return 1; // Latin, with no need to look further
  return NOTHING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
}
