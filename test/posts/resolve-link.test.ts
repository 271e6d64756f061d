import { describe, expect, test } from 'vitest';
import { createLinkIndex } from '../../src/posts/link-index.ts';
import { isLocalAddress, resolveLink } from '../../src/posts/resolve-link.ts';

const paths = [
  'README.md',
  'boats.md',
  'harbour/index.md',
  'harbour/gulls.md',
  'harbour/pier/Old Pier.md',
  'harbour/pier/rope.markdown',
  'weather/rain.md',
  'weather/rain/index.md',
  'weather/gulls.md',
  'weather/Über Nebel.md',
  '_posts/2019-06-07-low-tide.md',
  '_pages/about.md',
  'content/log/2020-01-02-storm.md',
  'content/log/first.md',
  'content/log/2021/fog-bank/index.md',
  'content/_index.md',
  '03-nets.md',
  '202001021530 Knots.md',
  'u\u0308ber.md',
  'chart.png',
];
const index = createLinkIndex(paths);

/** Resolves an address to `path#fragment`. */
function resolved(from: string, address: string): string | null {
  const target = resolveLink(index, from, address);
  return target && target.path + (target.fragment && `#${target.fragment}`);
}

test.each<[string, string, string]>([
  // Relative to the post.
  ['README.md', 'boats.md', 'boats.md'],
  ['README.md', './boats.md', 'boats.md'],
  ['README.md', 'harbour/gulls.md#how-they-shout', 'harbour/gulls.md#how-they-shout'],
  ['harbour/gulls.md', '../boats.md', 'boats.md'],
  ['harbour/gulls.md', 'pier/Old%20Pier.md', 'harbour/pier/Old Pier.md'],
  ['harbour/gulls.md', 'pier/rope', 'harbour/pier/rope.markdown'],
  ['weather/rain.md', '%C3%9Cber%20Nebel.md', 'weather/Über Nebel.md'],
  ['README.md', '%C3%BCber.md', 'u\u0308ber.md'],
  ['README.md', 'file:boats.md', 'boats.md'],
  ['README.md', 'chart.png', 'chart.png'],
  ['README.md', 'BOATS.md', 'boats.md'],
  // As a site has it.
  ['README.md', 'boats', 'boats.md'],
  ['README.md', 'boats/', 'boats.md'],
  ['README.md', 'boats.html', 'boats.md'],
  ['README.md', 'boats.html?v=2#keel', 'boats.md#keel'],
  ['README.md', 'harbour', 'harbour/index.md'],
  ['README.md', 'harbour/', 'harbour/index.md'],
  ['README.md', 'harbour/index.html', 'harbour/index.md'],
  ['README.md', 'weather/rain/', 'weather/rain.md'],
  ['weather/gulls.md', '../harbour/', 'harbour/index.md'],
  ['harbour/pier/rope.markdown', '../../gulls/', 'harbour/gulls.md'],
  ['boats.md', './', 'README.md'],
  ['README.md', 'nets.html', '03-nets.md'],
  // From the root.
  ['harbour/gulls.md', '/boats.md', 'boats.md'],
  ['harbour/gulls.md', '/', 'README.md'],
  ['harbour/gulls.md', '/weather/rain', 'weather/rain.md'],
  ['_posts/2019-06-07-low-tide.md', '/about/', '_pages/about.md'],
  ['README.md', '/2019/06/07/low-tide.html', '_posts/2019-06-07-low-tide.md'],
  ['README.md', '/notes/2019/6/7/low-tide/#ebb', '_posts/2019-06-07-low-tide.md#ebb'],
  ['content/log/first.md', '/log/storm/', 'content/log/2020-01-02-storm.md'],
  ['content/log/first.md', '/log/2021/04/fog-bank/', 'content/log/2021/fog-bank/index.md'],
  ['README.md', '[[Fog bank]]', 'content/log/2021/fog-bank/index.md'],
  ['content/log/first.md', '@/log/2020-01-02-storm.md', 'content/log/2020-01-02-storm.md'],
  ['content/log/first.md', '@/log/first.md#calm', 'content/log/first.md#calm'],
  ['content/log/first.md', '@/_index.md', 'content/_index.md'],
  // Templates, as they are and as markdown-it encodes them.
  ['content/log/first.md', '{{< ref "2020-01-02-storm" >}}', 'content/log/2020-01-02-storm.md'],
  ['content/log/first.md', '{{% relref "/log/first.md#calm" %}}', 'content/log/first.md#calm'],
  ['README.md', '{{<relref path="storm.md">}}', 'content/log/2020-01-02-storm.md'],
  ['README.md', '%7B%7B%3C%20ref%20%22boats.md%22%20%3E%7D%7D', 'boats.md'],
  ['README.md', '{% post_url 2019-06-07-low-tide %}#ebb', '_posts/2019-06-07-low-tide.md#ebb'],
  ['README.md', '{{ site.baseurl }}{% post_url 2019-06-07-low-tide %}', '_posts/2019-06-07-low-tide.md'],
  ['harbour/gulls.md', '{% link weather/rain.md %}', 'weather/rain.md'],
  ['harbour/gulls.md', '{{ site.url }}{{ site.baseurl }}/weather/rain', 'weather/rain.md'],
  ['harbour/gulls.md', '{{ "/weather/rain#drops" | relative_url }}', 'weather/rain.md#drops'],
  // Wikilinks.
  ['README.md', '[[rope]]', 'harbour/pier/rope.markdown'],
  ['README.md', '[[OLD PIER]]', 'harbour/pier/Old Pier.md'],
  ['README.md', '[[old-pier]]', 'harbour/pier/Old Pier.md'],
  ['README.md', '[[Low tide]]', '_posts/2019-06-07-low-tide.md'],
  ['README.md', '[[rope.markdown#Long ones]]', 'harbour/pier/rope.markdown#Long ones'],
  ['weather/rain.md', '[[gulls]]', 'weather/gulls.md'],
  ['harbour/pier/rope.markdown', '[[weather/gulls]]', 'weather/gulls.md'],
  ['README.md', '[[pier/rope]]', 'harbour/pier/rope.markdown'],
  ['harbour/gulls.md', '[[../weather/gulls]]', 'weather/gulls.md'],
  ['README.md', '[[202001021530]]', '202001021530 Knots.md'],
  ['README.md', '[[Knots]]', '202001021530 Knots.md'],
  ['README.md', '[[\u00fcber]]', 'u\u0308ber.md'],
  ['README.md', '[[chart.png]]', 'chart.png'],
  ['README.md', '[[#Below#Further below]]', 'README.md#Below#Further below'],
  // A vault may leave out the folders in other links too.
  ['README.md', 'Old%20Pier.md', 'harbour/pier/Old Pier.md'],
  ['harbour/pier/rope.markdown', 'weather/rain.md', 'weather/rain.md'],
  // Within the post.
  ['boats.md', '#keel', 'boats.md#keel'],
  ['boats.md', '*The keel', 'boats.md#The keel'],
  ['boats.md', 'harbour/gulls.md::*Shouts', 'harbour/gulls.md#Shouts'],
  ['boats.md', 'file:README.md::#map', 'README.md#map'],
  ['boats.md', '#sm%C3%B6rg%C3%A5s', 'boats.md#smörgås'],
])('in %j, the address %j leads to %j', (from, address, target) => {
  expect(resolved(from, address)).toBe(target);
});

test.each([
  ['README.md', 'gone.md'],
  ['README.md', '/gone/'],
  ['README.md', '@/gone.md'],
  ['README.md', '[[gone]]'],
  ['README.md', '[[gone/rope]]'],
  ['README.md', '[[ ]]'],
  ['README.md', '[[]]'],
  ['README.md', '{{< ref "gone" >}}'],
  ['README.md', '{% post_url 2019-06-07-high-tide %}'],
  ['README.md', '{{ page.url }}'],
  ['README.md', '{{< figure src="boats.md" >}}'],
  ['README.md', '/2019/06/08/low-tide.html'],
  ['README.md', 'https://example.org/boats.md'],
  ['README.md', '//example.org/boats.md'],
  ['README.md', 'mailto:boats.md'],
  ['README.md', 'chart'],
  ['README.md', ''],
  // Hostile.
  ['README.md', '../README.md'],
  ['README.md', '../../../etc/passwd'],
  ['harbour/gulls.md', '../../boats.md'],
  ['README.md', 'harbour/../../boats.md'],
  ['README.md', '/../boats.md'],
  ['README.md', '[[../boats]]'],
  ['harbour/gulls.md', '%2e%2e/boats.md'],
  ['harbour/gulls.md', '..%2fboats.md'],
  ['harbour/gulls.md', '..\\boats.md'],
  ['README.md', '{{< ref "../boats" >}}'],
  ['README.md', 'boats.md\0'],
  ['README.md', 'boats%00.md'],
  ['README.md', '[[boats\0]]'],
  ['README.md', '__proto__'],
  ['README.md', '[[constructor]]'],
  ['README.md', `boats.md#${'x'.repeat(100_000)}`],
  ['README.md', `${'../'.repeat(40_000)}boats.md`],
  ['README.md', `[[${'['.repeat(100_000)}]]`],
  ['README.md', `${'{{'.repeat(2000)}`],
])('in %j, the address %j leads nowhere', (from, address) => {
  expect(resolved(from, address)).toBeNull();
});

describe('a folder', () => {
  const withFolders = createLinkIndex([...paths, '/', 'harbour/', 'assets/', 'assets/x.css']);

  test('without an index is itself, if it is in the index', () => {
    expect(resolveLink(withFolders, 'README.md', 'assets/')).toEqual({ path: 'assets/', fragment: '' });
    expect(resolveLink(withFolders, 'README.md', 'harbour')).toEqual({ path: 'harbour/index.md', fragment: '' });
    expect(resolveLink(index, 'README.md', 'assets/')).toBeNull();
  });
});

test.each([
  ['a.md', true],
  ['/a', true],
  ['#a', true],
  ['[[a: b]]', true],
  ['file:a.md', true],
  ['a.org::*b', true],
  ['file:///a.md', false],
  ['//a.b/c', false],
  ['javascript:alert(1)', false],
  ['https://a.b', false],
  ['', false],
])('the address %j is local: %j', (address, isLocal) => {
  expect(isLocalAddress(address)).toBe(isLocal);
});
