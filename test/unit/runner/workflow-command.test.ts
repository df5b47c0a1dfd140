import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../runner/workflow-command.ts';

const REGISTERED = new Set(['error', 'add-mask', 'notice']);

function parse(line: string): unknown {
  const command = parseCommand(line, REGISTERED);
  return command && { ...command, properties: Object.fromEntries(command.properties) };
}

describe('parseCommand', () => {
  it('reads `::` commands at the start of a line, after white space', () => {
    const expected = { name: 'error', properties: { title: 'T', file: 'a' }, data: 'x::y' };
    expect(parse('::error title=T,file=a::x::y')).toEqual(expected);
    expect(parse(' \t\u0085\u00a0::error title=T,file=a::x::y')).toEqual(expected);
    expect(parse('text ::error::x')).toBeUndefined();
    expect(parse('\ufeff::error::x')).toBeUndefined();
    expect(parse('::error:x')).toBeUndefined();
  });

  it('reads `##[` commands anywhere in a line', () => {
    const expected = { name: 'error', properties: { title: 'T', file: 'a' }, data: 'boo' };
    expect(parse('some text ##[error title=T;file=a]boo')).toEqual(expected);
    expect(parse('##[error')).toBeUndefined();
    expect(parse('##[section]x')).toBeUndefined();
  });

  it('looks only at the first `##[` of a line, and prefers `::`', () => {
    expect(parse('##[command]x ##[error]y')).toBeUndefined();
    expect(parse('::notice::##[error]y')).toMatchObject({ name: 'notice', data: '##[error]y' });
    expect(parse('::unknown::##[error]y')).toMatchObject({ name: 'error', data: 'y' });
  });

  it('ignores the case of names', () => {
    expect(parse('::Add-Mask::x')).toMatchObject({ name: 'add-mask' });
    expect(parse('::ERROR Title=x::')).toMatchObject({ name: 'error', properties: { title: 'x' } });
  });

  it('unescapes data and properties with their respective escapes, `%25` last', () => {
    expect(parse('::error title=a%3Ab%2Cc%253A::1%0A2%0D3%25 %3A %250A')).toMatchObject({
      properties: { title: 'a:b,c%3A' },
      data: '1\n2\r3% %3A %0A',
    });
    expect(parse('##[error title=a%5D%3B%3A]%5D%3B%2C')).toMatchObject({
      properties: { title: 'a];%3A' },
      data: '];%2C',
    });
  });

  it('drops properties without a name or a value', () => {
    expect(parse('::error title=,=x,a==b,c=d=e,f::x')).toMatchObject({
      properties: { a: 'b', c: 'd=e' },
    });
  });
});
