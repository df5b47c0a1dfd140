import ts from 'typescript';
import { isScalar, LineCounter, parseDocument, visit } from 'yaml';

/** The text of a file that people read, as Markdown. */
export interface Prose {
  readonly text: string;
  /** The line of the file that a line of the text comes from. */
  readonly toLine: (line: number) => number;
}

interface Part {
  readonly line: number;
  readonly text: string;
}

/** What people read of a YAML file: the values of these members, and comments. */
const YAML_MEMBERS = ['name', 'description', 'label', 'about', 'value'];

/** Two words, as code has them in text alone. */
const WORDS = /[A-Za-z]{2,} [a-z]{2,}/;

/** Takes what people read out of a file, by the kind of the file. */
export function readProse(path: string, text: string): Prose {
  if (path.endsWith('.yml')) {
    return join(readYaml(text));
  }
  if (path.endsWith('.ts')) {
    return join(readTypeScript(text));
  }
  return { text, toLine: (line) => line };
}

/** Puts the parts below each other, each as a paragraph of one line. */
function join(parts: readonly Part[]): Prose {
  const prose = parts.filter(({ text }) => WORDS.test(text));
  return {
    text: prose.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join('\n\n'),
    toLine: (line) => prose[Math.floor((line - 1) / 2)]?.line ?? 1,
  };
}

function readYaml(text: string): readonly Part[] {
  const lineCounter = new LineCounter();
  const parts: Part[] = text.split('\n').flatMap((line, index) => {
    const [, comment] = /(?:^|\s)#\s?(.*)$/.exec(line) ?? [];
    // Directives of zizmor are followed by a reason.
    return comment === undefined
      ? []
      : [{ line: index + 1, text: comment.replace(/^zizmor: ignore\[[\w-]+\] ?/, '') }];
  });
  visit(parseDocument(text, { lineCounter }), {
    Pair(_, { key, value }) {
      if (isScalar(key) && YAML_MEMBERS.includes(String(key.value)) && isScalar(value)) {
        const { line } = lineCounter.linePos(value.range?.[0] ?? 0);
        parts.push({ line, text: String(value.value) });
      }
    },
  });
  return parts;
}

function readTypeScript(text: string): readonly Part[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const parts: Part[] = [...text.matchAll(/\/\*\*?(.*?)\*\/|^\s*\/\/([^\n]*)$/gms)].map(
    (match) => ({
      line: lineOf(file, match.index),
      text: (match[1] ?? match[2] ?? '')
        .replace(/^\s*\*/gm, ' ')
        .replace(/\{@link (\w+)\}/g, '`$1`'),
    }),
  );
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && !ts.isImportDeclaration(node.parent)) {
      parts.push({ line: lineOf(file, node.getStart()), text: node.text });
    } else if (ts.isTemplateExpression(node)) {
      const spans = node.templateSpans.map(({ literal }) => `\`…\`${literal.text}`);
      parts.push({ line: lineOf(file, node.getStart()), text: node.head.text + spans.join('') });
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return parts;
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}
