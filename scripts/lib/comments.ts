import { type Comment, parse } from 'acorn';

/** What somebody relies on: notices of rights, and what is said to the measuring of coverage. */
const KEPT = /@license|@preserve|copyright|^!|v8 ignore/i;

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
