import { expect, test } from 'vitest';
import { toPlainText } from '../../src/posts/strip-inline-marks.ts';

test.each([
  ['On `ls -l` and **[Ink](https://a.test)** &amp; co {#ls}', 'On ls -l and Ink & co'],
  ['*Steam* and __smoke__ and ~~coal~~ and ==heat==', 'Steam and smoke and coal and heat'],
  ['***Steam***', 'Steam'],
  ['**Steam *and* smoke**', 'Steam and smoke'],
  ['`` a`b `` and `*c*`', 'a`b and *c*'],
  ['[a][b], [[c|d]], [[e]], ![f](g "h")', 'a, d, e,'],
  ['[![a](b)](c) d', 'd'],
  ['![a](b) d ![e][f]', 'd'],
  ['[![a](b)](c)', 'a'],
  ['<https://a.test/*b*>', 'https://a.test/*b*'],
  ['H<sub>2</sub>O<br/>', 'H2O'],
  ['Vec<T> and Box<dyn Fn()>', 'Vec<T> and Box<dyn Fn()>'],
  ['A &lt;b&gt; &#8212; &#x2014; &nope;', 'A <b> — — &nope;'],
  ['Caf&eacute; &Uuml;ber &yuml;', 'Café Über ÿ'],
  ['&#27;[31m', '\ufffd[31m'],
  ['\\*a\\* \\# b', '*a* # b'],
  ['*ptr and 2 * 3 ** 4', '*ptr and 2 * 3 ** 4'],
  ['snake_case_name and _one_', 'snake_case_name and one'],
  ['[Draft] a bracket', '[Draft] a bracket'],
  ['a note[^1] {.wide}', 'a note'],
  ['a\n  b', 'a b'],
  ['C# and F#', 'C# and F#'],
  ['`unclosed', '`unclosed'],
])('%j is read as %j', (line, text) => {
  expect(toPlainText(line)).toBe(text);
});

test.each(['[', '`', '*a', '_', '<a ', '![](', '\\', '&'])('a long line of %j takes linear time', piece => {
  // In quadratic time it would be minutes.
  expect(toPlainText(piece.repeat(1_000_000))).not.toBe('');
});
