import { join } from "node:path";
import ts from "typescript-5";
import { type Example, packages, root } from "./sources.js";
import { promisedIn } from "./values.js";

/** An example as a module that can be checked and run. */
export interface Module {
  readonly example: Example;
  /** With the imports that it left out. */
  readonly source: string;
  /** As it is run: values that comments promise go to `promise`. */
  readonly instrumented: string;
}

/** Completes an example with imports of the names that packages export, its own package first. */
export function moduleOf(example: Example, exported: ReadonlyMap<string, ReadonlySet<string>>): Module {
  const file = ts.createSourceFile("example.ts", example.code, ts.ScriptTarget.ES2022, true);
  const imports = file.statements.some(ts.isImportDeclaration) ? "" : importsFor(file, example.home, exported);
  return { example, source: `${imports}${example.code}\nexport {};\n`, instrumented: imports + instrument(file) };
}

function importsFor(
  file: ts.SourceFile,
  home: string | undefined,
  exported: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  const declared = new Set<string>();
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isDeclared =
        (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) &&
        parent.name === node;
      const isProperty = ts.isPropertyAccessExpression(parent) && parent.name === node;
      if (isDeclared) declared.add(node.text);
      else if (!isProperty) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const order = home === undefined ? packages : [home, ...packages];
  const lines = [...used].flatMap((name) => {
    const from = order.find((candidate) => exported.get(candidate)?.has(name) === true);
    return from === undefined || declared.has(name) ? [] : [`import { ${name} } from "@linnet/${from}";`];
  });
  return lines.length === 0 ? "" : `${lines.join(" ")}\n`;
}

/** `value; // literal` and `console.log(value); // literal` become `promise([value], "literal")`. */
function instrument(file: ts.SourceFile): string {
  let code = "";
  let at = 0;
  for (const statement of file.statements) {
    const [comment] = ts.getTrailingCommentRanges(file.text, statement.end) ?? [];
    if (comment === undefined || !ts.isExpressionStatement(statement)) continue;
    const text = file.text.slice(comment.pos + 2, comment.end).trim();
    const values = printed(statement.expression) ?? [statement.expression];
    if (promisedIn(text).length !== values.length) continue;
    const list = values.map((value) => value.getText(file)).join(", ");
    code += `${file.text.slice(at, statement.getStart(file))}await promise([${list}], ${JSON.stringify(text)});`;
    at = statement.end;
  }
  return code + file.text.slice(at);
}

function printed(expression: ts.Expression): readonly ts.Expression[] | undefined {
  if (!ts.isCallExpression(expression) || expression.expression.getText() !== "console.log") return undefined;
  return expression.arguments;
}

/** What `checkTypes` found in a module. */
export interface TypeReport {
  /** Names that the example uses and does not define: it is a fragment. */
  readonly missing: readonly string[];
  readonly errors: readonly string[];
}

const CANNOT_FIND_NAME = new Set([2304, 2552, 18004]);

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ["@linnet/source"],
  strict: true,
  verbatimModuleSyntax: false,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};

/** Type-checks modules as files of this package, by TypeScript 5.9 against the sources. */
export function checkTypes(modules: readonly Module[]): readonly TypeReport[] {
  const folder = join(root, "tooling/conformance/src/examples");
  const files = new Map(modules.map(({ source }, i) => [join(folder, `example-${i}.ts`), source]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map((name) => {
    const file = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    const text = ({ messageText }: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(messageText, "\n");
    const missing = found
      .filter(({ code }) => CANNOT_FIND_NAME.has(code))
      .map((diagnostic) => /'(\w+)'/.exec(text(diagnostic))?.[1] ?? "");
    return { missing, errors: missing.length > 0 ? [] : found.map(text) };
  });
}
