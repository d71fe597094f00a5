import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A text of a catalogue, such as `libs/web/ui/ui.texts.ts said.saved`. */
type TextName = string;

const isCatalogue = (path: string): boolean => path.endsWith('.texts.ts');

/** Texts that no file takes from their catalogue; found by types, since other things are called `done` and `home`, too. */
export function unusedTexts(root: string, files: readonly string[]): TextName[] {
  const program = ts.createProgram(
    files.map((path) => join(root, path)),
    optionsOf(root),
  );
  const search = new Search(program.getTypeChecker());
  for (const path of files.filter(isCatalogue)) search.declare(path, program.getSourceFile(join(root, path))!);
  for (const path of files) search.take(program.getSourceFile(join(root, path))!);
  return search.left();
}

function optionsOf(root: string): ts.CompilerOptions {
  const path = join(root, 'tsconfig.json');
  const { config } = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8')) as { config: object };
  return { ...ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root).options, noEmit: true };
}

class Search {
  /** Where texts are written, in any language. */
  private readonly written = new Map<ts.Node, TextName>();
  private readonly words = new Set<string>();
  private readonly unused = new Set<TextName>();

  constructor(private readonly checker: ts.TypeChecker) {}

  left(): TextName[] {
    return [...this.unused].toSorted();
  }

  /** What `catalogue(en, others)` holds. Where a type of its own says what there is, nothing is superfluous. */
  declare(path: string, source: ts.SourceFile): void {
    const visit = (node: ts.Node): void => {
      const isOne = ts.isCallExpression(node) && node.expression.getText() === 'catalogue' && !node.typeArguments;
      if (!isOne) return ts.forEachChild(node, visit);
      const [en, others] = node.arguments as unknown as [ts.ObjectLiteralExpression, ts.ObjectLiteralExpression];
      const languages = [en, ...others.properties.map((one) => (one as ts.PropertyAssignment).initializer)];
      for (const language of languages) this.write(`${path} `, language as ts.ObjectLiteralExpression);
    };
    visit(source);
  }

  take(source: ts.SourceFile): void {
    const visit = (node: ts.Node): void => {
      const isOfPart = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
      const isSaid = isOfPart && node.expression.getText() === 'say';
      for (const symbol of this.takenBy(node)) this.use(symbol, isSaid);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }

  private write(before: string, texts: ts.ObjectLiteralExpression): void {
    for (const property of texts.properties) {
      const key = (property.name as ts.Identifier | ts.StringLiteral).text;
      this.words.add(key);
      const value = ts.isPropertyAssignment(property) ? property.initializer : property;
      if (ts.isObjectLiteralExpression(value)) {
        this.write(`${before}${key}.`, value);
        continue;
      }
      this.written.set(property, before + key);
      this.unused.add(before + key);
    }
  }

  /** A component may say itself which texts it wants: then every text of that name may be one of them. */
  private use({ name, declarations = [] }: ts.Symbol, isSaid: boolean): void {
    for (const declaration of declarations) {
      const text = this.written.get(declaration);
      if (text !== undefined) this.unused.delete(text);
      const isWanted = ts.isPropertySignature(declaration) || ts.isMethodSignature(declaration);
      if (isSaid && isWanted) for (const one of this.unused) if (one.endsWith(` ${name}`)) this.unused.delete(one);
    }
  }

  private takenBy(node: ts.Node): readonly ts.Symbol[] {
    if (ts.isPropertyAccessExpression(node)) return this.words.has(node.name.text) ? this.at(node.name) : [];
    if (ts.isElementAccessExpression(node)) return this.chosen(node);
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) return this.bound(node, node.parent);
    if (ts.isCallExpression(node) && /^Object\.(keys|values|entries)$/.test(node.expression.getText()))
      return this.checker.getTypeAtLocation(node.arguments[0]!).getProperties();
    return [];
  }

  private at(node: ts.Node): ts.Symbol[] {
    const symbol = this.checker.getSymbolAtLocation(node);
    return symbol ? [symbol] : [];
  }

  /** One of those that the type of what is in the brackets allows. */
  private chosen({ expression, argumentExpression: argument }: ts.ElementAccessExpression): ts.Symbol[] {
    const type = this.checker.getTypeAtLocation(argument);
    const keys = (type.isUnion() ? type.types : [type]).filter((one) => one.isStringLiteral());
    if (!keys.some(({ value }) => this.words.has(value))) return [];
    const from = this.checker.getTypeAtLocation(expression);
    return keys.flatMap(({ value }) => this.checker.getPropertyOfType(from, value) ?? []);
  }

  private bound({ propertyName, name }: ts.BindingElement, pattern: ts.ObjectBindingPattern): ts.Symbol[] {
    const { text } = (propertyName ?? name) as ts.Identifier;
    if (!this.words.has(text)) return [];
    return [this.checker.getTypeAtLocation(pattern).getProperty(text)].filter((one) => one !== undefined);
  }
}
