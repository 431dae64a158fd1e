import { type JSX, Show, createEffect, createSignal, on, onCleanup, onMount } from "solid-js";
import "./code-editor.css";
import type { Mark } from "../editor-state.js";
import { PlainEditor } from "../plain-editor.js";
import type { RichEditor } from "./rich-editor.js";
import { TypeClient } from "./types/type-client.js";

interface CodeEditorProps {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly run: () => void;
  readonly problemAt: Mark | null;
  /** A line to be shown, each time that it is asked for. */
  readonly goTo: { readonly line: number } | null;
}

/**
 * A program that is typed. At first in a text area, which any browser has; Monaco with the packages' types takes its place, caret and
 * all, when both have been loaded. Where they cannot be, or are not wanted, the text area stays.
 */
export function CodeEditor(props: CodeEditorProps): JSX.Element {
  const [rich, setRich] = createSignal<RichEditor>();
  const [help, setHelp] = createSignal(isPhone() ? PLAIN : LOADING);
  const [tabLeaves, setTabLeaves] = createSignal(false);
  const [tellsKeys, setTellsKeys] = createSignal(false);
  const composing = createComposing();
  let place: HTMLDivElement | undefined;
  const listener = {
    change: (text: string) => {
      setTellsKeys(false);
      setHelp(({ sentence }) => ({ state: "checking", sentence })); // which is not read aloud again at each key
      props.change(text);
    },
    run: () => props.run(),
    tabLeaves: (leaves: boolean) => {
      setTellsKeys(false);
      setTabLeaves(leaves);
    },
    tellKeys: () => setTellsKeys(!tellsKeys()),
    checked: (errors: number) => setHelp(ready(errors)),
    fail: (error: unknown) => setHelp(missing(error)),
  };
  const open = async (place: HTMLElement): Promise<void> => {
    const [{ RichEditor }, types] = await load(() => props.text);
    await composing.end();
    const opened = new RichEditor(place, props.text, types, listener);
    const area = document.activeElement;
    const isTyped = area instanceof HTMLTextAreaElement && place.parentElement?.contains(area) === true;
    setRich(opened); // and the text area goes
    if (isTyped) opened.focus(area.selectionStart, area.selectionEnd);
  };
  onMount(() => {
    if (help() === LOADING && place !== undefined) open(place).catch(listener.fail);
  });
  follow(props, rich);
  return (
    <div class="code-editor" data-help={help().state}>
      <div class="rich" ref={(element) => (place = element)} hidden={rich() === undefined} />
      <Show when={rich() === undefined}>
        <PlainEditor {...props} composing={composing.set} />
      </Show>
      <p class="muted" role="status">
        {tellsKeys() ? KEYS : tabLeaves() ? "Tab now leaves the program." : help().sentence}
      </p>
    </div>
  );
}

/**
 * Loads Monaco, and starts the compiler beside it, which begins to read what the program imports: so it has answers when somebody
 * types.
 *
 * @throws {Error} when the browser starts no worker, or one of both could not be loaded
 */
async function load(text: () => string): Promise<[typeof import("./rich-editor.js"), TypeClient]> {
  const types = new TypeClient();
  const begin = async (): Promise<void> => {
    await types.ask(text(), { kind: "ready" });
    types.ask(text(), { kind: "problems" }).catch(() => {}); // who asks next is told
  };
  try {
    const [module] = await Promise.all([import("./rich-editor.js"), begin()]);
    return [module, types];
  } catch (error) {
    types.close();
    throw error;
  }
}

/** Knows whether something is being composed, as Chinese and Japanese are; a text area that goes would take it along. */
function createComposing() {
  let isComposing = false;
  let ended = (): void => {};
  const set = (is: boolean): void => {
    isComposing = is;
    if (!is) setTimeout(() => ended()); // some browsers tell of the text only now
  };
  const end = async (): Promise<void> => {
    while (isComposing) await new Promise<void>((resolve) => (ended = resolve));
  };
  return { set, end };
}

/** Shows in Monaco, while it is there, what the page gives. */
function follow(props: CodeEditorProps, rich: () => RichEditor | undefined): void {
  const each = <T,>(value: () => T, show: (rich: RichEditor, value: T) => void): void =>
    createEffect(on([value, rich], ([value, rich]) => rich !== undefined && show(rich, value)));
  each(
    () => props.text,
    (rich, text) => rich.show(text),
  );
  each(
    () => props.problemAt,
    (rich, problemAt) => rich.mark(problemAt),
  );
  each(
    () => props.goTo,
    (rich, goTo) => goTo !== null && rich.goTo(goTo.line),
  );
  onCleanup(() => rich()?.close());
}

/** What helps to write, and how one gets out. */
interface Help {
  readonly state: "plain" | "loading" | "checking" | "ready" | "missing";
  readonly sentence: string;
}

const PLAIN: Help = { state: "plain", sentence: "" };
const LOADING: Help = { state: "loading", sentence: "Types are on their way. Write, and run, meanwhile." };

function ready(errors: number): Help {
  const found = ["No errors.", "1 error: F8 leads to it."][errors] ?? `${errors} errors: F8 leads through them.`;
  return { state: "ready", sentence: `${found} Escape, then Tab leaves the program. Alt+F1 tells of other keys.` };
}

const KEYS =
  "Control+Enter runs the program. Control+Space offers names, Control+K Control+I says what stands at the caret, " +
  "F8 leads through errors, Control+. mends, Control+F finds. Shift+Alt+F1 turns reading by screen readers on and off. " +
  "Escape closes what is open; Escape, then Tab leaves the program. Alt+F1 ends this.";

function missing(error: unknown): Help {
  const why = error instanceof Error ? error.message : String(error);
  return { state: "missing", sentence: `Nothing checks types here, but programs run: ${why}` };
}

/** A small screen that is touched: keyboards there write for themselves, and Monaco does not suit them. */
function isPhone(): boolean {
  return matchMedia("(pointer: coarse) and (max-width: 48rem)").matches;
}
