import { describe, expect, it } from 'vitest';
import { findCommentLines, removeMarks } from '../../../scripts/lib/comments.ts';

describe('the comments of a bundle', () => {
  it('lose the marks of webpack, and keep names and lines', () => {
    const code = [
      '/******/ (() => {',
      '/* harmony export */   a: () => (/* binding */ name),',
      'const b = /*#__PURE__*/c(files/* readIfThere */.qC);',
      "const d = '/* binding */';",
      '/***/ });',
    ];

    expect(removeMarks(`({ d() {\n${code.slice(2, 4).join('\n')}\n} })`)).toBe(
      `({ d() {\nconst b = c(files/* readIfThere */.qC);\n${code[3]}\n} })`,
    );
    expect(removeMarks(`({\n${code[1]}\n})`)).toBe('({\na: () => (name),\n})');
    expect(removeMarks(`${code[0]}\n${code[4]?.replace(';', '')}`)).toBe('(() => {\n})');
  });

  it('are found where a line has nothing else, but for notices of rights', () => {
    const code = "// why\nrun(); // now\n\n/* two\n lines */\n/*! @license MIT */\n'// text';";

    expect(findCommentLines(code)).toEqual([true, false, false, true, true, false, false]);
  });
});
