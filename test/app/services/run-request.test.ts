import { expect, test } from 'vitest';
import { runRequest } from '../../../src/app/services/run-request.ts';
import type { ExternalActions } from '../../../src/app/services/types.ts';
import type { EffectRequest } from '../../../src/app/state/types.ts';
import { textOf } from '../../../src/text/span.ts';

/** A world outside that notes what is asked of it, and in which each of these things goes wrong. */
function outsideOf(problem: string | null): { readonly outside: ExternalActions; readonly log: string[] } {
  const log: string[] = [];
  const did = (what: string): string | null => {
    log.push(what);
    return problem;
  };
  const outside: ExternalActions = {
    shellLine: command => `haiku-posts ${command}`,
    copy: text => did(`copy ${text}`),
    open: async address => did(`open ${address}`),
    edit: async (path, line) => did(`edit ${path} at ${line}`),
    page: async text => did(`page ${JSON.stringify(text)}`),
    stop: async () => void did('stop'),
  };
  return { outside, log };
}

async function performed(request: EffectRequest, problem: string | null) {
  const { outside, log } = outsideOf(problem);
  const manner = { hasLinks: false, paint: textOf };
  const suspend = async (during: () => Promise<void>): Promise<void> => {
    log.push('give the terminal');
    await during();
    log.push('take it back');
  };
  return { told: await runRequest(request, outside, manner, suspend), log };
}

const lent = (...done: readonly string[]): readonly string[] => ['give the terminal', ...done, 'take it back'];

test.each<[EffectRequest, readonly string[], string | null]>([
  [{ kind: 'copy-post', content: 'a\u001b' }, ['copy a^['], 'copied the post'],
  [{ kind: 'copy-command', command: 'ls' }, ['copy haiku-posts ls'], 'copied: haiku-posts ls'],
  [{ kind: 'open', address: 'https://a.b' }, ['open https://a.b'], 'opened https://a.b'],
  [{ kind: 'edit', entry: { slug: 'a', path: 'a.md' }, line: 7 }, lent('edit a.md at 7'), null],
  [
    { kind: 'page', slug: 'a', content: 'one two three four five\n', columns: 20 },
    lent('page "$ cat post/a.md\\none two three\\nfour five\\n"'),
    null,
  ],
  [{ kind: 'suspend' }, lent('stop'), null],
])('%j does %j', async (request, log, told) => {
  expect(await performed(request, null)).toEqual({ log, told });
});

test.each<[EffectRequest]>([
  [{ kind: 'copy-post', content: 'a' }],
  [{ kind: 'copy-command', command: 'ls' }],
  [{ kind: 'open', address: 'https://a.b' }],
  [{ kind: 'edit', entry: { slug: 'a', path: 'a.md' }, line: 7 }],
  [{ kind: 'page', slug: 'a', content: 'x\n', columns: 20 }],
])('what goes wrong with %j is told', async request => {
  expect((await performed(request, 'no such thing')).told).toBe('no such thing');
});
