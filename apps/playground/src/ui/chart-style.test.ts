import { histogram, scatter } from "@linnet/plot";
import { describe, expect, it } from "vitest";
import { splitStyle } from "./chart-style.js";

const charts = [
  histogram([1, 2, 4], { title: '<style>a</style> style="b"' }),
  scatter(
    [
      [1, 2],
      [3, 4],
    ],
    { title: "Points" },
  ),
];

describe("splitStyle", () => {
  it.each(charts.map((chart) => [String(chart)]))("leaves no style in the markup, and loses none (%#)", (svg) => {
    const { markup, sheet } = splitStyle(svg);
    expect(markup).not.toMatch(/<style|<[^>]* style=/);
    expect(sheet).toMatch(/^:where\(\.linnet-auto\)\{.*\}$/);
    expect(svg).toBe(
      markup
        .replace("</desc>", `</desc><style>${sheet}</style>`)
        .replace(/^(<svg [^>]*)>/, '$1 style="max-width:100%;height:auto">'),
    );
  });
});
