import ts from 'typescript';
import { isScalar, LineCounter, parseDocument, visit } from 'yaml';

/** The text in a file that people read, as Markdown. */
export interface Prose {
  readonly text: string;
  /** Converts a line of the text to the line of the file that it comes from. */
  readonly toLine: (line: number) => number;
}

interface Part {
  readonly line: number;
  readonly text: string;
}

/** What people read in a YAML file: the values of these members, and the comments. */
const YAML_MEMBERS = ['name', 'description', 'label', 'about', 'value'];

/** Two words in a row, which only prose contains. */
const WORDS = /[A-Za-z]{2,} [a-z]{2,}/;

/** Extracts what people read from a file, depending on its type. */
export function readProse(path: string, text: string): Prose {
  if (path.endsWith('.yml')) {
    return join(readYaml(text));
  }
  if (path.endsWith('.ts')) {
    return join(readTypeScript(text));
  }
  return { text, toLine: (line) => line };
}

/** Joins the parts, each as a paragraph of one line. */
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
