import { expect, it } from 'vitest';
import { indentWithTabs } from '../../../scripts/lib/indentation.ts';

it('indents with tabs, and leaves texts as they are', () => {
  const code = [
    'if (a) {',
    '    b(`first',
    '    second ${c(',
    '        d)} third',
    '        fourth`);',
    '      e("5\\',
    '    6");',
    '        f();',
    '}',
  ].join('\n');

  expect(indentWithTabs(code).split('\n')).toEqual([
    'if (a) {',
    '\tb(`first',
    '    second ${c(',
    '\t\td)} third',
    '        fourth`);',
    '\t  e("5\\',
    '    6");',
    '\t\tf();',
    '}',
  ]);
});
