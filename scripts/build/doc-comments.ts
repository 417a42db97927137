import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** What the doc comments of a schema say, by member. */
export interface Described {
  text?: string | undefined;
  members: Map<string, Described>;
}

function commentOf(node: ts.Node, source: ts.SourceFile): string | undefined {
  const range = ts.getLeadingCommentRanges(source.text, node.getFullStart())?.at(-1);
  const comment = range && source.text.slice(range.pos, range.end);
  if (!comment?.startsWith('/**')) return undefined;
  return comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^\s*\*/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The doc comments of every exported schema of a contract's file, by the schema's name. */
export function docComments(path: string): Map<string, Described> {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const literals = new Map<string, ts.ObjectLiteralExpression>();
  const found = new Map<string, Described>();

  const literalIn = (node: ts.Node): ts.ObjectLiteralExpression | undefined =>
    ts.isObjectLiteralExpression(node) ? node : ts.forEachChild(node, literalIn);

  function membersOf(literal: ts.ObjectLiteralExpression | undefined): Map<string, Described> {
    const members = new Map<string, Described>();
    for (const property of literal?.properties ?? []) {
      if (ts.isSpreadAssignment(property) && ts.isIdentifier(property.expression)) {
        for (const [name, described] of membersOf(literals.get(property.expression.text)))
          members.set(name, described);
      } else if (ts.isPropertyAssignment(property)) {
        members.set(property.name.getText(source), {
          text: commentOf(property, source),
          members: membersOf(literalIn(property.initializer)),
        });
      }
    }
    return members;
  }

  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || !initializer) continue;
      const literal = literalIn(initializer);
      if (ts.isObjectLiteralExpression(initializer)) literals.set(name.text, initializer);
      found.set(name.text, { text: commentOf(statement, source), members: membersOf(literal) });
    }
  }
  return found;
}
