import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/terminal.ts';

// Which expressions run without a time limit. The reader's run with one: withRegexTimeout, or the signal of a command.
// And which may repeat a group without a limit: V8's stack overflows after a few million repetitions.

const folder = path.join(root, 'src');
const files = fs
  .readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name))
  .map(name => ({
    name: name.replaceAll('\\', '/'),
    source: fs
      .readFileSync(path.join(folder, name), 'utf8')
      .replace(/^\s*\/?\*.*|\/\/ .*/gm, '')
      .replace(/(['"])(?:(?!\1)[^\\\n]|\\.)*\1/g, "''"),
  }));

/** The lines of all files that match a pattern: `file: count`. */
const uses = (pattern: RegExp): readonly string[] =>
  files
    .map(({ name, source }) => [name, source.split('\n').filter(line => pattern.test(line)).length] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`)
    .toSorted();

const allowed = (reasons: Readonly<Record<string, string>>): readonly string[] => Object.keys(reasons).toSorted();

test('case 94: only compilePattern makes an expression of a text of the reader', () => {
  const constants = 'constants of the program';
  const escaped = 'escaped words without repetitions';
  // Not those of a constant of a module, which are made once.
  expect(uses(/^(?:\s|.*=>(?!.*^\])).*\bRegExp\(/)).toEqual(
    allowed({
      'app/view/menu.ts: 1': escaped,
      'cli/help.ts: 1': 'a number of columns',
      'io/post-cache.ts: 1': 'a path or letters that metadata-cache.ts escapes',
      'io/reading-history.ts: 1': 'the name of the program',
      'layout/matches.ts: 1': 'a copy of the expression of a caller, who limits it',
      'markdown/callouts.ts: 1': constants,
      'posts/count-words.ts: 1': 'a fence: backquotes or tildes',
      'posts/date.ts: 3': constants,
      'posts/front-matter.ts: 1': 'a fence: hyphens or plus signs',
      'posts/markup-rules.ts: 1': constants,
      'search/regex.ts: 2': 'the expression of the reader',
      'search/text-query.ts: 1': escaped,
      'text/sanitize.ts: 4': constants,
    }),
  );
});

test('case 94: an expression of the reader runs in withRegexTimeout', () => {
  const limited = 'runs in withRegexTimeout';
  const reasons = {
    'app/state/haiku-list.ts: 1': 'the search of reader-search.ts',
    'app/state/reader-search.ts: 3': limited,
    'app/state/running.ts: 1': 'the search of reader-search.ts',
    'app/state/search-again.ts: 1': 'the search of reader-search.ts',
    'app/view/excerpt.ts: 1': limited,
    'commands/fortune.ts: 1': limited,
    'commands/grep.ts: 2': limited,
  };
  expect(uses(/(?<!function )\bcompile(?:Pattern|Search)\(/)).toEqual(allowed(reasons));
  const runs = uses(/\bwithRegexTimeout\(/).map(use => use.replace(/: .*/, ''));
  for (const [use, reason] of Object.entries(reasons))
    if (reason === limited) expect(runs).toContain(use.replace(/: .*/, ''));
  // An expression that is kept in the state is run by these.
  expect(
    uses(
      /\.(?:exec|test|match|matchAll|search|replace|replaceAll|split)\((?:\w+\.)*(?:expression|pattern\.(?:line|text)|highlights)\b|\b(?:expression|pattern\.(?:line|text)|highlights)\.(?:exec|test)\(/,
    ),
  ).toEqual(
    allowed({
      'app/view/excerpt.ts: 1': limited,
      'search/grep.ts: 2': 'called in withRegexTimeout by grep and the app',
    }),
  );
});

test('case 113: an expression repeats a group a limited number of times, or in a text of limited length', () => {
  expect(uses(/\)(?:[*+]|\{\d+,\})(?!\*)/)).toEqual(
    allowed({
      'commands/import-posts.ts: 1': 'an argument',
      'io/post-files.ts: 1': 'an argument',
      'markdown/inline.ts: 1': 'at most 1,000 characters',
      'markdown/source-colors.ts: 3': 'a part of at most 16,000 characters',
      'posts/strip-inline-marks.ts: 1': 'at most 500 characters',
      'posts/title.ts: 2': 'at most 20,000 characters',
      'search/regex.ts: 1': 'an expression of the reader',
      'text/width.ts: 1': 'a word, which wrap.ts limits',
      'util/format.ts: 1': 'the digits of a number',
      'util/shell-words.ts: 2': 'a line of a shell or the prompt',
    }),
  );
});
