/** How a figure is coloured: fixed, or as the reader's system asks. */
export type ThemeName = "light" | "dark" | "auto";

/** The colours of one theme by what they are for. */
export interface Colors {
  readonly surface: string;
  readonly ink: string;
  /** Axis labels, notes. */
  readonly muted: string;
  readonly grid: string;
  /** Bars, single lines and single-colour dots. */
  readonly accent: string;
  /** The second thing shown, such as a cumulative line over bars. */
  readonly second: string;
  /** Cells of a confusion matrix, at an opacity that is the cell's share. */
  readonly heat: string;
  /** Text on cells of an opacity above {@link HEAT_FLIP}, and on bars. */
  readonly onHeat: string;
  /** Text on cells of an opacity up to {@link HEAT_FLIP}. */
  readonly onPale: string;
  /** Values that are not finite. */
  readonly missing: string;
  /** Ten classes. */
  readonly classes: readonly string[];
}

/**
 * The opacity above which text on `heat` is easier to read in `onHeat` than in `onPale`, in both themes. Black and white have the same
 * contrast, 4.58, with one lightness only; both themes' `heat` are such that their cells have it at this opacity.
 */
export const HEAT_FLIP = 0.704;

/**
 * Ten colours found by a search that maximizes the least distance between any two in OKLab, as seen with normal vision and with
 * full protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009), among colours whose contrast with the surface
 * is 3 or more (WCAG 2, 1.4.11); a class keeps its hue from light to dark. The first two are Okabe and Ito's blue and vermillion (orange on dark). The test measures them.
 */
export const light: Colors = {
  surface: "#ffffff",
  ink: "#1f2328",
  muted: "#59636e",
  grid: "#d9dee4",
  accent: "#0072b2",
  second: "#d55e00",
  heat: "#06407a",
  onHeat: "#fefefe",
  onPale: "#00000a",
  missing: "#c5ccd3",
  classes: "#0072b2 #d55e00 #249fb6 #760b3d #dc5fef #794d05 #4106b3 #92986a #b91c85 #7001f1".split(" "),
};

export const dark: Colors = {
  surface: "#14171c",
  ink: "#e6e9ee",
  muted: "#9aa4b2",
  grid: "#333b46",
  accent: "#56b4e9",
  second: "#e69f00",
  heat: "#48a6da",
  onHeat: "#000000",
  onPale: "#fefefe",
  missing: "#4b5563",
  classes: "#56b4e9 #e69f00 #23e8e2 #ba3850 #8e509c #bc7204 #797fe0 #c2da85 #b18a9b #7c36fc".split(" "),
};

/** The colours that are written into the picture; `"auto"` writes the light ones and lets {@link themeStyle} change them. */
export function colorsOf(theme: ThemeName): Colors {
  return theme === "dark" ? dark : light;
}

/**
 * The style sheet of an `"auto"` figure. The light colours stand in the marks' own attributes, so that a viewer without CSS shows
 * them; rules keyed on those very colours replace them by custom properties, which the reader's dark setting changes
 * and a page can set too (`.linnet-figure { --linnet-surface: transparent }`).
 *
 * @param svg the picture so far; only colours that occur in it get a rule
 */
export function themeStyle(svg: string): string {
  const used = roles().filter(([, color]) => svg.includes(`"${color}"`));
  const list = (colors: Colors) => used.map(([name]) => `--linnet-${name}:${colorNamed(colors, name)}`).join(";");
  const paints = used.flatMap(([name, color]) =>
    ["fill", "stroke"]
      .filter((paint) => svg.includes(`${paint}="${color}"`))
      .map((paint) => `.linnet-auto [${paint}="${color}"]{${paint}:var(--linnet-${name})}`),
  );
  const dusk = `@media(prefers-color-scheme:dark){:where(.linnet-auto){${list(dark)}}}`;
  return `:where(.linnet-auto){${list(light)}}${dusk}${paints.join("")}`;
}

/** Names and light colours of the custom properties. */
function roles(): [name: string, color: string][] {
  const { classes, accent: _accent, second: _second, ...single } = light;
  return [...Object.entries(single), ...classes.map((color, k): [string, string] => [`class${k}`, color])];
}

function colorNamed(colors: Colors, name: string): string {
  const { classes, ...single } = colors;
  return name.startsWith("class") ? classes[Number(name.slice(5))] : single[name as keyof typeof single];
}
