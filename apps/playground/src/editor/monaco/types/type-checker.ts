import {
  type LanguageService,
  createLanguageService,
} from "monaco-editor/languages/features/typescript/lib/typescriptServices.js";
import { completionDetails, completionsAt, fixesOf } from "./completions.js";
import { hoverAt, signaturesAt } from "./descriptions.js";
import { problemsOf } from "./problems.js";
import type { Answers, Asked } from "./questions.js";
import { LIBRARIES, VirtualFiles } from "./virtual-files.js";

/** Where declarations come from: `virtual:declarations`. */
export interface Declarations {
  readonly manifests: Readonly<Record<string, string>>;
  readonly load: Readonly<Record<string, () => Promise<{ readonly default: Readonly<Record<string, string>> }>>>;
}

/**
 * The compiler, with one program and those packages that it speaks of. A package is found as it is in a project: by the `exports`
 * of its package.json.
 */
export class TypeChecker {
  private readonly files = new VirtualFiles();
  private readonly service: LanguageService = createLanguageService(this.files);
  private readonly installed = new Map<string, Promise<void>>();

  constructor(private readonly declarations: Declarations) {
    for (const [name, manifest] of Object.entries(declarations.manifests))
      this.files.add(`/node_modules/${name}/package.json`, manifest);
    this.files.add(
      "/package.json",
      JSON.stringify({ dependencies: Object.fromEntries(this.offered().map((name) => [name, "*"])) }),
    );
  }

  async answer(program: string, asked: Asked): Promise<Answers[Asked["kind"]]> {
    const named = Object.keys(this.declarations.manifests).filter((name) => program.includes(name));
    await Promise.all(["libraries", ...named].map((name) => this.install(name)));
    this.files.write(program); // and answer at once: the next question may be about another
    const { service } = this;
    switch (asked.kind) {
      case "ready":
        return true;
      case "problems":
        return problemsOf(service);
      case "completions":
        return completionsAt(service, asked.at);
      case "details":
        return completionDetails(service, asked.at, asked);
      case "hover":
        return hoverAt(service, asked.at);
      case "signatures":
        return signaturesAt(service, asked.at);
      case "fixes":
        return fixesOf(service, asked.start, asked.end, asked.codes);
    }
  }

  /**
   * Reads the packages that the program does not import, too, so that everything they export can be offered: one after the other, and
   * after each there is room for a question.
   */
  async offerAll(): Promise<void> {
    const known: string[] = [];
    for (const name of this.offered()) {
      await this.install(name);
      this.files.offer([...known, name]);
      known.push(name);
      problemsOf(this.service); // reads it, and looks at the program anew
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** What programs are written with; kernels are what the packages are. */
  private offered(): readonly string[] {
    return Object.keys(this.declarations.manifests).filter((name) => name !== "@linnet/kernels");
  }

  private install(name: string): Promise<void> {
    const begun = this.installed.get(name) ?? this.installing(name);
    this.installed.set(name, begun);
    return begun;
  }

  /** Puts a package where it is found, after those that it needs. */
  private async installing(name: string): Promise<void> {
    const { manifests, load } = this.declarations;
    const { dependencies = {} } = JSON.parse(manifests[name] ?? "{}") as { dependencies?: object };
    const needed = Object.keys(dependencies).filter((other) => other in manifests);
    await Promise.all(needed.map((other) => this.install(other)));
    const folder = name === "libraries" ? LIBRARIES : `/node_modules/${name}`;
    const { default: texts } = await load[name]();
    for (const [path, text] of Object.entries(texts)) this.files.add(`${folder}/${path}`, text);
  }
}
