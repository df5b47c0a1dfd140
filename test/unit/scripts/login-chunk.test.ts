import { describe, expect, it } from 'vitest';
import { joinLoginChunks, type Script } from '../../../scripts/lib/login-chunk.ts';

const INDEX = [
  '\t\t\treturn "" + chunkId + ".index.js";',
  '\tawait run(async () => (await Promise.all([r.e(5), r.e(7)]).then(r.bind(r, 70))).login());',
  '\tawait run(async () => (await Promise.all([r.e(5), r.e(9)]).then(r.bind(r, 90))).sweep());',
];

function script(lines: readonly string[], origin: string | null = null): Script {
  return { lines, origins: lines.map((line) => (line.includes('=>') ? origin : null)) };
}

function chunk(id: number, module: string): Script {
  const head = ['"use strict";', `exports.id = ${id};`, `exports.ids = [${id}];`];
  return script([...head, 'exports.modules = {', module, '};', ';'], `./src/${id}.ts`);
}

function bundle(index = INDEX): Map<string, Script> {
  return new Map([
    ['index.js', script(index)],
    ['5.index.js', chunk(5, '50: (() => "five")')],
    ['7.index.js', chunk(7, '70: (() => "seven")')],
    ['9.index.js', chunk(9, '90: (() => "nine")')],
  ]);
}

describe('the files of a login', () => {
  it('are one, which whoever needs a part of it loads', () => {
    const scripts = bundle();
    joinLoginChunks(scripts);

    expect([...scripts.keys()].toSorted()).toEqual(['7.index.js', '9.index.js', 'index.js']);
    const { lines = [], origins = [] } = scripts.get('7.index.js') ?? {};
    const exports: Record<string, unknown> = {};
    new Function('exports', lines.join('\n'))(exports);
    expect(exports).toEqual({
      id: 7,
      ids: [5, 7],
      modules: { 50: expect.any(Function), 70: expect.any(Function) },
    });
    expect(lines.map((line, number) => [line, origins[number]])).toContainEqual([
      '50: (() => "five")',
      './src/5.ts',
    ]);
    const name = new Function('chunkId', scripts.get('index.js')?.lines[0] ?? '');
    expect([5, 7, 9].map((id) => name(id))).toEqual(['7.index.js', '7.index.js', '9.index.js']);
  });

  it('are not guessed at where webpack writes something else', () => {
    expect(() => joinLoginChunks(bundle(INDEX.slice(1)))).toThrow(/in index\.js/);
    expect(() => joinLoginChunks(bundle(INDEX.slice(0, 1)))).toThrow(
      'loads no chunks for the login',
    );
    const strange = bundle().set('5.index.js', script(['exports.modules = null;']));
    expect(() => joinLoginChunks(strange)).toThrow('does not look as webpack writes it');
  });
});
