import { expect, test } from 'vitest';
import { parsePost } from '../../src/posts/parse-post.ts';
import { findHeading, titleFromName } from '../../src/posts/title.ts';

test.each([
  ['## Steam\n\nWords.', 'Steam'],
  ['### Steam ###\n', 'Steam'],
  ['Steam\n=====\n\nWords.', 'Steam'],
  ['Steam\n---\n', 'Steam'],
  ['Steam\nand smoke\n======\n', 'Steam and smoke'],
  ['<!-- an anchor\nover lines -->\n\n# Steam\n', 'Steam'],
  ['[![build](https://a.test/b.svg)](https://a.test) ![n](n.svg)\n\n# Steam\n', 'Steam'],
  ['![a train](train.png)\n![[train.png]]\n# Steam\n', 'Steam'],
  ['<div align="center">\n  <img src="train.png"\n    width="10">\n</div>\n\n## Steam\n', 'Steam'],
  ['<h1 align="center">Steam</h1>\n', 'Steam'],
  ['<h1>\n  <img src="a.png">\n  Steam <em>now</em>\n</h1>\n', 'Steam  now'],
  ['<h1><img src="a.png"></h1>\n\n# Steam\n', 'Steam'],
  ['[TOC]\n\n# Steam\n', 'Steam'],
  ['<style>\n# no\n</style>\n<script>\n// # no\n</script>\n## Steam\n', 'Steam'],
  ['<figure>\n<img src="a.png">\n<figcaption>A train</figcaption>\n</figure>\n\n## Steam\n', 'Steam'],
  ['%%\n# no\n%%\n## Steam\n', 'Steam'],
  ['#\n\n## Steam\n', 'Steam'],
  ['<!-- a note -->\n---\n\n## Steam\n', 'Steam'],
  ['* TOC\n{:toc}\n\n# Steam\n', 'Steam'],
  ["import A from './a'\nimport {\n  B,\n} from './b'\nexport const c = 1\n\n# Steam\n", 'Steam'],
  ['{{< toc >}}\n{% include a.html %}\n%%note%%\n#trains #steam\n\n***\n\n# Steam\n', 'Steam'],
  ['[a]: https://a.test\n\n# Steam\n', 'Steam'],
  ['By a driver.\n\n# Steam\n', 'Steam'],
  ['By a driver.\n\n## Steam\n', null],
  ['- a\n- b\n---\n', null],
  ['a | b\n--- | ---\n', null],
  ['```\n# no\n```\n', null],
  ['#steam\n', null],
  ['Words.', null],
  ['', null],
])('the Markdown %j has the heading %j', (body, heading) => {
  expect(findHeading(body, 'a.md')).toBe(heading);
});

test.each([
  ['THE BOOK OF STEAM\n\n\nIt was cold.\n', 'a.txt', 'THE BOOK OF STEAM'],
  ['Steam\n~~~~~\nIt was cold.\n', 'a.txt', 'Steam'],
  ['=====\nSteam\n=====\nIt was cold.\n', 'a.txt', 'Steam'],
  ['It was cold,\n\nand then warm.', 'a.txt', null],
  ['It was cold.\nAnd then warm.\n', 'a.txt', null],
  ['Buy coal\n', 'a.txt', null],
  ['Steam\n#####\n\nIt was cold.\n', 'a.rst', 'Steam'],
  ['# a comment\n#+STARTUP: x\n* Steam\nIt was cold.\n', 'a.org', 'Steam'],
  ['= Steam\n\nIt was cold.\n', 'a.adoc', 'Steam'],
  ['#Steam\n', 'a.gmi', 'Steam'],
  ['=> / Home\n\n# Steam\n', 'a.gmi', 'Steam'],
])('%j in %s has the title %j', (body, path, heading) => {
  const { title, body: rest } = parsePost(body, { slug: 'a', path });
  expect(title?.text ?? findHeading(rest, path)).toBe(heading);
});

test.each([
  ['notes/5a9fb1df-478e-4687-9be0-5cb97e61ec57.md', 'Steam'],
  ['notes/BuYHDiE1QDxz1did9s8ij.md', 'Steam'],
  ['notes/2021-03-04-by-a-driver.md', null],
  ['notes/By a driver of 4Ds and iPhones.md', null],
])('the heading below a text in %s is %j', (path, heading) => {
  expect(findHeading('By a driver.\n\n## Steam\n', path)).toBe(heading);
});

test.each([
  ['why-it-hums', 'why it hums'],
  ['notes/deep/why_it_hums', 'why it hums'],
  ['2021-03-04_why_it_hums', 'why it hums'],
  ['02 - Lists/Shelf - for the hall', 'Shelf - for the hall'],
  ['02 - Lists/_index', '02 - Lists'],
  ['blog/2021-03-04-why-it-hums/index', 'why it hums'],
  ['why-it-hums/README', 'why it hums'],
  ['why-it-hums/index.en', 'why it hums'],
  ['index', 'index'],
  ['2021-03-04', '2021-03-04'],
  ['2021-03-04T10:00:00Z', '2021-03-04T10:00:00Z'],
  ['the-log-/-is-silent', 'is silent'],
  ['---', '---'],
])('the name of %j says the title %j', (slug, title) => {
  expect(titleFromName(slug)).toBe(title);
});

test.each(['![', '[![a](b)', '<a ', '# ', '- ', '=', '#a '])('takes linear time for many %j', piece => {
  // In quadratic time it would be minutes.
  for (const separator of ['', '\n']) expect(findHeading(`${piece}${separator}`.repeat(500_000), 'a.md')).toBeDefined();
});
