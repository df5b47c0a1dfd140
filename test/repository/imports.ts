import { posix } from 'node:path';
import ts from 'typescript';

/** Where a file imports from. */
export interface Import {
  /** A path from the root of the repository, or the name of a package. */
  readonly from: string;
  /** `import()`, which is done while the code runs. */
  readonly isDynamic: boolean;
}

/** The files of a folder with what each imports; by their paths from the root of the repository. */
export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

/** Reads what files import; types count, and so does what is only handed on. */
export function readImports(files: ReadonlyMap<string, string>): ImportGraph {
  return new Map([...files].map(([path, text]) => [path, listImports(path, text)]));
}

function listImports(path: string, text: string): readonly Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, isDynamic: boolean): void => {
    // What is not a literal is never right; it has no name.
    const name = specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : '';
    const from = name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
    imports.push({ from, isDynamic });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, false);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      add(node.moduleSpecifier, false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, false);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], true);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return imports;
}

/**
 * What is wrong with the imports of a folder, whose entries lie in it and everything else in folders of it.
 *
 * @param folders from top to bottom: a file imports only from its own folder and from those below.
 */
export function findViolations(graph: ImportGraph, folders: readonly string[]): readonly string[] {
  return [
    ...[...graph].flatMap(([path, imports]) =>
      imports.flatMap((one) => findViolation(path, one, folders)),
    ),
    ...findCircles(graph),
  ];
}

function findViolation(
  path: string,
  { from, isDynamic }: Import,
  folders: readonly string[],
): readonly string[] {
  const [own, other] = [folderOf(path), folderOf(from)];
  const isEntry = other !== undefined && other === rootOf(folders);
  const isAbove = folders.indexOf(other ?? '') < folders.indexOf(own ?? '');
  return [
    ...(isDynamic ? [`${path} imports ${from || 'something'} while it runs`] : []),
    ...(isEntry ? [`${path} imports the entry ${from}`] : []),
    ...(isAbove && folders.includes(other ?? '')
      ? [`${path} imports ${from}, which is above it`]
      : []),
  ];
}

/** The folder of a file, with a slash at its end; `undefined` for a package. */
function folderOf(path: string): string | undefined {
  return path.includes('/') && !path.startsWith('node:') ? `${posix.dirname(path)}/` : undefined;
}

function rootOf(folders: readonly string[]): string | undefined {
  return folderOf(folders[0]?.replace(/\/$/, '') ?? '');
}

/** Files that import each other, by however many others. */
function findCircles(graph: ImportGraph): readonly string[] {
  let rest = new Map([...graph].map(([path, imports]) => [path, imports.map(({ from }) => from)]));
  for (;;) {
    // What imports none of the rest, or is imported by none of it, is in no circle.
    const imported = new Set([...rest.values()].flat());
    const kept = [...rest].filter(
      ([path, from]) => imported.has(path) && from.some((other) => rest.has(other)),
    );
    if (kept.length === rest.size) {
      break;
    }
    rest = new Map(kept);
  }
  return rest.size === 0 ? [] : [`a circle among ${[...rest.keys()].toSorted().join(', ')}`];
}
