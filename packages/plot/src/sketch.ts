/** What a chart shows, reduced to what a terminal can draw. Plain data, so that a figure can be posted between threads. */
export type Sketch = LinesSketch | BarsSketch | BoxesSketch | PointsSketch | CountsSketch | ShadesSketch | ImagesSketch;

export interface LinesSketch {
  readonly kind: "lines";
  readonly xLabel: string;
  readonly yLabel: string;
  readonly log: boolean;
  readonly series: readonly { readonly name: string; readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }[];
}

export interface BarsSketch {
  readonly kind: "bars";
  readonly labels: readonly string[];
  readonly values: ArrayLike<number>;
  /** How a value is written beside its bar. */
  readonly unit: "percent" | "number";
}

/** Five numbers of each sample: where its whiskers end, its quartiles and its median. */
export interface BoxesSketch {
  readonly kind: "boxes";
  readonly xLabel: string;
  readonly boxes: readonly {
    readonly name: string;
    readonly low: number;
    readonly lower: number;
    readonly median: number;
    readonly upper: number;
    readonly high: number;
    readonly outliers: ArrayLike<number>;
  }[];
}

export interface PointsSketch {
  readonly kind: "points";
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Class of each point, an index into `names`; absent where the points have none. */
  readonly classes?: ArrayLike<number>;
  readonly names: readonly string[];
}

export interface CountsSketch {
  readonly kind: "counts";
  readonly labels: readonly string[];
  /** Row-major, `labels.length` squared: row = true class, column = predicted class. */
  readonly counts: ArrayLike<number>;
}

export interface ShadesSketch {
  readonly kind: "shades";
  readonly rows: number;
  readonly cols: number;
  /** Row-major in [0, 1]; NaN is drawn as a question mark. */
  readonly values: ArrayLike<number>;
}

/** Pictures of one size. */
export interface ImagesSketch {
  readonly kind: "images";
  readonly count: number;
  readonly rows: number;
  readonly cols: number;
  /** One picture after the other, each row-major in [0, 1]; NaN where there is no value. */
  readonly values: ArrayLike<number>;
}
