import axe from "axe-core";
import { cdp } from "vitest/browser";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { contrastNeeded, contrastOf, drawnTexts } from "./fixtures/drawn-texts.js";
import { examples } from "./fixtures/examples.js";
import { galleryPage } from "./fixtures/gallery.js";
import { scatter } from "./index.js";

/** What the reader's system asks for, as Chromium's devices do. */
async function prefer(scheme: "light" | "dark"): Promise<void> {
  const features = [{ name: "prefers-color-scheme", value: scheme }];
  await (cdp() as unknown as Session).send("Emulation.setEmulatedMedia", { features });
}
interface Session {
  send(method: string, parameters: unknown): Promise<unknown>;
}
afterAll(() => prefer("light"));

const themes = [
  ["light", "light"],
  ["dark", "light"],
  ["auto", "light"],
  ["auto", "dark"],
] as const;

describe.each(themes)("figures in the %s theme for a reader of %s pages", (theme, scheme) => {
  const figures = examples(theme);
  beforeEach(() => prefer(scheme));

  it("are accepted by axe-core, by all its rules, in a page with a heading, landmarks and sections", async () => {
    const page = new DOMParser().parseFromString(galleryPage([{ theme, width: 480, figures }]), "text/html");
    document.documentElement.lang = "en";
    document.title = page.title;
    document.head.append(...page.querySelectorAll("style"));
    document.body.innerHTML = page.body.innerHTML;
    const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
    const { violations, passes } = await axe.run(document, { rules });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`))).toEqual([]); // prettier-ignore
    const named = passes.find(({ id }) => id === "svg-img-alt")?.nodes.length;
    expect(named).toBe(Object.keys(figures).length);
  });

  it.each(Object.entries(figures))("%s has text of contrast 4.5 or more, 3 or more where it is large", (_, { svg }) => {
    document.body.innerHTML = `<div style="width:480px">${svg}</div>`;
    const [root] = document.querySelectorAll("svg");
    const weak = drawnTexts(root).map((text) => ({ text: text.textContent, has: contrastOf(text), needs: contrastNeeded(text) })).filter(({ has, needs }) => !(has >= needs)); // prettier-ignore
    expect(drawnTexts(root).length).toBeGreaterThan(0);
    expect(weak).toEqual([]);
  });
});

describe("the contrast of a text", () => {
  const at = (marks: string, text: string) => {
    document.body.innerHTML = `<svg width="200" height="50"><rect width="200" height="50" fill="#fff"/>${marks}<text x="20" y="30" ${text}>words</text></svg>`;
    return contrastOf(document.querySelectorAll("text")[0]);
  };

  it("is that of WCAG 2 with what lies under it", () => {
    expect(at("", 'fill="#000"')).toBeCloseTo(21, 10);
    expect(at("", 'fill="#777"')).toBeCloseTo(4.478, 3); // the grey that is known for just failing
    expect(at('<rect x="30" width="20" height="50" fill="#000"/>', 'fill="#000"')).toBe(1);
    expect(at('<circle cx="40" cy="25" r="20" fill="#000" fill-opacity="0.5"/>', 'fill="#fff"')).toBeLessThan(4.5);
    expect(at('<rect width="200" height="50" fill="#000"/>', 'fill="#000" stroke="#fff" stroke-width="4"')).toBe(21);
  });

  it("is not known over an image", () => {
    const { svg } = scatter([[0, 1]]);
    const image = `<image width="200" height="50" href="data:image/svg+xml,${encodeURIComponent(svg)}"/>`;
    expect(at(image, 'fill="#000"')).toBe(0);
  });

  it("is asked to be 3 of large text only", () => {
    at("", 'font-size="24"');
    expect(contrastNeeded(document.querySelectorAll("text")[0])).toBe(3);
    at("", 'font-size="19" font-weight="700"');
    expect(contrastNeeded(document.querySelectorAll("text")[0])).toBe(3);
    at("", 'font-size="19"');
    expect(contrastNeeded(document.querySelectorAll("text")[0])).toBe(4.5);
  });
});
