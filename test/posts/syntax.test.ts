import { expect, test } from 'vitest';
import { candidatePaths, hasPostExtension, pathToSlug } from '../../src/posts/slug.ts';
import { syntaxOf } from '../../src/posts/syntax.ts';

test.each([
  ['markdown', 'md MD Md markdown mdown mkd mkdn mdwn mdtxt markdn mdx rmd Rmd qmd dj'],
  ['text', 'txt TXT text'],
  ['gemini', 'gmi'],
  ['org', 'org'],
  ['asciidoc', 'adoc'],
  ['rst', 'rst'],
])('the syntax %s has the endings %s', (syntax, endings) => {
  for (const ending of endings.split(' ')) {
    const path = `2019/fog.on.v1.${ending}`;
    expect(syntaxOf(path)).toBe(syntax);
    expect(hasPostExtension(path)).toBe(true);
    expect(pathToSlug(path)).toBe('2019/fog.on.v1');
  }
});

test('a file with another ending is no post, and as a transcript it is plain text', () => {
  for (const path of ['fog', 'fog.log', 'fog.org.bak', 'org', 'a.md/fog']) {
    expect(hasPostExtension(path)).toBe(false);
    expect(syntaxOf(path)).toBe('text');
  }
});

test('the file of a slug is looked for with each ending, Markdown first', () => {
  const paths = candidatePaths('fog');
  expect(paths[0]).toBe('fog.md');
  expect(paths).toEqual(expect.arrayContaining(['fog.txt', 'fog.gmi', 'fog.Rmd', 'fog.rst']));
});
