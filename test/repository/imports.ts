import { posix } from 'node:path';
import ts from 'typescript';

/** An import of a file. */
export interface Import {
  /** A path from the root of the repository, or the name of a package. */
  readonly from: string;
  /** Whether it is an `import()`, which runs later. */
  readonly isDynamic: boolean;
}

/** The files of a folder with their imports, by their paths from the root of the repository. */
export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

/** Reads the imports of files, including type imports and re-exports. */
export function readImports(files: ReadonlyMap<string, string>): ImportGraph {
  return new Map([...files].map(([path, text]) => [path, listImports(path, text)]));
}

function listImports(path: string, text: string): readonly Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, isDynamic: boolean): void => {
    // A specifier that is not a literal is always a violation. It has no name.
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
 * Finds violations in the imports of a folder that contains the entries, with everything else in
 * subfolders.
 *
 * @param folders from top to bottom: a file can import only from its own folder and from those below it.
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

/** The folder of a file, with a trailing slash, or `undefined` for a package. */
function folderOf(path: string): string | undefined {
  return path.includes('/') && !path.startsWith('node:') ? `${posix.dirname(path)}/` : undefined;
}

function rootOf(folders: readonly string[]): string | undefined {
  return folderOf(folders[0]?.replace(/\/$/, '') ?? '');
}

/** Files that import each other, directly or indirectly. */
function findCircles(graph: ImportGraph): readonly string[] {
  let rest = new Map([...graph].map(([path, imports]) => [path, imports.map(({ from }) => from)]));
  for (;;) {
    // A file that imports no remaining file, or that no remaining file imports, is in no cycle.
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
