import ts from 'typescript';

const roots = new Set(['describe', 'it', 'test']);
const marks = new Set(['only', 'skip', 'todo', 'failing']);
const shortForms = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe']);

/** Where a source file focuses, skips or postpones a test: `{ line, mark }`, strings and comments apart. */
export function findMarks(text, fileName) {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    const mark = markOf(node);
    if (mark) found.push({ mark, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function markOf(node) {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    return shortForms.has(node.expression.text) ? node.expression.text : undefined;
  }
  const name = accessed(node);
  return name !== undefined && marks.has(name) && roots.has(rootOf(node)) ? `${rootOf(node)}.${name}` : undefined;
}

function accessed(node) {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return node.argumentExpression.text;
  }
  return undefined;
}

/** `it` of `it.concurrent.only.each`. */
function rootOf(node) {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return rootOf(node.expression);
  return ts.isIdentifier(node) ? node.text : undefined;
}
