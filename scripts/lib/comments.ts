import { type Comment, parse } from 'acorn';

/** What somebody relies on: notices of rights, and what is said to the measuring of coverage. */
const KEPT = /@license|@preserve|copyright|^!|v8 ignore/i;

/** What webpack writes for webpack; the names that it puts behind its own short ones are for people. */
const MARK = /^(?: harmony (?:export|import) | binding |\*+|#__PURE__)$/;

/** Removes webpack's marks from a script; its lines stay where they are. */
export function removeMarks(code: string): string {
  const marks: Comment[] = [];
  parse(code, { ecmaVersion: 'latest', sourceType: 'module', onComment: marks });
  let rest = '';
  let end = 0;
  for (const mark of marks.filter(({ value }) => MARK.test(value))) {
    rest += code.slice(end, mark.start);
    // Between a mark at the start of a line and what it marks there is white space.
    end = mark.end + (/^ */.exec(code.slice(mark.end))?.[0].length ?? 0);
  }
  return rest + code.slice(end);
}

/**
 * Finds the lines of a script on which there is nothing but a comment; a comment that has to stay is none.
 *
 * @returns for each line whether it is one.
 */
export function findCommentLines(code: string): readonly boolean[] {
  const comments: Comment[] = [];
  parse(code, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments });
  let rest = '';
  let end = 0;
  for (const comment of comments.filter(({ value }) => !KEPT.test(value))) {
    rest +=
      code.slice(end, comment.start) + code.slice(comment.start, comment.end).replace(/\S/g, ' ');
    end = comment.end;
  }
  rest += code.slice(end);
  const lines = code.split('\n');
  return rest.split('\n').map((line, index) => line.trim() === '' && lines[index]?.trim() !== '');
}
