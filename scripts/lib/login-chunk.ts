/** The lines of a script, and for each the module that it comes from. */
export interface Script {
  readonly lines: readonly string[];
  readonly origins: readonly (string | null)[];
}

const MODULES_START = 'exports.modules = {';
const MODULES_END = '};';
const FILE_NAME = 'return "" + chunkId + ".index.js";';

/**
 * Joins the files that a login always loads, which webpack keeps apart because the smaller actions need some
 * of them: Node.js takes half a millisecond to find and open each.
 *
 * @param scripts by their file names; changed in place.
 * @throws where webpack writes something else than this knows.
 */
export function joinLoginChunks(scripts: Map<string, Script>): void {
  const index = take(scripts, 'index.js');
  const load = index.lines.find((line) => line.includes(').login());')) ?? '';
  const ids = [...load.matchAll(/\.e\((\d+)\)/g)].map(([, id = '']) => id);
  const [main, ...others] = ids.toReversed();
  if (main === undefined) {
    throw new Error('index.js loads no chunks for the login.');
  }
  const parts = ids.map((id) => readModules(take(scripts, `${id}.index.js`)));
  scripts.set(`${main}.index.js`, join(main, ids, parts));
  const lines = index.lines.map((line) =>
    line.replace(
      FILE_NAME,
      `return ([${others.join(', ')}].includes(chunkId) ? ${main} : chunkId) + ".index.js";`,
    ),
  );
  if (lines.every((line, number) => line === index.lines[number])) {
    throw new Error(`There is no ${FILE_NAME} in index.js.`);
  }
  scripts.set('index.js', { ...index, lines });
}

function take(scripts: Map<string, Script>, name: string): Script {
  const script = scripts.get(name);
  if (script === undefined) {
    throw new Error(`The bundle has no ${name}.`);
  }
  scripts.delete(name);
  return script;
}

function readModules({ lines, origins }: Script): Script {
  const start = lines.indexOf(MODULES_START) + 1;
  const end = lines.lastIndexOf(MODULES_END);
  if (start === 0 || end === -1) {
    throw new Error('A chunk does not look as webpack writes it.');
  }
  return { lines: lines.slice(start, end), origins: origins.slice(start, end) };
}

function join(main: string, ids: readonly string[], parts: readonly Script[]): Script {
  const head = [
    '"use strict";',
    `exports.id = ${main};`,
    `exports.ids = [${ids.join(', ')}];`,
    MODULES_START,
  ];
  const tail = [MODULES_END, ';'];
  return {
    lines: [...head, ...parts.flatMap(({ lines }) => [...lines, ',']).slice(0, -1), ...tail],
    origins: [
      ...head.map(() => null),
      ...parts.flatMap(({ origins }) => [...origins, null]).slice(0, -1),
      ...tail.map(() => null),
    ],
  };
}
