import { type Page, expect } from "@playwright/test";
import { testAlone as test } from "./lessons/lesson.js";

// What the content security policy of the built page forbids, shown by what the browser does.

const ELSEWHERE = "http://localhost:9/elsewhere";

/** What the policy forbade while something was done in the page, as `directive uri`. */
function forbidden(page: Page, what: "script" | "image" | "fetch" | "style" | "form" | "base"): Promise<string> {
  return page.evaluate(
    ([what, elsewhere]) =>
      new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
          resolve(`${effectiveDirective} ${blockedURI}`),
        );
        setTimeout(() => resolve("nothing"), 2000);
        const add = (tag: string, attributes: Record<string, string>): HTMLElement => {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          document.body.append(element);
          return element;
        };
        if (what === "script") add("script", { src: "data:text/javascript,globalThis.harm=1" });
        if (what === "image") add("img", { src: elsewhere });
        if (what === "fetch") fetch(elsewhere).catch(() => {});
        if (what === "style") add("p", { style: "color: red" });
        if (what === "base") add("base", { href: elsewhere });
        if (what === "form") (add("form", { action: elsewhere }) as HTMLFormElement).submit();
      }),
    [what, ELSEWHERE] as const,
  );
}

test("scripts, pictures, requests, styles and forms from elsewhere are refused by the browser @plain", async ({
  page,
  lesson,
  complaints,
}) => {
  await lesson.open("systems");
  expect(complaints).toEqual([]);
  expect(await forbidden(page, "script")).toBe("script-src-elem data");
  expect(await page.evaluate(() => "harm" in globalThis)).toBe(false);
  expect(await forbidden(page, "image")).toBe(`img-src ${ELSEWHERE}`);
  expect(await forbidden(page, "fetch")).toBe(`connect-src ${ELSEWHERE}`);
  expect(await forbidden(page, "style")).toBe("style-src-attr inline");
  expect(await forbidden(page, "base")).toBe(`base-uri ${ELSEWHERE}`);
  expect(await forbidden(page, "form")).toBe(`form-action ${ELSEWHERE}?`);
  complaints.length = 0; // each was reported
});

test("what computes may ask nobody either, and still shares its memory where the page is isolated @plain", async ({
  page,
  lesson,
  complaints,
}, { project }) => {
  await lesson.open("systems");
  const worker = page.workers().find((worker) => worker.url().startsWith("blob:"));
  if (worker === undefined) throw new Error("What computes was to start from a blob: URL.");
  expect(await worker.evaluate(() => crossOriginIsolated)).toBe(project.name === "isolated");
  const asked = await worker.evaluate(
    (elsewhere) =>
      new Promise<string>((resolve) => {
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
        setTimeout(() => resolve("nothing"), 2000);
        fetch(elsewhere).catch(() => {});
      }),
    ELSEWHERE,
  );
  expect(asked).toBe("connect-src");
  expect(await worker.evaluate(() => fetch("/index.html").then(String, () => "refused"))).toBe("refused");
  complaints.length = 0; // each was reported
});
